"""What people's accounts go through: each function is one deed."""

from assess.people.service.factors import (
    confirm_second_factor,
    make_new_recovery_codes,
    remove_second_factor,
    seal_secrets,
    use_code,
)
from assess.people.service.inviting import (
    Invitation,
    invite_people,
    invite_person,
    resend_invitation,
    revoke_invitation,
)
from assess.people.service.passwords import (
    ask_for_reset,
    change_password,
    prove_password,
    rehash_password,
    reset_password,
)
from assess.people.service.providers import AddedProvider, add_provider
from assess.people.service.roles import (
    change_role,
    end_role,
    give_role,
    give_roles,
    let_person_leave,
)
from assess.people.service.sites import add_site, rename_site
from assess.people.service.taking_up import (
    accept_invitation,
    change_language,
    take_up_invitation,
)

__all__ = [
    "AddedProvider",
    "Invitation",
    "accept_invitation",
    "add_provider",
    "add_site",
    "ask_for_reset",
    "change_language",
    "change_password",
    "change_role",
    "confirm_second_factor",
    "end_role",
    "give_role",
    "give_roles",
    "invite_people",
    "invite_person",
    "let_person_leave",
    "make_new_recovery_codes",
    "prove_password",
    "rehash_password",
    "remove_second_factor",
    "rename_site",
    "resend_invitation",
    "reset_password",
    "revoke_invitation",
    "seal_secrets",
    "take_up_invitation",
    "use_code",
]
