"""The files of activities, read once, for the pages that say which evidence to get next."""

from functools import cache
from pathlib import Path

from assess.overview.pages.gap_list import GapList
from assess.overview.pages.next_best import NextBest, next_best_page
from assess.overview.rules.activities import Activity, read_activities
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm

FOLDER = Path(__file__).parents[3] / "standards" / "activities"


def next_best_for(gaps: GapList) -> NextBest | None:
    return next_best_page(gaps, _activities().get((gaps.urn, gaps.edition), ()), current_language())


def fresh_form() -> ConfirmForm:
    """Give a button of its own: each deed on a page has its own key."""
    return ConfirmForm(formdata=None)


@cache
def _activities() -> dict[tuple[str, str], tuple[Activity, ...]]:
    files = [read_activities(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]
    return {(file.urn, file.edition): file.all for file in files}
