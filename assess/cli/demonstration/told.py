"""What the story's files say, read strictly: a word that is not known here is a mistake there."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent / "stories"
Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Cast:
    """Somebody of the demonstration."""

    key: str
    name: str
    language: str
    role: str
    when: str
    shows: str
    site: str
    qualified: date | None = None
    judges: list[str] | None = None
    capacity: int | None = None
    left: str = ""
    """When they left the provider, where they did."""


@dataclass(frozen=True)
class Opened:
    """A cohort that the manager opens."""

    when: str
    name: str
    starts: int
    ends: int


@dataclass(frozen=True)
class Competent:
    """What an assessor or IQA is occupationally competent in."""

    person: str
    when: str
    units: list[str]


@dataclass(frozen=True)
class Enrolled:
    person: str
    unit: str
    when: str
    ends: int
    assessor: str = ""
    iqa: str = ""
    starts: int | None = None
    """Where they began before the story does; else they begin on the day of enrolment."""

    language: str = ""
    cohort: str = ""
    qualification: str = ""
    registration: str = ""


@dataclass(frozen=True)
class Reassigned:
    """A unit that the manager gives to another assessor."""

    person: str
    unit: str
    when: str
    to: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """A deed. What a whole file says goes for each deed in it: whose, which unit, language."""

    person: str
    unit: str
    language: str
    assessor: str = ""
    when: str


@dataclass(frozen=True, kw_only=True)
class Offered(Told):
    key: str
    title: str
    made: int
    shows: str
    by: str = ""
    kind: str = "work product"
    description: str = ""
    text: str = ""
    address: str = ""
    held_at: str = ""
    files: list[str] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)
    simulated: bool = False
    prior_learning: bool = False
    confirmed: str = ""
    seen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Revised(Told):
    evidence: str
    made: int
    why: str
    description: str
    files: list[str]


@dataclass(frozen=True, kw_only=True)
class Reflected(Told):
    criterion: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Submitted(Told):
    criteria: str
    help: str
    withdrawn: str = ""


@dataclass(frozen=True, kw_only=True)
class Judged(Told):
    criteria: str
    outcome: str
    feedback: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked(Told):
    key: str
    criteria: str
    words: str
    due: int | None = None
    answer: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Acted(Asked):
    """An action that the assessor wants done."""


@dataclass(frozen=True, kw_only=True)
class Returned(Told):
    criteria: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Doubted(Told):
    check: str
    evidence: str
    words: str


@dataclass(frozen=True, kw_only=True)
class SignedOff(Told):
    pass


@dataclass(frozen=True, kw_only=True)
class Joined(Told):
    """A membership: from a day on the record is kept under a body's rules."""

    pack: str
    starts: int
    ends: int | None = None


@dataclass(frozen=True, kw_only=True)
class Needed(Told):
    """Something that somebody means to learn."""

    key: str
    words: str
    criterion: str = ""
    source: str = "own"


@dataclass(frozen=True, kw_only=True)
class Developed(Told):
    """A CPD activity; `began` and `ended` are days before the last, less than none is to come."""

    title: str
    kind: str
    began: int
    ended: int | None = None
    key: str = ""
    amount: str = ""
    amount_in: str = "hours"
    planned: bool = True
    done: bool = True
    given_by: str = ""
    learned: str = ""
    applied: str = ""
    impact: str = ""
    impact_on: str = ""
    next_step: str = ""
    need: str = ""
    criteria: str = ""
    evidence: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Pondered(Told):
    """A reflection that stands on its own."""

    title: str
    model: str
    parts: dict[str, str]
    criteria: str = ""
    activity: str = ""
    statement: str = ""
    """As which kind of statement it counts in the newest year."""


@dataclass(frozen=True, kw_only=True)
class Planned(Told):
    """A written plan, all of its sections saved in one sitting, and some of them put forward."""

    template: str
    title: str
    sections: dict[str, dict[str, Any]]
    put_forward: str = ""
    shows: dict[str, str] = field(default_factory=dict)
    """Section → labels of criteria."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A question for the provider's bank."""

    when: str
    by: str
    words: str
    language: str
    unit: str = ""
    criterion: str = ""


DEEDS: dict[str, type[Told]] = {
    "evidence": Offered,
    "revision": Revised,
    "reflection": Reflected,
    "submission": Submitted,
    "judgement": Judged,
    "question": Asked,
    "action": Acted,
    "return": Returned,
    "doubt": Doubted,
    "sign_off": SignedOff,
    "membership": Joined,
    "need": Needed,
    "activity": Developed,
    "account": Pondered,
    "plan": Planned,
}


def read(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def read_all(name: str, table: str, kind: type[Kind]) -> list[Kind]:
    return [kind(**row) for row in read(name)[table]]


def read_deeds() -> Iterator[Told]:
    """Give every deed of every practitioner, file by file."""
    for path in sorted(FOLDER.glob("*/*.toml")):
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
        if "person" not in whole:
            continue
        shared = {name: value for name, value in whole.items() if isinstance(value, str)}
        for table, rows in whole.items():
            if isinstance(rows, list):
                yield from (DEEDS[table](**(shared | row)) for row in rows)


def read_papers() -> dict[str, dict[str, Any]]:
    return {
        paper["name"]: paper
        for path in sorted(FOLDER.glob("*/*.toml"))
        for paper in tomllib.loads(path.read_text(encoding="utf-8")).get("paper", [])
    }
