"""What a reader, or a program that reads for them, finds in a print."""

from dataclasses import replace
from pathlib import Path

import pytest

from assess.bilingual import Bilingual, Language
from assess.documents.pages import (
    Authored,
    PrintChoice,
    PrintedMapping,
    PrintedPlace,
    PrintedPortfolio,
    PrintedUnit,
    PrintedWithdrawal,
    StandardText,
)
from tests.rules.documents.printed_sample import (
    NOON,
    MemoryFiles,
    mark_working_translation,
    piece_of_evidence,
    portfolio_of,
    unit_of,
)
from tests.rules.documents.printing import Printed, fold, print_portfolio


def sample(store: MemoryFiles, *, signed: bool = False) -> PrintedPortfolio:
    evidence = tuple(piece_of_evidence(store, number) for number in range(1, 7))
    return portfolio_of(unit_of("INSSMA11", (4, 3), 6, signed=signed), evidence=evidence)


def with_unit(portfolio: PrintedPortfolio, unit: PrintedUnit) -> PrintedPortfolio:
    return replace(portfolio, units=(unit,))


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    store = MemoryFiles()
    folder = tmp_path_factory.mktemp("welsh")
    return print_portfolio(sample(store), store, folder, PrintChoice.WELSH)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    store = MemoryFiles()
    folder = tmp_path_factory.mktemp("both")
    return print_portfolio(sample(store), store, folder, PrintChoice.BOTH)


def test_a_welsh_draft_has_every_criterion_in_welsh(welsh: Printed) -> None:
    whole = fold(" ".join(welsh.pages))
    for criterion in sample(MemoryFiles()).units[0].criteria:
        assert fold(criterion.text.text.cy or "") in whole
        assert fold(criterion.text.text.cy or "") in welsh.text
        assert fold(criterion.text.text.en or "") not in whole


def test_a_bilingual_print_has_every_criterion_in_both_languages(both: Printed) -> None:
    for criterion in sample(MemoryFiles()).units[0].criteria:
        assert fold(criterion.text.text.cy or "") in both.text
        assert fold(criterion.text.text.en or "") in both.text


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (
            PrintChoice.ENGLISH,
            "Returned for more work Owain Prydderch, 2 July 2026, 12:05 Returned together with: P2",
        ),
        (
            PrintChoice.WELSH,
            (
                "Dychwelwyd ar gyfer rhagor o waith Owain Prydderch, 2 Gorffennaf 2026, 12:05 "
                "Dychwelwyd ynghyd â: P2"
            ),
        ),
        (
            PrintChoice.BOTH,
            (
                "Returned for more work / Dychwelwyd ar gyfer rhagor o waith Owain Prydderch, "
                "2 July 2026, 12:05 / 2 Gorffennaf 2026, 12:05 "
                "Returned together with / Dychwelwyd ynghyd â: P2"
            ),
        ),
    ],
)
def test_what_was_returned_stands_under_the_decisions_with_its_message(
    tmp_path: Path, choice: PrintChoice, words: str
) -> None:
    store = MemoryFiles()
    text = print_portfolio(sample(store), store, tmp_path, choice).text

    message = "Ychwanegwch gofnodion yr ail gyfarfod, a dywedwch pwy oedd yno."
    decided = text.index("Nid oes dystiolaeth o'r ail gyfarfod eto.")
    assert f"{words} {message}" in text[decided:]
    assert text.count(message) == 1


def test_dates_are_in_the_language_of_the_print_and_the_time_of_london(
    welsh: Printed, both: Printed
) -> None:
    assert "21 Gorffennaf 2026, 12:05" in welsh.text
    assert "July" not in welsh.text
    assert "21 July 2026, 12:05 / 21 Gorffennaf 2026, 12:05" in both.text


def test_every_page_says_which_page_of_how_many_it_is(tmp_path: Path) -> None:
    store = MemoryFiles()
    pages = print_portfolio(sample(store), store, tmp_path).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Siân Ŵyn-Jones · INSSMA11" in page


def test_every_page_of_a_draft_says_so_in_its_language(welsh: Printed, both: Printed) -> None:
    assert all("DRAFFT" in page for page in welsh.pages)
    assert not any("DRAFT" in page for page in welsh.pages)
    assert all("DRAFT / DRAFFT" in page for page in both.pages)


def test_nothing_of_a_signed_off_print_says_draft(tmp_path: Path) -> None:
    store = MemoryFiles()
    printed = print_portfolio(sample(store, signed=True), store, tmp_path)
    assert "DRAFT" not in printed.text
    assert "SHA-256 of the snapshot that was signed off" in printed.text
    assert sample(store, signed=True).units[0].sign_offs[0].snapshot_sha256 in printed.text


def test_only_the_pages_of_the_unit_not_signed_off_are_a_draft(tmp_path: Path) -> None:
    store = MemoryFiles()
    evidence = (piece_of_evidence(store, 3),)
    units = (
        unit_of("INSSMA11", (2, 1), 1, signed=True),
        unit_of("INSSMA12", (2, 1), 1),
    )
    printed = print_portfolio(portfolio_of(*units, evidence=evidence), store, tmp_path)
    for page in printed.pages:
        alone = "Siân Ŵyn-Jones · INSSMA11 Page" in page
        assert ("DRAFT" in page) is not alone


def test_a_working_translation_is_marked_beside_the_text_and_in_the_decision(
    tmp_path: Path,
) -> None:
    store = MemoryFiles()
    whole = sample(store)
    first, *others = whole.units[0].criteria
    decided = replace(first.decisions[0], on_working_translation=True)
    first = replace(mark_working_translation(first, Language.ENGLISH), decisions=(decided,))
    unit = replace(whole.units[0], criteria=(first, *others))
    english = print_portfolio(with_unit(whole, unit), store, tmp_path).text
    assert "(P1) Working translation, not a published text" in english
    assert "Decided on a working translation of the criterion" in english
    welsh = print_portfolio(with_unit(whole, unit), store, tmp_path, PrintChoice.WELSH).text
    assert "(P1) Working translation" not in welsh


def test_a_language_without_a_published_text_is_said_and_the_other_text_shown(
    tmp_path: Path,
) -> None:
    store = MemoryFiles()
    whole = sample(store)
    first, *others = whole.units[0].criteria
    welsh_only = replace(first, text=StandardText(Bilingual(en=None, cy="testun Cymraeg yn unig")))
    unit = replace(whole.units[0], criteria=(welsh_only, *others))
    text = print_portfolio(with_unit(whole, unit), store, tmp_path).text
    assert "There is no published text in English testun Cymraeg yn unig" in text


def test_a_note_on_differing_texts_stands_by_the_criterion(tmp_path: Path) -> None:
    store = MemoryFiles()
    whole = sample(store)
    first, *others = whole.units[0].criteria
    noted = replace(first, note=Bilingual(en="The Welsh says more.", cy="Mae'r Gymraeg yn fwy."))
    unit = replace(whole.units[0], criteria=(noted, *others))
    text = print_portfolio(with_unit(whole, unit), store, tmp_path, PrintChoice.BOTH).text
    assert "The Welsh says more. Mae'r Gymraeg yn fwy." in text


def test_hashes_addresses_locators_and_names_are_printed_whole(tmp_path: Path) -> None:
    store = MemoryFiles()
    whole = sample(store)
    text = print_portfolio(whole, store, tmp_path).text
    for piece in whole.evidence:
        for sha256 in [file.sha256 for file in piece.files] + [piece.sha256 or ""]:
            assert sha256 in text
    assert "https://example.org/campaigns/4?utm=<none>&lang=cy" in text
    assert "page 3, paragraph 2" in text
    assert "Людмила Ковальчук" in text


def test_questions_answers_and_earlier_decisions_are_printed_in_full(tmp_path: Path) -> None:
    store = MemoryFiles()
    text = print_portfolio(sample(store), store, tmp_path).text
    for expected in (
        "Why did you choose these partners?",
        "Am eu bod yn adnabod y bobl yr oeddem am eu cyrraedd.",
        "No answer recorded",
        "O'r arolwg ar ôl y digwyddiad.",
        "To be done by: 1 September 2026",
        "Earlier decision Not yet met",
        "Nid oes dystiolaeth o'r ail gyfarfod eto.",
        "Rwy'n datgan mai fy ngwaith i yw hwn.",
        "A spelling checker; my mentor read the plan.",
        "Seen by the assessor at Yn y swyddfa yn Aberystwyth",
    ):
        assert expected in text


def test_a_withdrawn_sign_off_keeps_its_place_with_the_reason(tmp_path: Path) -> None:
    store = MemoryFiles()
    whole = sample(store, signed=True)
    unit = whole.units[0]
    withdrawal = PrintedWithdrawal("Owain Prydderch", NOON, Authored("A wrong file.", "en"))
    first = replace(unit.sign_offs[0], withdrawal=withdrawal)
    signed = replace(unit, sign_offs=(first, *unit.sign_offs))
    text = print_portfolio(with_unit(whole, signed), store, tmp_path).text
    assert "Sign-off, withdrawn" in text
    assert "Reason A wrong file." in text


def test_a_place_in_one_of_several_files_names_the_file(tmp_path: Path) -> None:
    store = MemoryFiles()
    whole = sample(store)
    first, *others = whole.units[0].criteria
    name = f"cofnodion-{'hir-' * 20}iawn.pdf"
    mapping = PrintedMapping(1, "3", PrintedPlace.PAGE, file=name)
    unit = replace(whole.units[0], criteria=(replace(first, mappings=(mapping,)), *others))

    both = print_portfolio(with_unit(whole, unit), store, tmp_path, PrintChoice.BOTH)

    said = f"page 3 in {name} / tudalen 3 yn y ffeil {name}"
    assert said.replace(" ", "") in both.text.replace(" ", "")
