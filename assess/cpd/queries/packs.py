"""The rule packs that come with the service: read once, from their files."""

from functools import cache
from pathlib import Path

from assess.cpd.rules.pack_file import read_pack
from assess.cpd.rules.packs import Packs

FOLDER = Path(__file__).parents[3] / "standards" / "cpd"


@cache
def list_packs() -> Packs:
    return Packs.of(
        read_pack(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    )
