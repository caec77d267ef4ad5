from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assess.actor import Role
from assess.evidence.rules import ASSESSORS_KINDS, PRACTITIONERS_KINDS, EvidenceForm, EvidenceKind
from assess.evidence.rules.kinds import KindNotYoursError, check_kind, kinds_of
from assess.evidence.rules.offers import (
    Answer,
    FutureDateError,
    NotAnAddressError,
    NothingOfferedError,
    Offer,
    check_address,
    check_offer,
    hash_of_version,
    london_day,
    may_delete,
    title_of,
)

TODAY = date(2026, 11, 21)
TEXT = Offer(EvidenceKind.WORK_PRODUCT, EvidenceForm.TEXT, "Plan", "cy", TODAY, text="Fy ngwaith")


def test_each_role_makes_its_own_kinds() -> None:
    assert kinds_of(Role.PRACTITIONER) == PRACTITIONERS_KINDS
    assert kinds_of(Role.ASSESSOR) == ASSESSORS_KINDS
    assert kinds_of(Role.IQA) == kinds_of(Role.MANAGER) == ()


def test_a_practitioner_makes_no_observation_and_an_assessor_no_work_product() -> None:
    with pytest.raises(KindNotYoursError):
        check_kind(EvidenceKind.OBSERVATION, Role.PRACTITIONER)
    with pytest.raises(KindNotYoursError):
        check_kind(EvidenceKind.WORK_PRODUCT, Role.ASSESSOR)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (EvidenceForm.FILES, "files"),
        (EvidenceForm.ADDRESS, "address"),
        (EvidenceForm.TEXT, "text"),
        (EvidenceForm.POINTER, "held_at"),
    ],
)
def test_an_offer_of_nothing_names_the_field_that_is_empty(form: EvidenceForm, field: str) -> None:
    with pytest.raises(NothingOfferedError) as refusal:
        check_offer(replace(TEXT, form=form, text=""), files=0, today=TODAY)

    assert refusal.value.field == field


def test_answers_alone_are_something() -> None:
    asked = replace(TEXT, text="", answers=(Answer("Why?", "Because."),))

    check_offer(asked, files=0, today=TODAY)


def test_tomorrow_is_refused_and_today_is_not() -> None:
    check_offer(TEXT, files=0, today=TODAY)
    with pytest.raises(FutureDateError):
        check_offer(replace(TEXT, made_on=date(2026, 11, 22)), files=0, today=TODAY)


def test_the_day_is_that_of_london() -> None:
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "//example.org",
        "example.org",
        "https://",
        "https://localhost",
        "http://[::1",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://example.org:99999/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(NotAnAddressError):
        check_address(address)


@pytest.mark.parametrize("address", ["https://example.org", "http://enghraifft.cymru/ŵyl?a=1#b"])
def test_an_address_of_the_web_is_taken(address: str) -> None:
    check_address(address)


def test_the_hash_covers_each_field_and_the_files() -> None:
    hashes = {
        hash_of_version(TEXT, []),
        hash_of_version(TEXT, ["a" * 64]),
        hash_of_version(replace(TEXT, title="Cynllun"), []),
        hash_of_version(replace(TEXT, description="More"), []),
        hash_of_version(replace(TEXT, text="Other"), []),
        hash_of_version(replace(TEXT, language="en"), []),
        hash_of_version(replace(TEXT, made_on=date(2026, 11, 1)), []),
        hash_of_version(replace(TEXT, held_at="Bangor"), []),
        hash_of_version(replace(TEXT, address="https://example.org"), []),
        hash_of_version(replace(TEXT, answers=(Answer("Why?", "So."),)), []),
    }

    assert len(hashes) == 10


def test_the_same_offer_has_the_same_hash() -> None:
    assert hash_of_version(TEXT, ["b" * 64]) == hash_of_version(replace(TEXT), ["b" * 64])


def test_only_its_maker_deletes_and_only_what_was_never_submitted() -> None:
    assert may_delete(is_maker=True, ever_submitted=False)
    assert not may_delete(is_maker=True, ever_submitted=True)
    assert not may_delete(is_maker=False, ever_submitted=False)


def test_a_title_left_empty_comes_from_the_thing_itself() -> None:
    nameless = replace(TEXT, title="")
    address = replace(nameless, form=EvidenceForm.ADDRESS, address="https://example.org/plan")

    assert title_of(replace(nameless, form=EvidenceForm.FILES), ["plan.pdf"]) == "plan.pdf"
    assert title_of(address, []) == "example.org"
    assert title_of(nameless, []) == "Fy ngwaith"
    assert title_of(TEXT, ["plan.pdf"]) == "Plan"
