from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.bilingual import Bilingual, Language
from assess.db import db, writing
from assess.journal.queries import find_faults
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard, StandardText
from assess.standards.queries import (
    CriterionOutline,
    find_standard_id,
    list_criteria,
    list_outlines,
    list_standards,
    load_standard,
)
from assess.standards.rules.library import BilingualStandard, Source
from assess.standards.rules.library_file import read_library_file
from assess.standards.rules.values import Provenance
from assess.standards.service import Imported, import_standard
from tests.world import NOW, World

LIBRARY = Path(__file__).parents[3] / "standards"


@pytest.fixture
def library(world: World) -> BilingualStandard:
    del world
    return read_library_file((LIBRARY / "INSSMA12-1.toml").read_text())


def bring_in(standard: BilingualStandard) -> Imported:
    with writing() as session:
        return import_standard(session, standard=standard, now=NOW)


def test_an_imported_standard_reads_back_as_it_was(library: BilingualStandard) -> None:
    imported = bring_in(library)

    assert imported.is_new
    assert load_standard(db.session(), imported.standard_id) == library


def test_importing_the_same_text_again_changes_nothing(library: BilingualStandard) -> None:
    first = bring_in(library)
    again = bring_in(library)

    assert again == Imported(first.standard_id, "INSSMA12", is_new=False, revised=())
    assert db.session.scalar(sa.select(sa.func.count(StandardText.id))) == 2


def test_the_official_english_text_replaces_the_working_translation_in_place(
    library: BilingualStandard,
) -> None:
    imported = bring_in(library)
    before = {row.label: row.id for row in db.session.scalars(sa.select(Criterion))}
    official = replace(
        library,
        performance=(
            replace(
                library.performance[0],
                text=Bilingual("the official words", library.performance[0].text.cy),
            ),
            *library.performance[1:],
        ),
        sources={
            **library.sources,
            Language.ENGLISH: Source("the official document", Provenance.PUBLISHED),
        },
    )

    revised = bring_in(official)

    assert revised.revised == (Language.ENGLISH,)
    assert {row.label: row.id for row in db.session.scalars(sa.select(Criterion))} == before
    criteria = list_criteria(db.session(), standard_ids=[imported.standard_id])
    assert criteria[0].words.en == "the official words"
    assert list_standards(db.session())[0].provenance_en is Provenance.PUBLISHED


def test_every_import_leaves_a_sound_journal(library: BilingualStandard) -> None:
    bring_in(library)

    assert find_faults(db.session()) == []


@pytest.mark.parametrize("words", ["cwynion", "gwynion", "CHWYNION", "complaints", "ynghylch"])
def test_search_forgives_mutations_and_finds_both_languages(
    library: BilingualStandard, words: str
) -> None:
    bring_in(library)

    assert [standard.urn for standard in list_standards(db.session(), search=words)] == ["INSSMA12"]


def test_search_for_words_of_no_standard_finds_none(library: BilingualStandard) -> None:
    bring_in(library)

    assert list_standards(db.session(), search="beekeeping") == []


def test_a_providers_own_standard_is_not_there_for_another(
    world: World, library: BilingualStandard
) -> None:
    owner, other = world.provider(), world.provider()
    with writing() as session:
        import_standard(session, standard=library, now=NOW, owner_id=owner.id)

    assert find_standard_id(db.session(), urn="inssma12", provider_id=owner.id)
    with pytest.raises(NotFoundError):
        find_standard_id(db.session(), urn="INSSMA12", provider_id=other.id)


def test_the_kept_words_follow_a_new_text_and_a_new_order(library: BilingualStandard) -> None:
    imported = bring_in(library)
    before = outline(imported.standard_id)
    first, second, *rest = library.performance

    changed = replace(first, text=Bilingual("other words", first.text.cy))
    bring_in(replace(library, performance=(changed, second, *rest)))
    after = outline(imported.standard_id)
    assert before[0].words.en != "other words"
    assert after[0].words.en == "other words"

    moved = bring_in(replace(library, performance=(second, changed, *rest)))
    assert moved.revised == (Language.ENGLISH, Language.WELSH)
    assert [one.label for one in outline(imported.standard_id)[:2]] == ["P2", "P1"]


def outline(standard_id: UUID) -> tuple[CriterionOutline, ...]:
    row = db.session.get_one(Standard, standard_id)
    texts = UnitTexts(standard_id, row.text_en_id, row.text_cy_id)
    return list_outlines(db.session(), [texts])[standard_id]


@dataclass(frozen=True)
class UnitTexts:
    standard_id: UUID
    text_en_id: UUID | None
    text_cy_id: UUID | None
