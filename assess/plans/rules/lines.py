"""Tells on which line of a TOML file a key stands: the parser of the language does not say."""

import re

Path = tuple[str | int, ...]
"""Keys and places in lists: ("section", 2, "title", "cy"); places count from 0."""

_LIST_OF_TABLES = re.compile(r"\s*\[\[\s*([^\]]+?)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_LONG = ('"""', "'''")


class Lines:
    """The lines that the keys of one file stand on."""

    def __init__(self, text: str) -> None:
        self._at: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        closing = ""
        for number, line in enumerate(text.split("\n"), start=1):
            if closing:
                closing = "" if closing in line else closing
                continue
            if found := _LIST_OF_TABLES.match(line):
                table = self._next_of(_parts(found[1]))
            elif found := _TABLE.match(line):
                table = self._in_last(_parts(found[1]))
            elif found := _KEY.match(line):
                self._note((*table, *_parts(found[1])), number)
                closing = next((one for one in _LONG if line.count(one) == 1), "")
                continue
            else:
                continue
            self._note(table, number)

    def line_of(self, path: Path) -> int:
        """Give the line of a key, or of the nearest table around it that has one."""
        while path not in self._at:
            path = path[:-1]
        return self._at[path]

    def _note(self, path: Path, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._at.setdefault(path[:length], number)

    def _next_of(self, parts: Path) -> Path:
        path = (*self._in_last(parts[:-1]), parts[-1])
        place = self._counts.get(path, -1) + 1
        self._counts[path] = place
        return (*path, place)

    def _in_last(self, parts: Path) -> Path:
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path


def _parts(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in re.split(r"\s*\.\s*", dotted))


def written(path: Path) -> str:
    """Write a path for people: section[2].title.cy; places count from 1."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out
