"""What is read of people: for signing in, for their own account, for their manager."""

from assess.people.queries.account import (
    FactorState,
    LinkView,
    find_factor_state,
    find_link,
    has_unsealed_secret,
    list_known_about,
)
from assess.people.queries.listing import (
    PEOPLE_ON_A_PAGE,
    PersonLine,
    PersonNamed,
    count_people,
    list_named,
    list_people,
    name_at,
)
from assess.people.queries.person import (
    InvitationView,
    PersonView,
    RoleView,
    find_person,
    find_role,
)
from assess.people.queries.signing_in import (
    DemonstrationPerson,
    HeldRole,
    ProviderView,
    find_asker,
    list_demonstration_people,
    list_held_roles,
    list_providers,
)

__all__ = [
    "PEOPLE_ON_A_PAGE",
    "DemonstrationPerson",
    "FactorState",
    "HeldRole",
    "InvitationView",
    "LinkView",
    "PersonLine",
    "PersonNamed",
    "PersonView",
    "ProviderView",
    "RoleView",
    "count_people",
    "find_asker",
    "find_factor_state",
    "find_link",
    "find_person",
    "find_role",
    "has_unsealed_secret",
    "list_demonstration_people",
    "list_held_roles",
    "list_known_about",
    "list_named",
    "list_people",
    "list_providers",
    "name_at",
]
