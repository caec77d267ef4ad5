"""On which line of a TOML file a table or key stands, so that a refusal can name the line."""

import re
from collections import Counter

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_MULTILINE = re.compile(r'"""|' + "'''")


def line_of(text: str, key: str) -> int | None:
    """Give the line of a key such as `asks[2].words.cy`, or of the nearest table around it."""
    lines = _lines(text)
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition(".")[0]
    return None


def _lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table, in_text = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        was_in_text, in_text = in_text, in_text ^ (len(_MULTILINE.findall(line)) % 2 == 1)
        if was_in_text:
            continue
        if header := _HEADER.match(line):
            table = _path(header[2], counts, is_new=header[1] == "[[")
            lines.setdefault(table, number)
        elif found := _KEY.match(line):
            lines.setdefault(f"{table}.{found[1]}" if table else found[1], number)
    return lines


def _path(name: str, counts: Counter[str], *, is_new: bool) -> str:
    """Give a header's path with its places in lists: asks.choices is asks[2].choices[1]."""
    path, parts = "", name.split(".")
    for place, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        counts[path] += is_new and place == len(parts) - 1
        if counts[path]:
            path = f"{path}[{counts[path]}]"
    return path
