"""Brings the forms of a Welsh word together: mutations undone, common endings cut.

A mutated first letter does not say what the word began with: `f` may have been b or m, and b may
have been p. So the letters that turn into one another are read as one family, and every form of
a word begins with its family. Words of different meaning may fall together; in texts as narrow as
a standard's criteria they seldom do.
"""

from assess.bilingual import fold

_FAMILIES = {
    "b": ("mh", "ph", "p", "b", "m", "f"),
    "d": ("nh", "th", "dd", "t", "d", "n"),
    # Soft mutation takes g away altogether, so that nothing may be kept of its family.
    "": ("ngh", "ng", "ch", "c", "g"),
    "l": ("ll", "l"),
    "r": ("rh", "r"),
}
_STARTS = sorted(
    ((start, family) for family, starts in _FAMILIES.items() for start in starts),
    key=lambda pair: -len(pair[0]),
)
_NOT_MUTATED = ("ff", "ts")
_VOWELS = "aeiouwy"
_SHORTEST, _SHORTEST_BEFORE_I = 4, 3
"""Letters that stay when an ending is cut: an i before it makes the ending surer."""

_ENDINGS = sorted(
    (
        # of nouns, in the plural and in the singular
        "iadau", "iaid", "iad", "oedd", "ydd", "iau", "au", "ion", "on", "edd", "iaeth", "aeth",
        "aethau", "wyr", "wr", "dod",
        # of adjectives
        "edig", "iol", "ol", "aidd",
        # of verbs
        "iwyd", "wyd", "iodd", "odd", "iais", "ais", "iasom", "asom", "iom", "om", "iant", "ant",
        "iaf", "af", "ir", "wn", "io", "o", "u", "i", "a",
    ),
    key=len,
    reverse=True,
)  # fmt: skip


def stem_welsh(word: str) -> str:
    """Give what all the forms of a word have in common, near enough."""
    return _without_ending(_family(fold(word)).replace("ngh", "ng"))


def _family(word: str) -> str:
    if word.startswith(_NOT_MUTATED):
        return word
    if word[:1] == "h" and word[1:2] and word[1] in _VOWELS:
        return word[1:]
    for start, family in _STARTS:
        if word.startswith(start):
            return family + word[len(start) :]
    return word


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        shortest = _SHORTEST_BEFORE_I if ending[0] == "i" else _SHORTEST
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return _single(word[: -len(ending)])
    return word


def _single(word: str) -> str:
    """Undo the doubling before an ending: amserlen, amserlenni."""
    return word[:-1] if word.endswith(("nn", "rr")) else word
