from datetime import date
from pathlib import Path

import pytest

from assess.bilingual import Bilingual
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.pack_file import PackFileError, read_pack
from assess.cpd.rules.packs import (
    Asked,
    Bound,
    Figure,
    Force,
    Pack,
    Packs,
    PacksError,
    Standing,
)

FOLDER = Path(__file__).parents[3] / "standards" / "cpd"
PLAIN = """
key = "made-up"
version = 1
years = 1

[name]
en = "Made up"
cy = "Wedi'i ddyfeisio"

[body]
en = "A body"
cy = "Corff"

[starts]
en = "On your day."
cy = "Ar eich diwrnod chi."

[in_force]
from = 2024-09-01
until = 2026-08-31

[[source]]
url = "https://example.org/rules"
standing = "official"

[amount]
figure = 30
unit = "hours"
force = "required"

[[asks]]
kind = "gaps"
force = "required"
months = 3

[asks.words]
en = "Gaps are explained."
cy = "Esbonnir bylchau."

[[asks]]
kind = "statements"
force = "required"

[asks.words]
en = "Two statements."
cy = "Dau ddatganiad."

[[asks.choices]]
key = "core"
count = 2
words = {en = "Core", cy = "Craidd"}
"""


def shipped() -> dict[str, Pack]:
    packs = [read_pack(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {f"{pack.key}-{pack.version}": pack for pack in packs}


def versions(*dated: tuple[int, str, str]) -> Packs:
    """Make versions of one pack: number, from, until."""
    return Packs.of(
        read_pack(
            PLAIN.replace("version = 1", f"version = {number}")
            .replace("2024-09-01", start)
            .replace("2026-08-31", end)
        )
        for number, start, end in dated
    )


def test_a_pack_is_read_as_it_stands() -> None:
    pack = read_pack(PLAIN)

    assert (pack.key, pack.version, pack.years) == ("made-up", 1, 1)
    assert pack.name == Bilingual("Made up", "Wedi'i ddyfeisio")
    assert (pack.in_force_from, pack.in_force_until) == (date(2024, 9, 1), date(2026, 8, 31))
    assert (pack.amount.hundredths, pack.amount.unit) == (3000, CpdUnit.HOURS)
    assert pack.amount.force is Force.REQUIRED
    assert pack.sources[0].standing is Standing.OFFICIAL
    assert [ask.kind for ask in pack.asks] == [Asked.GAPS, Asked.STATEMENTS]
    gaps = pack.ask(Asked.GAPS)
    assert gaps is not None
    assert gaps.months == 3
    assert [(one.key, one.count) for one in pack.choices_of(Asked.STATEMENTS)] == [("core", 2)]


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("from = 2024-09-01\n", "", 18, "in_force.from: this key is missing"),
        ("until = 2026-08-31\n", "", 18, "in_force.until: this key is missing"),
        ("[in_force]\nfrom = 2024-09-01\nuntil = 2026-08-31\n", "", None, "in_force: this key"),
        ("2024-09-01", '"2024"', 19, "“2024” is not a date such as"),
        ("2024-09-01", "2024-09-01T10:00:00", 19, "is not a date such as"),
        ("2026-08-31", "2024-08-31", 20, "it ends before it starts"),
        ('key = "made-up"', 'key = "Made up"', 2, "is not in lower case with dashes"),
        ("version = 1", "version = 0", 3, "a whole number from 1"),
        ("version = 1", "version = true", 3, "a whole number from 1"),
        ("years = 1", "years = 11", 4, "a whole number from 1 to 10"),
        ("years = 1", 'years = "unknown"', 4, "a whole number from 1 to 10"),
        ('cy = "Corff"', "", 10, "body.cy: this key is missing"),
        ('cy = "Corff"', 'cy = "  "', 12, "a text is needed, not empty"),
        ('cy = "Corff"', 'cy = "Corff"\nfr = "Corps"', 13, "body.fr: this key is not known"),
        ("https://example.org", "ftp://example.org", 23, "is no address"),
        ('standing = "official"', 'standing = "good"', 24, "“good” is not “official” or"),
        ("figure = 30", "figure = -1", 27, "a number above 0"),
        ("figure = 30", "figure = 0.001", 27, "at most two decimals"),
        ("figure = 30", "figure = inf", 27, "a number is needed"),
        ("figure = 30", "figure = nan", 27, "a number is needed"),
        ("figure = 30", 'figure = "many"', 27, "“many” is not “stated” or"),
        ("figure = 30", 'figure = "stated"', 27, "the figure itself is needed"),
        ("figure = 30", 'figure = "none"', 29, "there is no figure that this could belong to"),
        ('unit = "hours"', 'unit = "points"', 28, "“points” is not “hours” or “credits”"),
        ('force = "required"\n\n[[asks]]', "\n[[asks]]", 26, "amount.force: this key is missing"),
        ('kind = "gaps"', 'kind = "holes"', 32, "asks[1].kind: “holes” is not"),
        ("months = 3", "months = 0", 34, "a whole number from 1 to 60"),
        ("months = 3\n", "", 31, "asks[1].months: this key is missing"),
        ("count = 2", "count = 0", 50, "asks[2].choices[1].count: a whole number"),
        ('kind = "gaps"', 'kind = "list"', 34, "asks[1].months: this key is not known"),
        ("version = 1", "version = 1\nhours = 5", 4, "hours: this key is not known"),
    ],
)
def test_a_bad_pack_is_refused_with_the_line_and_the_reason(
    before: str, after: str, line: int | None, reason: str
) -> None:
    assert before in PLAIN

    with pytest.raises(PackFileError) as refused:
        read_pack(PLAIN.replace(before, after, 1))

    assert refused.value.line == line
    assert reason in str(refused.value)
    assert line is None or str(refused.value).startswith(f"line {line}: ")


def test_a_pack_without_a_source_is_refused_unless_the_person_sets_it() -> None:
    source = '[[source]]\nurl = "https://example.org/rules"\nstanding = "official"\n'
    amount = 'figure = 30\nunit = "hours"\nforce = "required"\n'

    with pytest.raises(PackFileError, match="say where the rules come from"):
        read_pack(PLAIN.replace(source, ""))
    own = read_pack(PLAIN.replace(source, "").replace(amount, 'figure = "own"\n'))

    assert own.amount.figure is Figure.OWN


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(PackFileError) as refused:
        read_pack(PLAIN.replace("version = 1", "version = = 1"))

    assert refused.value.line == 3


def test_a_table_nested_too_deeply_is_refused() -> None:
    with pytest.raises(PackFileError, match="nested too deeply"):
        read_pack("a = " + "[" * 100_000)


def test_a_thing_that_is_asked_twice_is_refused() -> None:
    again = PLAIN.split("[[asks]]")[1]

    with pytest.raises(PackFileError, match=r"asks\[3\]\.kind: “gaps” is asked twice"):
        read_pack(f"{PLAIN}\n[[asks]]{again}")


def test_a_statement_of_one_kind_stands_once() -> None:
    choice = '\n[[asks.choices]]\nkey = "core"\ncount = 1\nwords = {en = "C", cy = "C"}\n'

    with pytest.raises(PackFileError, match="“core” stands twice"):
        read_pack(PLAIN + choice)


def test_statements_without_a_kind_are_refused() -> None:
    with pytest.raises(PackFileError, match=r"asks\[2\]\.choices: this key is missing"):
        read_pack(PLAIN.split("[[asks.choices]]", maxsplit=1)[0])


def test_a_pack_changes_on_its_date() -> None:
    packs = versions((1, "2024-09-01", "2026-08-31"), (2, "2026-09-01", '"open"'))

    before, after = date(2026, 8, 31), date(2026, 9, 1)
    assert [packs.in_force_on("made-up", day) for day in (before, after)] == list(packs.all)


def test_a_version_that_does_not_say_its_end_ends_with_the_next_ones_start() -> None:
    packs = versions((1, "2024-09-01", '"not stated"'), (2, "2026-09-01", '"not stated"'))

    found = [packs.in_force_on("made-up", date(year, 9, 1)) for year in (2025, 2026)]

    assert [pack.version for pack in found if pack] == [1, 2]


def test_of_versions_without_dates_the_newest_is_taken() -> None:
    packs = versions((1, '"not stated"', '"not stated"'), (2, '"not stated"', '"not stated"'))

    found = packs.in_force_on("made-up", date(1999, 1, 1))

    assert found is not None
    assert found.version == 2


def test_where_no_version_was_in_force_the_nearest_stands_in() -> None:
    packs = versions((1, "2020-01-01", "2020-12-31"), (2, "2022-01-01", "2022-12-31"))

    days = (date(2019, 6, 1), date(2021, 6, 1), date(2023, 6, 1))
    found = [packs.in_force_on("made-up", day) for day in days]

    assert [pack.version for pack in found if pack] == [1, 1, 2]


def test_of_a_pack_that_nobody_has_there_is_no_version() -> None:
    assert versions((1, '"open"', '"open"')).in_force_on("other", date(2026, 1, 1)) is None


def test_one_version_cannot_stand_twice() -> None:
    with pytest.raises(PacksError, match="version 1 stands twice"):
        versions((1, "2024-09-01", "2026-08-31"), (1, "2026-09-01", '"open"'))


def test_every_pack_that_comes_with_the_service_is_whole() -> None:
    assert sorted(shipped()) == [
        "cim-affiliate-1",
        "cim-member-1",
        "cipd-1",
        "ewc-1",
        "hcpc-1",
        "own-target-1",
        "set-1",
        "set-2",
        "social-care-wales-1",
    ]


def test_a_file_is_named_by_its_pack_and_version() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(shipped())


def test_cim_affiliates_are_asked_for_35_credits_a_year() -> None:
    pack = shipped()["cim-affiliate-1"]

    assert (pack.amount.hundredths, pack.amount.unit) == (3500, CpdUnit.CREDITS)
    assert (pack.amount.force, pack.years) == (Force.REQUIRED, 1)


def test_cim_members_are_asked_for_two_core_and_two_technical_statements_and_no_hours() -> None:
    pack = shipped()["cim-member-1"]

    assert pack.amount.figure is Figure.NOT_STATED
    assert {one.key: one.count for one in pack.choices_of(Asked.STATEMENTS)} == {
        "core": 2,
        "technical": 2,
    }


def test_older_caps_on_credits_are_a_note_that_says_how_it_is_known() -> None:
    (note,) = shipped()["cim-member-1"].notes

    assert note.is_old
    assert note.source.standing is Standing.SECOND_HAND


def test_the_cipd_advises_30_hours_of_planned_learning_and_requires_none() -> None:
    pack = shipped()["cipd-1"]

    assert (pack.amount.hundredths, pack.amount.force) == (3000, Force.ADVISED)
    assert pack.amount.planned_only
    assert pack.years is None


def test_set_changed_from_30_hours_a_year_to_four_questions_and_no_minimum() -> None:
    before, after = shipped()["set-1"], shipped()["set-2"]

    assert (before.amount.hundredths, before.years) == (3000, 1)
    assert before.sources[0].standing is Standing.SECOND_HAND
    assert after.amount.figure is Figure.NONE
    assert [one.key for one in after.choices_of(Asked.QUESTIONS)] == [
        "done",
        "reflected",
        "changed-practice",
        "evidence-of-impact",
    ]
    assert before.in_force_until is Bound.NOT_STATED


def test_the_hcpc_asks_for_two_years_with_gaps_of_three_months_explained() -> None:
    pack = shipped()["hcpc-1"]

    gaps = pack.ask(Asked.GAPS)
    assert gaps is not None
    assert (pack.years, gaps.months) == (2, 3)
    assert pack.ask(Asked.LIST) is not None
    assert pack.ask(Asked.MIXTURE) is not None
    assert pack.amount.figure is Figure.NOT_STATED


def test_social_care_wales_asks_for_evidence_every_three_years() -> None:
    pack = shipped()["social-care-wales-1"]

    assert pack.years == 3
    assert [ask.kind for ask in pack.asks] == [Asked.EVIDENCE]


def test_no_pack_of_a_body_guesses_its_dates() -> None:
    assert {
        pack.in_force_from for pack in shipped().values() if pack.amount.figure is not Figure.OWN
    } == {Bound.NOT_STATED}


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_version_of_today_is_found_of_every_pack(name: str) -> None:
    packs = Packs.of(shipped().values())

    found = packs.in_force_on(shipped()[name].key, date(2026, 11, 22))

    assert found is not None
    assert found.version == packs.versions_of(found.key)[-1].version
