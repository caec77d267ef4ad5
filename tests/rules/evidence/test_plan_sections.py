"""The sections of a plan that was put forward, read for one reader."""

from datetime import date
from decimal import Decimal

import pytest

from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind, LocatorKind
from assess.evidence.rules.locators import WHOLE, Locator, read_locator
from assess.evidence.rules.offers import Offer, hash_of_version
from assess.evidence.rules.sections import (
    Said,
    UnknownSectionError,
    check_section,
    named,
    names_of,
    read_sections,
)
from tests.plan_evidence import SECTIONS

NAMES = names_of(SECTIONS, "bg")


def test_headings_are_in_the_readers_language_and_words_in_the_writers() -> None:
    goals, _ = read_sections(SECTIONS, language="bg", reader="cy")

    assert goals.title == Said("Nodau", "cy")
    assert goals.blocks[0].pairs[0][0] == Said("Penodol", "cy")
    assert goals.blocks[0].pairs[0][1].said == Said("Обаждания", "bg")
    assert goals.is_working_translation


def test_what_the_template_lacks_is_read_in_the_language_of_the_plan() -> None:
    goals, budget = read_sections(SECTIONS, language="bg", reader="cy")

    assert budget.title == Said("Бюджет", "bg")
    assert goals.blocks[1].label == Said("Мисия", "bg")
    assert not budget.is_working_translation


def test_a_table_has_days_amounts_and_what_the_template_names() -> None:
    _, budget = read_sections(SECTIONS, language="bg", reader="en")

    [block] = budget.blocks
    [[channel, day, amount]] = block.rows
    assert channel.said == Said("Website", "en")
    assert day.day == date(2027, 2, 1)
    assert amount.amount == Decimal("12.50")
    assert block.total is not None
    assert (block.total.label.text, block.total.currency) == ("Amount", "EUR")


def test_a_locator_learns_what_its_section_is_called() -> None:
    locator = named(Locator(LocatorKind.SECTION, "goals"), NAMES)

    assert locator.section is not None
    assert locator.section.title_in("en") == ("Goals", "en")
    assert locator.section.title_in("fr") == ("Цели", "bg")
    assert named(Locator(LocatorKind.SECTION, "gone"), NAMES).section is None
    assert named(Locator(LocatorKind.PAGE, "1"), NAMES).section is None


def test_a_section_that_is_not_chosen_is_the_whole() -> None:
    assert read_locator(LocatorKind.SECTION, "") == WHOLE
    assert read_locator(LocatorKind.SECTION, "goals") == Locator(LocatorKind.SECTION, "goals")


@pytest.mark.parametrize(
    "locator", [Locator(LocatorKind.SECTION, "appendix"), Locator(LocatorKind.PAGE, "1")]
)
def test_a_plan_is_pointed_into_by_its_own_sections_alone(locator: Locator) -> None:
    with pytest.raises(UnknownSectionError):
        check_section(locator, NAMES)


def test_only_a_plan_has_sections() -> None:
    check_section(Locator(LocatorKind.PAGE, "1"), ())
    with pytest.raises(UnknownSectionError):
        check_section(Locator(LocatorKind.SECTION, "goals"), ())


def test_the_hash_of_what_has_no_sections_is_as_it_was_before_plans() -> None:
    offer = Offer(
        kind=EvidenceKind.WORK_PRODUCT,
        form=EvidenceForm.TEXT,
        title="Cofnod",
        description="",
        language="cy",
        made_on=date(2026, 1, 2),
        text="Tŷ",
    )

    before_plans = "0d1a2745ac1715f91094b9afc5f106e466c0bcfa0e467f93ddfe626cb20715b5"
    assert hash_of_version(offer, ["ab"]) == before_plans
