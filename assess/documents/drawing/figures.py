"""Images made ready for print one at a time, so that memory holds one at most."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from assess.documents.drawing.fetching import OpenFile, UnusableError, fetch
from assess.documents.drawing.phrases import word

LONGEST_SIDE = 1200
QUALITY = 80
MOST_PIXELS = 50_000_000


@dataclass(frozen=True)
class Figure:
    path: Path
    width: int
    height: int


def prepare_figure(open_file: OpenFile, sha256: str, folder: Path) -> Figure:
    copy = fetch(open_file, sha256, folder)
    try:
        return _shrunk(copy, folder / f"{copy.name}.jpg")
    except UnusableError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise UnusableError(word("The image is too large to be shown.")) from error
    except Exception as error:  # a hostile image raises nearly anything
        raise UnusableError(word("The image cannot be read.")) from error
    finally:
        copy.unlink()


def _shrunk(source: Path, target: Path) -> Figure:
    with Image.open(source, formats=("JPEG", "PNG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise UnusableError(word("The image is too large to be shown."))
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image.convert("RGB").save(target, "JPEG", quality=QUALITY, comment=b"")
        return Figure(target, image.width, image.height)
