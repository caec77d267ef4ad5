import hashlib
from datetime import timedelta
from typing import Any

import pytest
import rfc8785
import sqlalchemy as sa

from assess.assessment.models import SignOff
from assess.assessment.queries import find_sign_off, list_live_sign_offs
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.rules.people import (
    NotTheAssessorError,
    OwnWorkError,
    SignedOffError,
)
from assess.assessment.rules.signing import (
    NoReasonError,
    NotAllMetError,
    OpenRequestsError,
    ProofTooOldError,
    SignOffWithdrawnError,
    WordsChangedError,
    WorkingTranslationError,
)
from assess.assessment.service import withdraw_sign_off
from assess.db import db
from assess.evidence.models import EvidenceFile, EvidenceVersion, Mapping
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.reflection.models import Reflection, ReflectionVersion
from assess.refusals import NotFoundError
from assess.standards.models import StandardText
from assess.standards.rules.values import Provenance
from tests.services.assessment.case import TEN_MINUTES, Case, vouch_for_everything
from tests.services.assessment.test_deeds_deciding import change_words
from tests.world import NOW, World


def snapshot_of(case: Case) -> dict[str, Any]:
    return (
        db.session.scalars(sa.select(SignOff).where(SignOff.enrolment_id == case.unit.id))
        .one()
        .snapshot
    )


def test_a_sign_off_freezes_a_snapshot_that_its_hash_proves(case: Case) -> None:
    case.meet_all()

    sign_off_id = case.sign_off()

    found = find_sign_off(db.session(), case.assessor, sign_off_id)
    assert hashlib.sha256(rfc8785.dumps(found.snapshot)).hexdigest() == found.sign_off.sha256
    assert found.sign_off.stands
    assert (found.sign_off.proved_by, found.sign_off.signed_at) == ("password", case.now)
    assert case.unit.id in list_live_sign_offs(db.session(), [case.unit.id])


def test_the_practitioner_is_told_with_the_hash(case: Case) -> None:
    case.meet_all()

    case.sign_off()

    mails = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "signed_off"))
    assert [mail.facts["sha256"] for mail in mails] == [case.record().sign_offs[0].sha256]


def test_the_snapshot_holds_what_the_sign_off_rests_on(case: Case) -> None:
    version = db.session.scalars(sa.select(EvidenceVersion)).one()
    file = EvidenceFile(
        provider_id=case.provider.id,
        evidence_version_id=version.id,
        position=0,
        name="cynllun ŵ.pdf",
        media_type="application/pdf",
        size=123,
        sha256="a" * 64,
    )
    case.world.save(file)
    reflect(case, "P1", "Dysgais lawer.")
    case.map_all()
    of_p2 = db.session.scalars(sa.select(Mapping).where(Mapping.criterion_id == case.id_of("P2")))
    of_p2.one().file_id = file.id
    case.world.save()
    case.submit("P1", "P2", "P3", "K1", "K2", help_used="Grammarly.")
    case.answer(case.ask("P1"), answer="Both of us.")
    case.decide(Outcome.NOT_YET_MET, "P1", feedback="More, please.")
    case.submit("P1")
    case.decide(Outcome.MET, *case.standard.criteria)
    case.sign_off()

    held = snapshot_of(case)

    assert [one["label"] for one in held["criteria"]] == ["P1", "P2", "P3", "K1", "K2"]
    assert held["criteria"][0]["words"] == {"en": "words of P1 in en", "cy": "words of P1 in cy"}
    assert held["criteria"][0]["reflection"]["words"] == "Dysgais lawer."
    assert held["criteria"][0]["reflection"]["sha256"] == (
        hashlib.sha256(b"Dysgais lawer.").hexdigest()
    )
    assert held["criteria"][0]["mappings"][0]["locator_kind"] == "whole"
    assert held["criteria"][0]["mappings"][0]["file"] is None
    named = {"name": "cynllun ŵ.pdf", "sha256": "a" * 64}
    assert held["criteria"][1]["mappings"][0]["file"] == named
    assert [one["provenance"] for one in held["unit"]["texts"]] == ["published", "published"]
    assert [one["sha256"] for one in held["evidence"][0]["files"]] == ["a" * 64]
    assert held["evidence"][0]["sha256"] == "0" * 64
    assert held["submissions"][0]["help_used"] == "Grammarly."
    assert held["requests"][0]["answer"] == "Both of us."
    assert held["decisions"][0]["outcome"] == "not yet met"
    assert held["decisions"][0]["text_en"] == {
        "language": "en",
        "revision": 1,
        "provenance": "published",
    }
    assert held["unit"]["practitioner"]["name"] == case.practitioner.name
    assert held["signature"]["signed_by"] == case.assessor.name
    assert held["signature"]["proved_by"] == "password"
    assert held["signature"]["signed_at"].endswith("+00:00")


def reflect(case: Case, label: str, words: str) -> None:
    reflection = Reflection(
        provider_id=case.provider.id,
        practitioner_id=case.practitioner.person_id,
        enrolment_id=case.unit.id,
        criterion_id=case.id_of(label),
        newest=1,
        created_at=NOW,
    )
    case.world.save(reflection)
    case.world.save(
        ReflectionVersion(
            provider_id=case.provider.id,
            reflection_id=reflection.id,
            number=1,
            words=words,
            language="cy",
            saved_at=NOW,
        )
    )


def test_a_unit_that_is_not_ready_is_not_signed_off(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1")

    with pytest.raises(NotAllMetError) as refused:
        case.sign_off()

    assert refused.value.labels == ("P2", "P3", "K1", "K2")


def test_an_open_question_holds_the_sign_off(case: Case) -> None:
    case.meet_all()
    request_id = case.ask("K1")

    with pytest.raises(OpenRequestsError):
        case.sign_off()
    case.answer(request_id)
    case.sign_off()


def test_changed_words_hold_the_sign_off_until_reaffirmed(case: Case) -> None:
    case.meet_all()
    change_words(case, "P2")

    with pytest.raises(WordsChangedError) as refused:
        case.sign_off()
    assert refused.value.labels == ("P2",)
    case.decide(Outcome.MET, "P2", feedback="")
    case.sign_off()


def test_a_provider_may_forbid_signing_off_on_a_working_translation(case: Case) -> None:
    text = db.session.get_one(StandardText, case.standard.text_en_id)
    text.provenance = Provenance.WORKING_TRANSLATION
    case.provider.working_translation_sign_off = False
    case.world.save(text, case.provider)
    case.meet_all()

    with pytest.raises(WorkingTranslationError):
        case.sign_off()

    case.provider.working_translation_sign_off = True
    case.world.save(case.provider)
    case.sign_off()


def test_an_old_proof_does_not_sign(case: Case) -> None:
    case.meet_all()

    with pytest.raises(ProofTooOldError):
        case.sign_off(actor=case.proved(case.now - TEN_MINUTES))

    assert case.record().sign_offs == ()


def test_a_second_tab_cannot_sign_off_again(case: Case) -> None:
    case.meet_all()
    case.sign_off()

    with pytest.raises(SignedOffError):
        case.sign_off()

    assert len(case.record().sign_offs) == 1


def test_only_the_units_assessor_signs(case: Case, world: World) -> None:
    case.meet_all()

    with pytest.raises(NotTheAssessorError):
        case.sign_off(actor=case.iqa)
    with pytest.raises(OwnWorkError):
        case.sign_off(actor=case.practitioner)
    with pytest.raises(NotFoundError):
        case.sign_off(actor=Case(world).assessor)


def test_nothing_changes_under_a_sign_off(case: Case) -> None:
    case.meet_all()
    case.sign_off()

    with pytest.raises(SignedOffError):
        case.decide(Outcome.NOT_YET_MET, "P1")
    with pytest.raises(SignedOffError):
        case.ask("P1")
    with pytest.raises(SignedOffError):
        case.submit("P1")


def test_a_sign_off_is_withdrawn_with_a_reason_and_stays_on_record(case: Case) -> None:
    case.meet_all()
    sign_off_id = case.sign_off()

    with pytest.raises(NoReasonError):
        case.do(withdraw_sign_off, sign_off_id=sign_off_id, reason="", language="en")
    case.do(withdraw_sign_off, sign_off_id=sign_off_id, reason="P1 was misread.", language="en")

    [withdrawn] = case.record().sign_offs
    assert (withdrawn.stands, withdrawn.reason) == (False, "P1 was misread.")
    assert withdrawn.withdrawn_by == case.assessor.name
    assert case.record().live_sign_off is None
    with pytest.raises(SignOffWithdrawnError):
        case.do(withdraw_sign_off, sign_off_id=sign_off_id, reason="Again.", language="en")


def test_after_a_withdrawal_a_linked_decision_changes_the_unit(case: Case) -> None:
    case.meet_all()
    sign_off_id = case.sign_off()
    case.do(withdraw_sign_off, sign_off_id=sign_off_id, reason="Misread.", language="en")

    case.decide(Outcome.NOT_YET_MET, "P1", feedback="It is about another plan.")
    assert case.state("P1") is CriterionState.NOT_YET_MET
    case.submit("P1")
    case.decide(Outcome.MET, "P1")
    case.sign_off()

    assert [one.stands for one in case.record().sign_offs] == [True, False]


def test_somebody_elses_sign_off_is_like_a_missing_one(case: Case, world: World) -> None:
    case.meet_all()
    sign_off_id = case.sign_off()
    other = Case(world)

    with pytest.raises(NotFoundError):
        find_sign_off(db.session(), other.assessor, sign_off_id)
    with pytest.raises(NotFoundError):
        case.do(
            withdraw_sign_off, other.assessor, sign_off_id=sign_off_id, reason="x", language="en"
        )
    with pytest.raises(NotTheAssessorError):
        case.do(withdraw_sign_off, case.iqa, sign_off_id=sign_off_id, reason="x", language="en")


def test_the_journal_vouches_for_a_sign_off_and_its_withdrawal(case: Case) -> None:
    case.map_all()
    vouch_for_everything(case.provider.id)
    case.submit(*case.standard.criteria)
    case.decide(Outcome.MET, *case.standard.criteria)
    sign_off_id = case.sign_off()
    case.now += timedelta(days=1)
    case.do(withdraw_sign_off, sign_off_id=sign_off_id, reason="Misread.", language="en")

    assert find_faults(db.session()) == []
    db.session.execute(sa.update(SignOff).values(snapshot={}))
    assert len(find_faults(db.session())) == 1
