"""Numbers over 999 are written with separators, in Welsh as in English a comma."""

import pytest
from flask import Flask, render_template_string

from assess.actor import Role
from assess.bilingual import Language
from assess.evidence.forms.words import words_of
from assess.evidence.rules.file_types import TooLargeError
from assess.web.language import in_language
from assess.web.page_form import LINE
from assess.web.templating import file_size
from tests.visitor import Visitor
from tests.world import World

COUNTED = "{{ ngettext('%(num)s piece of evidence', '%(num)s pieces of evidence', number) }}"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        (Language.ENGLISH, 999, "999 pieces of evidence"),
        (Language.ENGLISH, 12_345, "12,345 pieces of evidence"),
        (Language.WELSH, 999, "999 darn o dystiolaeth"),
        (Language.WELSH, 1_000, "1,000 darn o dystiolaeth"),
        (Language.WELSH, 2, "2 ddarn o dystiolaeth"),
    ],
)
def test_a_count_in_a_template_has_its_separators(
    app: Flask, language: Language, number: int, words: str
) -> None:
    with app.test_request_context(), in_language(language):
        assert render_template_string(COUNTED, number=number) == words


@pytest.mark.parametrize(
    ("under", "hint"), [("en", "Up to 100,000 characters."), ("cy", "Hyd at 100,000 nod.")]
)
def test_a_reflection_says_how_long_it_may_be(
    app: Flask, world: World, under: str, hint: str
) -> None:
    actor = world.actor(Role.PRACTITIONER, world.provider())
    unit = world.enrolment(actor, world.standard())

    page = Visitor(app, actor).visit(f"/{under}/units/{unit.id}/reflections/P1")

    assert hint in page.text


@pytest.mark.parametrize(
    ("under", "refusal"),
    [
        ("en", f"This must be {LINE} characters or fewer; it has 1,234"),
        ("cy", f"Ni chaiff hwn gynnwys mwy na {LINE} nod; mae\u2019n cynnwys 1,234"),
    ],
)
def test_a_text_that_is_too_long_is_told_its_length(
    app: Flask, world: World, under: str, refusal: str
) -> None:
    office = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    page = office.visit(f"/{under}/people/invite")

    page = office.submit(
        page, name="n" * 1_234, email="nia@example.test", roles=["practitioner"], status=200
    )

    assert refusal in page.text


@pytest.mark.parametrize(
    ("language", "limit"), [(Language.ENGLISH, "2,048 MB"), (Language.WELSH, "2,048 MB")]
)
def test_a_file_that_is_too_large_is_told_the_limit(
    app: Flask, language: Language, limit: str
) -> None:
    with app.test_request_context(), in_language(language):
        assert limit in words_of(TooLargeError("film.mp4"), limit_mb=2_048)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (999, "999 beit"),
        (1_000, "1.0 kB"),
        (1_023, "1.0 kB"),
        (1_023 * 1024, "1.0 MB"),
        (999 * 1024, "999 kB"),
        (5 * 1024**3, "5.0 GB"),
    ],
)
def test_a_size_goes_over_to_the_next_unit_before_a_thousand(
    app: Flask, size: int, words: str
) -> None:
    with app.test_request_context(), in_language(Language.WELSH):
        assert file_size(size) == words
