from datetime import datetime
from uuid import UUID

from flask import render_template, session

from assess.actor import Actor
from assess.bilingual import Bilingual
from assess.db import db
from assess.people.queries import list_held_roles
from assess.people.routes.blueprint import pages
from assess.web.access import open_to_everyone
from assess.web.signed_in import OtherRole, SignedIn


def load_signed_in(person_id: str) -> SignedIn | None:
    """Give the person whom the session names, in the role that it names, or None.

    A role that has ended opens nothing from the next request on.
    """
    roles = list_held_roles(db.session(), person_id=UUID(person_id))
    if not roles:
        return None
    chosen = next(
        (role for role in roles if str(role.role_holding_id) == session.get("role_holding_id")),
        roles[0],
    )
    return SignedIn(
        actor=Actor(
            person_id=chosen.person_id,
            provider_id=chosen.provider_id,
            role_holding_id=chosen.role_holding_id,
            role=chosen.role,
            name=chosen.name,
            language=chosen.language,
            proved_at=datetime.fromisoformat(session["proved_at"]),
        ),
        email=chosen.email,
        provider=Bilingual(chosen.provider_en, chosen.provider_cy),
        practitioner_word=chosen.practitioner_word.value,
        others=tuple(
            OtherRole(
                role.role_holding_id, role.role, Bilingual(role.provider_en, role.provider_cy)
            )
            for role in roles
            if role is not chosen
        ),
    )


@pages.get("/sign-in")
@open_to_everyone
def sign_in() -> str:
    return render_template("people/sign_in.html")
