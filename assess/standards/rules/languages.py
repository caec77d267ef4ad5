"""Which language a document is written in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assess.bilingual import Language
from assess.standards.rules.headings import is_lead_in
from assess.standards.rules.lines import Line

_WORD = re.compile(r"[^\W\d_]+")
_HEADING_WEIGHT = 5
_ENGLISH = "the and of to for with your you this that is are in or by from which who how be"
_WELSH = (
    "y yr yn ac ar gan mae sy sydd eich hon hwn rhain neu er mwyn gyfer gyda unol sut drwy "
    "nad nid fel wedi ei eu gallu wrth ynghylch"
)
_WORDS = {
    Language.ENGLISH: frozenset(_ENGLISH.split()),
    Language.WELSH: frozenset(_WELSH.split()),
}


def guess_language(lines: Sequence[Line], headings: Iterable[Language | None]) -> Language | None:
    """Judge by headings and common words; lead-ins are often left in English (trap 4)."""
    score: Counter[Language] = Counter()
    for language in headings:
        if language is not None:
            score[language] += _HEADING_WEIGHT
    for line in lines:
        if not is_lead_in(line.text):
            _count_words(score, line.text)
    english, welsh = score[Language.ENGLISH], score[Language.WELSH]
    if english == welsh:
        return None
    return Language.ENGLISH if english > welsh else Language.WELSH


def _count_words(score: Counter[Language], text: str) -> None:
    for word in _WORD.findall(text.lower()):
        for language, words in _WORDS.items():
            score[language] += word in words
