from assess.people.routes import (
    account,
    invitations,
    inviting,
    kept,
    kept_mail,
    listing,
    passwords,
    person,
    proving,
    second_factor,
    settings,
    signing_in,
)
from assess.people.routes.blueprint import pages

__all__ = [
    "account",
    "invitations",
    "inviting",
    "kept",
    "kept_mail",
    "listing",
    "pages",
    "passwords",
    "person",
    "proving",
    "second_factor",
    "settings",
    "signing_in",
]
