"""Copies what set-up installed from npm to where pages and prints find it.

`python -m assess.web.assets NODE_MODULES`. GOV.UK Frontend comes without its typeface and
crest, which are the government's alone.
"""

import gzip
import re
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"
FONTS = (
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSans-Oblique.ttf",
    "DejaVuSans-BoldOblique.ttf",
    "DejaVuSansMono.ttf",
)
OUR_FONTS = '"Helvetica Neue",Helvetica,Arial,"DejaVu Sans",sans-serif'


def copy_assets(modules: Path) -> None:
    govuk = modules / "govuk-frontend" / "dist" / "govuk"
    pdfjs = modules / "pdfjs-dist"
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "govuk-frontend.min.css").write_text(
        unbrand((govuk / "govuk-frontend.min.css").read_text())
    )
    shutil.copy(govuk / "govuk-frontend.min.js", VENDOR)
    for name in ("pdf.min.mjs", "pdf.worker.min.mjs"):
        shutil.copy(pdfjs / "build" / name, VENDOR)
    for folder in ("cmaps", "standard_fonts", "wasm"):
        shutil.copytree(pdfjs / folder, VENDOR / folder, dirs_exist_ok=True)
    (VENDOR / "fonts").mkdir(exist_ok=True)
    for name in FONTS:
        shutil.copy(modules / "dejavu-fonts-ttf" / "ttf" / name, VENDOR / "fonts")
    for path in VENDOR.iterdir():
        if path.suffix in {".css", ".js", ".mjs"}:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def unbrand(style: str) -> str:
    """Take the government's typeface out of the style sheet."""
    style = re.sub(r"@font-face\{[^}]*\}", "", style)
    style = re.sub(
        r'"?GDS Transport"?,\s*arial,\s*sans-serif', OUR_FONTS, style, flags=re.IGNORECASE
    )
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", style)
    if "GDS Transport" in style:
        raise ValueError("the style sheet names the government's typeface in a way not known here")
    return style


if __name__ == "__main__":
    copy_assets(Path(sys.argv[1]))
