"""What changed between two texts of a standard, and whether its review date is past."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assess.bilingual import Language
from assess.standards.rules.library import BilingualStandard
from assess.standards.rules.lines import fold_whitespace
from assess.standards.rules.values import Metadata

_REVIEW_DATE = "indicative_review_date"
_DECEMBER = 12
_MONTHS = (
    ("jan", "january", "ion", "ionawr"),
    ("feb", "february", "chwef", "chw", "chwefror"),
    ("mar", "march", "maw", "mawrth"),
    ("apr", "april", "ebr", "ebrill"),
    ("may", "mai"),
    ("jun", "june", "meh", "mehefin"),
    ("jul", "july", "gorff", "gor", "gorffennaf"),
    ("aug", "august", "awst"),
    ("sep", "sept", "september", "medi"),
    ("oct", "october", "hyd", "hydref"),
    ("nov", "november", "tach", "tachwedd"),
    ("dec", "december", "rhag", "rhagfyr"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_YEAR = re.compile(r"^(\d{4})$")
_WORDED = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)? )?([a-z]+)\.?,? (\d{4})$"
)
_SLASHED = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


@dataclass(frozen=True)
class LabelChanges:
    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.new or self.gone)


def has_same_words(before: str, after: str) -> bool:
    """Spacing, and the two ways Unicode writes "ô", are no change of words."""
    return _comparable(before) == _comparable(after)


def _comparable(text: str) -> str:
    return unicodedata.normalize("NFC", fold_whitespace(text))


def changed_labels(
    before: BilingualStandard, after: BilingualStandard, language: Language
) -> LabelChanges:
    old, new = _texts_in(before, language), _texts_in(after, language)
    return LabelChanges(
        changed=tuple(
            label for label in new if label in old and not has_same_words(old[label], new[label])
        ),
        new=tuple(label for label in new if label not in old),
        gone=tuple(label for label in old if label not in new),
    )


def _texts_in(standard: BilingualStandard, language: Language) -> Mapping[str, str]:
    return {
        criterion.label: text
        for criterion in standard.criteria
        if (text := criterion.text.text_in(language)) is not None
    }


def is_past_review(metadata: Metadata, today: date) -> bool:
    """A standard is past review once the day, month or year that it names is over."""
    printed = metadata.get(_REVIEW_DATE)
    last = last_day_of(printed) if isinstance(printed, str) else None
    return last is not None and today > last


def last_day_of(printed: str) -> date | None:
    """Read trap 11's dates: "2025", "24 Maw 2025", "30 March 2023"; None where it is no date."""
    text = fold_whitespace(printed).lower()
    try:
        return _last_day(text)
    except ValueError:
        return None


def _last_day(text: str) -> date | None:
    if found := _YEAR.match(text):
        return date(int(found[1]), _DECEMBER, 31)
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.match(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    found = _WORDED.match(text)
    month = _MONTH_NUMBERS.get(found[2]) if found else None
    if found is None or month is None:
        return None
    year = int(found[3])
    return date(year, month, int(found[1])) if found[1] else _end_of_month(year, month)


def _end_of_month(year: int, month: int) -> date:
    if month == _DECEMBER:
        return date(year, _DECEMBER, 31)
    return date(year, month + 1, 1) - timedelta(days=1)
