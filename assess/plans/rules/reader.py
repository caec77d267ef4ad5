"""Reads the values of a template's file one by one, and notes all that is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assess.bilingual import Bilingual, Language
from assess.plans.rules.faults import Fault, Wrong
from assess.plans.rules.lines import Lines, Path, written
from assess.plans.rules.template import Words

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LABEL = re.compile(r"[PK][1-9][0-9]{0,2}")
LONGEST_KEY = 60
LONGEST_WORDS = 2_000
MOST_ENTRIES = 60
NOTHING = Words({})


class Table:
    """One table of the file at its place. What is wrong is noted, and reading goes on."""

    def __init__(
        self, values: Mapping[str, Any], path: Path, wrongs: list[Wrong], lines: Lines
    ) -> None:
        self.values, self.path = values, path
        self._wrongs, self._lines = wrongs, lines
        self.tags: tuple[str, ...] = ()

    def wrong(self, fault: Fault, *path: str | int, **values: object) -> None:
        where = (*self.path, *path)
        self._wrongs.append(Wrong(written(where), self._lines.line_of(where), fault, values))

    def inner(self, values: Mapping[str, Any], *path: str | int) -> "Table":
        table = Table(values, (*self.path, *path), self._wrongs, self._lines)
        table.tags = self.tags
        return table

    def allow(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                self.wrong(Fault.UNKNOWN_KEY, key)

    def text(self, key: str, *, limit: int = LONGEST_WORDS, is_needed: bool = True) -> str:
        value = self.values.get(key)
        if value is None:
            if is_needed:
                self.wrong(Fault.MISSING_KEY, key)
            return ""
        if not isinstance(value, str) or not value.strip():
            self.wrong(Fault.NOT_A_TEXT, key)
            return ""
        if len(value) > limit:
            self.wrong(Fault.TOO_LONG, key, limit=limit)
        return value

    def name(self, key: str = "key") -> str:
        value = self.text(key, limit=LONGEST_KEY)
        if value and not KEY.fullmatch(value):
            self.wrong(Fault.NOT_A_KEY, key, value=value)
        return value

    def one_of(self, key: str, choices: Iterable[str]) -> str:
        value, known = self.text(key), list(choices)
        if value and value not in known:
            self.wrong(Fault.NOT_ONE_OF, key, value=value, choices=", ".join(known))
            return ""
        return value

    def yes(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.wrong(Fault.NOT_YES_OR_NO, key)
            return False
        return value

    def number(self, key: str, *, most: int, otherwise: int) -> int:
        value = self.values.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            self.wrong(Fault.NOT_A_NUMBER, key, most=most)
            return otherwise
        return value

    def table(self, key: str) -> "Table":
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong(Fault.NOT_A_TABLE, key)
            value = {}
        return self.inner(value, key)

    def tables(self, key: str, *, most: int = MOST_ENTRIES) -> Iterator["Table"]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(Fault.NOT_A_LIST, key)
            return
        if len(value) > most:
            self.wrong(Fault.TOO_MANY, key, limit=most)
        for place, one in enumerate(value[:most]):
            yield self.inner(one, key, place)

    def labels(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(Fault.NOT_A_LIST, key)
            return ()
        for one in value:
            self._check_label(one, key)
        return tuple(str(one) for one in value)

    def label(self, key: str) -> str:
        value = self.text(key)
        if value:
            self._check_label(value, key)
        return value

    def _check_label(self, value: object, key: str) -> None:
        if not isinstance(value, str) or not LABEL.fullmatch(value):
            self.wrong(Fault.NOT_A_LABEL, key, value=value)

    def words(self, key: str) -> Words:
        """Read words that must be there in each language of the template."""
        if key not in self.values:
            self.wrong(Fault.MISSING_KEY, key)
            return NOTHING
        return self.table(key).all_words()

    def optional_words(self, key: str) -> Words | None:
        return self.words(key) if key in self.values else None

    def all_words(self, *others: str) -> Words:
        """Read this very table as words, beside which only `others` may stand."""
        said = {}
        for tag in self.tags:
            if tag in self.values:
                said[tag] = self.text(tag)
            else:
                self.wrong(Fault.MISSING_LANGUAGE, tag, language=tag)
        for key in self.values:
            if key not in (*self.tags, *others):
                self.wrong(Fault.UNKNOWN_LANGUAGE, key, language=key)
        return Words(said)

    def bilingual(self, key: str) -> Bilingual:
        """Read what Assess says beside criteria: always in English and Welsh, and only those."""
        if key not in self.values:
            self.wrong(Fault.MISSING_KEY, key)
            return Bilingual(None, None)
        table = self.table(key)
        table.tags = tuple(language.value for language in Language)
        words = table.all_words().by_tag
        return Bilingual(words.get("en"), words.get("cy"))


def note_twice(table: Table, key: str, named: Sequence[str]) -> None:
    """Note each name that stands a second time in a list of tables."""
    for place, name in enumerate(named):
        if name and name in named[:place]:
            table.wrong(Fault.TWICE, key, place, "key", value=name)
