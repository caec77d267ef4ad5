"""The desk, as an assessor and an IQA open it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from bs4 import Tag
from flask import Flask

from assess.assessment.rules import Outcome
from assess.db import db, new_id
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, Mapping, Seen
from assess.evidence.rules import EvidenceForm, LocatorKind
from assess.reflection.models import Reflection, ReflectionVersion
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import NOW


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.assessor)


def desk_of(case: Case, language: str = "en") -> str:
    return f"/{language}/units/{case.unit.id}/desk"


def part_of(page: Page, selector: str) -> Tag:
    found = page.soup.select_one(selector)
    assert found is not None, f"no {selector} in {page.text[:300]}"
    return found


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_criteria_that_the_piece_shows_are_open_and_the_others_folded(
    assessor: Visitor, case: Case, language: str
) -> None:
    case.map("P1", "P3")
    case.submit("P1", "P3")

    page = assessor.visit(desk_of(case, language))

    shown = [tag["id"] for tag in page.soup.select("article.desk-criterion")]
    assert shown == ["criterion-P1", "criterion-P3"]
    words = part_of(page, "#words-P1")
    assert words.get_text(strip=True) == f"words of P1 in {language}"
    assert words["lang"] == language
    others = part_of(page, "details.desk-others")
    assert not others.has_attr("open")
    assert [link.get_text() for link in others.select("a")] == ["P2", "K1", "K2"]


def test_the_other_language_is_folded_away_with_its_lang(assessor: Visitor, case: Case) -> None:
    case.map("P1")

    page = assessor.visit(desk_of(case, "cy"))

    other = part_of(page, "#criterion-P1 details [lang=en]")
    assert other.get_text(strip=True) == "words of P1 in en"


def test_an_empty_desk_says_what_will_come(assessor: Visitor, case: Case) -> None:
    page = assessor.visit(desk_of(case))

    assert "No evidence has been mapped to this unit yet" in page.text
    assert not page.soup.select("#judgement")


def test_a_criterion_that_nothing_shows_can_be_brought_to_the_desk(
    assessor: Visitor, case: Case
) -> None:
    case.map("P1")

    page = assessor.visit(f"{desk_of(case)}?criterion=K2")

    assert "No evidence is mapped to this criterion" in page.text
    assert part_of(page, "#criterion-K2")


def test_the_desk_begins_with_what_waits_to_be_decided(assessor: Visitor, case: Case) -> None:
    case.map("P1")
    later = case.world.evidence(case.practitioner, title="The later piece")
    case.world.mapping(later, case.unit, case.id_of("P2"))
    case.submit("P2")

    page = assessor.visit(desk_of(case))

    assert part_of(page, "#evidence-title").get_text() == "E2 The later piece"
    assert part_of(page, '.desk-pieces a[aria-current="true"]').get_text() == "E2 The later piece"
    assert str(part_of(page, "a[rel=prev]")["href"]).endswith(
        f"evidence={case.evidence.id}#evidence"
    )


def offer(case: Case, form: EvidenceForm, **values: Any) -> Evidence:  # noqa: ANN401 (columns)
    evidence = case.world.evidence(case.practitioner, form=form, **{"text": ""} | values)
    case.world.mapping(evidence, case.unit, case.id_of("P1"))
    return evidence


def offer_file(case: Case, name: str, media_type: str, **values: Any) -> EvidenceFile:  # noqa: ANN401 (columns)
    version_id = new_id()
    offer(case, EvidenceForm.FILES, id=version_id)
    file = EvidenceFile(
        **{
            "id": new_id(),
            "provider_id": case.provider.id,
            "evidence_version_id": version_id,
            "position": 0,
            "name": name,
            "media_type": media_type,
            "size": 2048,
            "sha256": "0" * 64,
        }
        | values
    )
    case.world.save(file)
    return file


@pytest.mark.parametrize(
    ("name", "media_type", "selector"),
    [
        ("plan.pdf", "application/pdf", "[data-pdf][data-src$='FILE']"),
        ("call.mp3", "audio/mpeg", "audio[controls][src$='FILE']"),
        ("talk.mp4", "video/mp4", "video[controls][src$='FILE']"),
        ("notes.txt", "text/plain", "pre[data-text-file$='FILE'][lang=en]"),
        ("board.jpg", "image/jpeg", "img[src$='FILE']"),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_file_is_shown_in_the_page_and_can_be_opened_without_a_script(
    assessor: Visitor, case: Case, language: str, name: str, media_type: str, selector: str
) -> None:
    file = offer_file(case, name, media_type)

    page = assessor.visit(desk_of(case, language))

    assert part_of(page, selector.replace("FILE", f"/evidence/files/{file.id}"))
    link = part_of(page, ".desk-file__line a")
    assert f"/evidence/files/{file.id}" in link["href"]
    assert name in link.get_text()


def test_an_office_file_is_offered_for_download(assessor: Visitor, case: Case) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    offer_file(case, "plan.docx", word)

    page = assessor.visit(desk_of(case))

    assert part_of(page, ".desk-file__line a").get_text() == "Download plan.docx"


def test_a_document_opens_at_the_page_that_the_criterion_points_to(
    assessor: Visitor, case: Case
) -> None:
    file = offer_file(case, "plan.pdf", "application/pdf", pages=5)
    with case.world.context():
        mapping = db.session().scalars(sa.select(Mapping)).one()
        mapping.locator_kind, mapping.locator = LocatorKind.PAGE, "3"
        case.world.save(mapping)

    page = assessor.visit(desk_of(case))

    assert part_of(page, "[data-pdf]")["data-page"] == "3"
    place = part_of(page, "#criterion-P1 a.desk-place")
    assert place["href"] == f"/en/evidence/files/{file.id}#page=3"
    assert place["data-value"] == "3"
    assert "page 3" in place.get_text()


def test_an_address_opens_in_a_new_tab_that_knows_nothing_of_ours(
    assessor: Visitor, case: Case
) -> None:
    offer(case, EvidenceForm.ADDRESS, address="https://example.test/plan", description="Our plan")

    page = assessor.visit(desk_of(case))

    link = part_of(page, "a.desk-address")
    assert link["rel"] == ["noopener", "noreferrer"]
    assert link["target"] == "_blank"
    assert "Our plan" in page.text


def test_a_pointer_says_where_the_thing_is_held_and_who_saw_it(
    assessor: Visitor, case: Case
) -> None:
    version_id = new_id()
    offer(case, EvidenceForm.POINTER, id=version_id, held_at="The office safe")
    sight = Seen(
        id=new_id(),
        provider_id=case.provider.id,
        evidence_version_id=version_id,
        seen_by_id=case.assessor.person_id,
        place="Cardiff",
        seen_on=date(2026, 11, 2),
        created_at=NOW,
    )
    case.world.save(sight)

    page = assessor.visit(desk_of(case))

    assert "The office safe" in page.text
    assert f"Seen at Cardiff on 2 November 2026 by {case.assessor.name}" in page.text


def test_text_keeps_its_language_and_its_paragraphs_can_be_pointed_to(
    assessor: Visitor, case: Case
) -> None:
    offer(case, EvidenceForm.TEXT, text="Y cyntaf.\n\nYr ail.", language="cy")

    page = assessor.visit(desk_of(case))

    assert part_of(page, ".desk-text")["lang"] == "cy"
    assert part_of(page, "#paragraph-2").get_text() == "Yr ail."


def test_questions_stand_with_their_answers(assessor: Visitor, case: Case) -> None:
    offer(case, EvidenceForm.TEXT, answers=[{"question": "Who?", "answer": "The council."}])

    page = assessor.visit(desk_of(case))

    assert part_of(page, ".desk-answers dt").get_text() == "Who?"
    assert part_of(page, ".desk-answers dd").get_text(strip=True) == "The council."


def test_what_was_submitted_is_judged_not_what_came_later(assessor: Visitor, case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    newer_id = revise(case, case.evidence, "A newer title")

    page = assessor.visit(desk_of(case))

    assert "There is a newer version that was not submitted" in page.text
    assert page.fields("#judgement")["version"] != str(newer_id)
    assert part_of(page, "#evidence-title").get_text() == "E1 A piece of evidence"


def revise(case: Case, evidence: Evidence, title: str) -> UUID:
    version = EvidenceVersion(
        id=new_id(),
        provider_id=case.provider.id,
        evidence_id=evidence.id,
        number=2,
        form=EvidenceForm.TEXT,
        title=title,
        language="en",
        made_on=date(2026, 11, 2),
        text="What I did since.",
        sha256="1" * 64,
        created_by_id=case.practitioner.person_id,
        created_at=NOW,
    )
    with case.world.context():
        db.session().get_one(Evidence, evidence.id).newest = 2
        case.world.save(version)
    return version.id


def test_the_reflection_and_the_declaration_are_there_to_read(
    assessor: Visitor, case: Case
) -> None:
    case.map("P1")
    case.submit("P1")
    reflect(case, "P1", "Gwrandewais yn gyntaf.", "cy")

    page = assessor.visit(desk_of(case))

    said = part_of(page, "#criterion-P1 details [lang=cy]:-soup-contains('Gwrandewais')")
    assert said.get_text(strip=True) == "Gwrandewais yn gyntaf."
    declared = part_of(page, ".desk-head__declared").get_text(" ")
    assert case.practitioner.name in declared
    assert "It is my own work." in declared
    assert "A spelling checker." in declared


def reflect(case: Case, label: str, words: str, language: str) -> None:
    reflection = Reflection(
        id=new_id(),
        provider_id=case.provider.id,
        practitioner_id=case.practitioner.person_id,
        enrolment_id=case.unit.id,
        criterion_id=case.id_of(label),
        newest=1,
        created_at=NOW,
    )
    version = ReflectionVersion(
        id=new_id(),
        provider_id=case.provider.id,
        reflection_id=reflection.id,
        number=1,
        words=words,
        language=language,
        saved_at=NOW,
    )
    case.world.save(reflection, version)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_iqa_reads_the_desk_and_has_no_form(app: Flask, case: Case, language: str) -> None:
    case.map("P1")
    case.submit("P1")

    page = Visitor(app, case.iqa).visit(desk_of(case, language))

    assert part_of(page, "#words-P1")
    assert not page.soup.select(".desk form, .desk input[name=criteria]")


def test_a_unit_that_is_signed_off_is_read_only(assessor: Visitor, case: Case) -> None:
    case.meet_all()
    case.sign_off()

    page = assessor.visit(desk_of(case))

    assert "The unit is signed off" in page.text
    assert not page.soup.select(".desk form")


def test_nobody_else_finds_the_desk(app: Flask, case: Case) -> None:
    other = Case(case.world)

    Visitor(app, other.assessor).visit(desk_of(case), status=404)
    Visitor(app, other.iqa).visit(desk_of(case), status=404)
    Visitor(app, case.practitioner).visit(desk_of(case), status=403)


@pytest.mark.parametrize("query", ["evidence=01a20084-af24-76ad-9275-e05315323ed1", "criterion=P9"])
def test_what_is_not_of_the_unit_is_missing(assessor: Visitor, case: Case, query: str) -> None:
    case.map("P1")

    assessor.visit(f"{desk_of(case)}?{query}", status=404)


def test_a_larger_portfolio_takes_no_more_statements(app: Flask, case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1")
    large = Case(case.world, performance=20, knowledge=20)
    large.map_all()
    for _ in range(10):
        more = case.world.evidence(large.practitioner)
        case.world.mapping(more, large.unit, large.id_of("P1"))
    large.submit(*large.standard.criteria)
    large.decide(Outcome.NOT_YET_MET, *large.standard.criteria)

    assert statements_for(app, large) == statements_for(app, case)


def statements_for(app: Flask, case: Case) -> int:
    visitor = Visitor(app, case.assessor)
    with counted_statements() as sent:
        visitor.visit(desk_of(case))
    return len(sent)
