"""Draws docs/architecture.svg from the import contracts: `python -m tests.house.architecture`."""

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, ROW, BOX = 860, 62, 40
WHAT = {
    "cli": "operators' commands",
    "app": "puts it together",
    "overview": "each role's start page",
    "documents": "the printed portfolio",
    "assessment": "submissions, decisions, sign-off",
    "evidence": "what is offered",
    "reflection": "own accounts",
    "clocks": "who waits, and until when",
    "notifications": "what people are told",
    "enrolment": "who works towards what",
    "people": "who signs in",
    "standards": "NOS in two languages",
    "journal": "who did what: a hash chain",
    "web": "language, session, access, forms",
}


def layers() -> list[list[str]]:
    """Give the parts, top layer first, as the contract names them; planned ones are left out."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    rows = [
        [name for part in layer.replace("|", ":").split(":") if "(" not in (name := part.strip())]
        for layer in contract["layers"]
    ]
    return [row for row in rows if row]


def draw() -> str:
    rows = layers()
    height = len(rows) * ROW + 30
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"',
        ' font-family="Helvetica, Arial, sans-serif">',
        "<title>The parts of Assess, each importing only what stands below it</title>",
    ]
    for number, row in enumerate(rows):
        lines += _row(row, 15 + number * ROW)
        if number + 1 < len(rows):
            y = 15 + number * ROW + BOX
            lines.append(
                f'<path d="M{WIDTH / 2} {y + 3}v14m-5 -6l5 6l5 -6" fill="none" stroke="#0b4f4d"/>'
            )
    return "\n".join([*lines, "</svg>", ""])


def _row(names: list[str], y: int) -> list[str]:
    width = (WIDTH - 30 - 12 * (len(names) - 1)) / len(names)
    lines = []
    for place, name in enumerate(names):
        x = 15 + place * (width + 12)
        middle = x + width / 2
        lines.append(
            f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{BOX}" rx="4" '
            'fill="#e7f1ef" stroke="#0b4f4d"/>'
        )
        shift = 17 if name in WHAT else 25
        lines.append(
            f'<text x="{middle:.0f}" y="{y + shift}" text-anchor="middle" font-size="14" '
            f'font-weight="700">{escape(name)}</text>'
        )
        if name in WHAT:
            lines.append(
                f'<text x="{middle:.0f}" y="{y + 33}" text-anchor="middle" font-size="12">'
                f"{escape(WHAT[name])}</text>"
            )
    return lines


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
