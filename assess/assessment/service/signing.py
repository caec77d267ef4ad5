from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import SignOff, SignOffWithdrawal
from assess.assessment.queries.finding import find_sign_off
from assess.assessment.queries.signing import list_blocks
from assess.assessment.queries.snapshot import take_snapshot
from assess.assessment.rules.people import check_is_assessor
from assess.assessment.rules.signing import check_proof, check_sign_off_withdrawal
from assess.assessment.rules.snapshot import Signature, hash_of
from assess.assessment.service.keeping import keep_versions
from assess.assessment.service.telling import tell
from assess.assessment.service.units import lock_for_assessor, lock_unit
from assess.clocks.service import stop_clocks
from assess.db import new_id
from assess.journal.service import record_deed


def sign_off_unit(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    proved_by: str,
    proof_lasts: timedelta,
) -> UUID:
    """Sign a whole unit off, over a snapshot of all that it rests on."""
    unit = lock_for_assessor(session, actor, unit_id)
    check_proof(actor.proved_at, now, lasts=proof_lasts)
    for block in list_blocks(session, unit.view, list(unit.criteria.values())):
        raise block
    signature = Signature(
        signed_by_id=actor.person_id,
        signed_by=actor.name,
        signed_at=now,
        proved_at=actor.proved_at,
        proved_by=proved_by,
    )
    snapshot, version_ids = take_snapshot(session, actor, unit.view, unit.criteria, signature)
    keep_versions(session, unit_id=unit_id, version_ids=version_ids, now=now)
    sign_off = SignOff(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit_id,
        assessor_id=actor.person_id,
        signed_at=now,
        proved_at=actor.proved_at,
        proved_by=proved_by,
        snapshot=snapshot,
        sha256=hash_of(snapshot),
    )
    session.add(sign_off)
    stop_clocks(session, enrolment_id=unit_id, now=now, actor=actor)
    tell(
        session,
        person_id=unit.view.practitioner_id,
        kind="signed_off",
        unit=unit.view,
        labels=[facts.label for facts in unit.criteria.values()],
        by=actor.name,
        now=now,
        sha256=sign_off.sha256,
    )
    record_deed(
        session,
        deed="sign_off_unit",
        now=now,
        subject_id=sign_off.id,
        actor=actor,
        facts={"unit": unit_id, "sha256": sign_off.sha256},
    )
    return sign_off.id


def withdraw_sign_off(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    sign_off_id: UUID,
    reason: str,
    language: str,
) -> UUID:
    """End a sign-off, with a reason. The sign-off and its snapshot stay on record."""
    unit = lock_unit(session, actor, find_sign_off(session, actor, sign_off_id).unit.id).view
    check_is_assessor(actor, practitioner_id=unit.practitioner_id, assessor_id=unit.assessor_id)
    found = find_sign_off(session, actor, sign_off_id).sign_off
    check_sign_off_withdrawal(withdrawn=not found.stands, reason=reason)
    session.add(
        SignOffWithdrawal(
            provider_id=actor.provider_id,
            sign_off_id=sign_off_id,
            withdrawn_by_id=actor.person_id,
            reason=reason,
            language=language,
            withdrawn_at=now,
        )
    )
    record_deed(
        session,
        deed="withdraw_sign_off",
        now=now,
        subject_id=sign_off_id,
        actor=actor,
        facts={"unit": unit.id},
    )
    return sign_off_id
