"""A manager comes to a provider in which nobody is, and ends with the map of a cohort."""

from datetime import timedelta
from pathlib import Path

import pytest

from assess.bilingual import Language
from tests.journeys.conftest import Opening
from tests.journeys.office import ALED, BETHAN, CERI, TODAY, URN, Office, add_provider
from tests.journeys.served import Served


@pytest.mark.parametrize("language", list(Language))
def test_from_an_empty_provider_to_the_map(
    served: Served, open_window: Opening, tmp_path: Path, language: Language
) -> None:
    link = add_provider(served, language)
    with open_window(language=language) as page:
        office = Office(page, served, language)
        office.take_up_invitation(link)
        office.settle_terms()
        office.add_sites("Bala", "Bangor")
        office.import_people(tmp_path)
        office.allocate()
        office.reassign(office.unit_of(CERI))
        office.let_work(ALED)
        office.read_map()
        office.plan_session(TODAY + timedelta(days=14))
        office.open_cell(office.unit_of(ALED), "P1")
        table = office.take_map(tmp_path)
    cells = {row.cells[0]: row.cells for row in table.rows}
    assert set(cells) == {ALED, BETHAN, CERI}
    states = dict(zip(table.header, cells[ALED], strict=True))
    assert [states[f"{URN} {label}"] for label in ("P1", "P2", "P3", "P4")] == [
        office.say(words) for words in ("Met", "Submitted", "Evidence added", "Nothing yet")
    ]
