"""The crosswalk between standards, from the files that come with the service."""

from functools import cache
from pathlib import Path

from assess.standards.rules.crosswalk import Counterpart, Place, read_crosswalk

FOLDER = Path(__file__).parents[3] / "standards" / "crosswalks"


def list_counterparts(urn: str, edition: str) -> dict[str, tuple[Counterpart, ...]]:
    """Give, by label, the criteria of other standards that are like those of this one."""
    return {
        place.label: found
        for place, found in _all().items()
        if (place.urn, place.edition) == (urn, edition)
    }


@cache
def _all() -> dict[Place, tuple[Counterpart, ...]]:
    found: dict[Place, tuple[Counterpart, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for place, counterpart in read_crosswalk(path.read_text(encoding="utf-8")):
            found[place] = (*found.get(place, ()), counterpart)
    return found
