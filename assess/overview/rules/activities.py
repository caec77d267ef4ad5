"""What practitioners do that could show several criteria at once: a file per standard, ours."""

import tomllib
from dataclasses import dataclass
from typing import Any

from assess.bilingual import Bilingual
from assess.evidence.rules.kinds import EvidenceKind


@dataclass(frozen=True)
class Activity:
    """Something a practitioner does, or has made, and the criteria that it could show."""

    key: str
    kind: EvidenceKind
    effort: int
    """What it takes to get, beside the others: papers that are there already take least."""

    labels: tuple[str, ...]
    name: Bilingual
    shows: Bilingual


@dataclass(frozen=True)
class Activities:
    """Those of one version of a standard, and where they come from."""

    urn: str
    edition: str
    source: Bilingual
    all: tuple[Activity, ...]


def read_activities(text: str) -> Activities:
    """Read a file of activities.

    Raises:
        KeyError, ValueError: when something is missing or is not what it should be.

    """
    table = tomllib.loads(text)
    return Activities(
        urn=table["urn"],
        edition=table["version"],
        source=_both(table["source"]),
        all=tuple(_activity(one) for one in table["activity"]),
    )


def _activity(table: dict[str, Any]) -> Activity:
    return Activity(
        key=table["key"],
        kind=EvidenceKind(table["kind"]),
        effort=int(table["effort"]),
        labels=tuple(table["labels"]),
        name=_both(table["name"]),
        shows=_both(table["shows"]),
    )


def _both(table: dict[str, str]) -> Bilingual:
    return Bilingual(table["en"], table["cy"])
