"""What may be wrong with a template's file: on which line, at which key, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assess.refusals import RefusedError


class Fault(StrEnum):
    """A reason in English; `%(name)s` are filled in. The pages have the same in Welsh."""

    NOT_TOML = "this is not TOML: %(reason)s"
    TOO_LARGE = "the file has more than %(limit)s characters"
    UNKNOWN_KEY = "this key is not known"
    MISSING_KEY = "this key is missing"
    NOT_A_TEXT = "a text is needed here, not empty"
    TOO_LONG = "this text has more than %(limit)s characters"
    NOT_A_TABLE = "a table is needed here"
    NOT_A_LIST = "a list is needed here"
    NOT_YES_OR_NO = "true or false is needed here"
    NOT_A_NUMBER = "a whole number from 1 to %(most)s is needed here"
    NOT_A_KEY = "a key has small letters, figures, hyphens and underscores: “%(value)s”"
    RESERVED_KEY = "no section can have this key: “%(value)s”"
    NOT_A_LANGUAGE = "“%(value)s” is no language tag"
    MISSING_LANGUAGE = "the words in this language are missing: %(language)s"
    UNKNOWN_LANGUAGE = "the template does not name this language: %(language)s"
    NOT_ONE_OF = "“%(value)s” is none of these: %(choices)s"
    TWICE = "“%(value)s” stands twice"
    NO_SECTIONS = "there is no section"
    NO_FIELDS = "this section has no field"
    NO_COLUMNS = "this table has no column"
    NO_GOAL_PARTS = "there are goals, but their five parts have no words: [goal_parts]"
    ROWS_AND_NUMBER = "a table has rows of its own, or a number of rows, not both"
    NOT_FOR_THIS_KIND = "this key does not belong to a field of the kind “%(kind)s”"
    NOTHING_TO_DRAW_FROM = "there is no table and no goals to draw from at “%(value)s”"
    NO_SUCH_FIELD = "there is no field “%(value)s” in this section"
    NO_SUCH_COLUMN = "this table has no column “%(value)s” of the kind “%(kind)s”"
    TOO_MANY = "there are more than %(limit)s"
    NOT_A_LABEL = "“%(value)s” is no label of a criterion: P1, K12"
    UNKNOWN_LABEL = "%(standard)s has no criterion %(value)s"
    UNKNOWN_STANDARD = "the standard %(standard)s is not known here"


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with a file."""

    place: str
    """The key, with its place in lists: section[2].field[1].label.cy."""

    line: int
    """The line that the key stands on, or the nearest that can be told."""

    fault: Fault
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.fault.name.lower().replace("_", "-")

    @property
    def in_english(self) -> str:
        return self.fault.value % self.values


class TemplateFileError(RefusedError):
    """A file that no template is read from."""

    field = "file"

    def __init__(self, wrongs: Sequence[Wrong]) -> None:
        super().__init__("; ".join(f"{one.line}: {one.in_english}" for one in wrongs))
        self.wrongs = tuple(wrongs)
