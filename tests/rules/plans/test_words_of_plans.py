"""Every fault and trouble has words of its own on the page, the same as on the command line."""

from assess.plans.pages.words import FAULTS, LACKS, TROUBLES
from assess.plans.rules.completeness import Lack
from assess.plans.rules.content import Trouble
from assess.plans.rules.faults import Fault


def test_every_fault_is_said_on_the_page_as_on_the_command_line() -> None:
    assert {fault: str(words) for fault, words in FAULTS.items()} == {
        fault: fault.value for fault in Fault
    }


def test_every_trouble_and_every_lack_has_words() -> None:
    assert set(TROUBLES) == set(Trouble)
    assert set(LACKS) == set(Lack)
