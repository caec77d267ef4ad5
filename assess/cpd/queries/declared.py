"""What a person's record holds of a period that their provider asks them to declare."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdDeclaration
from assess.cpd.queries.declarations import AskedOf
from assess.cpd.queries.year_rows import ActivityRow, Owner, list_rows
from assess.cpd.queries.years import DeclarationView, list_declarations, stamps_of
from assess.cpd.rules.declaring import DeclarationState, state_of
from assess.cpd.rules.year_digest import digest_of
from assess.cpd.rules.year_standing import is_counted


@dataclass(frozen=True)
class AskedRecord:
    """For its owner alone."""

    asked: AskedOf
    done: tuple[ActivityRow, ...]
    declarations: tuple[DeclarationView, ...]

    @property
    def stamp(self) -> str:
        return digest_of({"activities": stamps_of(self.done)})

    @property
    def newest(self) -> str | None:
        return self.declarations[0].summary["sha256"] if self.declarations else None

    @property
    def state(self) -> DeclarationState:
        newest = self.declarations[0].summary if self.declarations else None
        return state_of(self.stamp, declared=newest)


def load_asked_record(session: Session, actor: Actor, asked: AskedOf) -> AskedRecord:
    """Read the actor's own record of the period, in two statements."""
    rows = list_rows(session, Owner(actor.person_id, actor.provider_id), asked.period)
    return AskedRecord(
        asked=asked,
        done=tuple(one for one in rows if is_counted(one.counted, asked.period)),
        declarations=tuple(
            list_declarations(
                session,
                CpdDeclaration.request_id == asked.id,
                CpdDeclaration.person_id == actor.person_id,
            )
        ),
    )
