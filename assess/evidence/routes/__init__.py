from assess.evidence.routes import (
    adding,
    bank,
    editing,
    files,
    library,
    mapping,
    piece,
    recording,
)
from assess.evidence.routes.blueprint import pages

__all__ = [
    "adding",
    "bank",
    "editing",
    "files",
    "library",
    "mapping",
    "pages",
    "piece",
    "recording",
]
