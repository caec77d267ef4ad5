"""Cuts a text into words, and words into what their forms have in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped] # has no types

from assess.bilingual import Language, fold
from assess.evidence.rules.welsh_stems import stem_welsh

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_english = snowballstemmer.stemmer("english")

_SAYS_LITTLE = {
    Language.ENGLISH: frozenset(
        """
        about above after again against all also among and any are because been before being between
        both but can could did does doing done down during each few for from further get got had has
        have having her here hers him his how however into its itself just like made make many may
        more most much must myself nor not now off once one only onto other our ours out over own
        per same she should since some such than that the their theirs them then there these they
        this those through too two under until upon use used using very was way well were what when
        where whether which while who whom whose why will with within without would yet you your
        ensure relevant including out
        """.split()  # noqa: SIM905 (a list of words is read as words)
    ),
    Language.WELSH: frozenset(
        map(
            fold,
            """
            a'r ac ag am ambell ar arall aeth at bob bod bu bydd byddai bûm buom byth cael cafodd
            cawsom ces chi chwi cyn dan daeth dim drwy dros dyma ddim ddwy dau dwy ddau efallai ein
            eich ei eisoes er erbyn ers eto eu fe felly fel fi fod fy fydd fyddai gael gan gafodd
            gawsom ges gyda hefyd heb hi hon honno hwn hwnnw hyd hyn hynny iawn iddi iddo iddyn
            iddynt maen mae mai mewn mi mor mwy nac nad nawr neu ni nid nhw ohoni ohono ohonynt oedd
            oeddem oeddent oeddwn oes ond os pan pawb pob popeth rhai rhwng rhyw sef sut sydd sy'n
            tair tan tri trwy tua tuag un unrhyw unwaith wedi wedyn wnaeth wnaethom wnes wrth
            yma yna yno ydy yw ydym ydyn ynddo ynddynt yng yn ynglyn ym ynghylch ynghyd yw y'r mynd
            dod bellach byddaf arnynt arno arni atynt ato ati ganddynt ganddo ganddi hwy nhw hun
            unol cymryd perthnasol sicrhau
            """.split(),  # noqa: SIM905 (as above)
        )
    ),
}
"""Words that are in every text, and those that every criterion begins with."""


@dataclass(frozen=True)
class Stem:
    """A word of a text: where it stands, and what its forms have in common."""

    start: int
    end: int
    stem: str


def stems_of(text: str, language: Language) -> list[Stem]:
    """Give the words of a text that say what it is about, in their order."""
    little, stem = _SAYS_LITTLE[language], _STEMMERS[language]
    return [
        Stem(found.start(), found.end(), stem(word))
        for found in _WORD.finditer(text)
        if len(word := fold(found[0])) >= _SHORTEST and word not in little
    ]


def words_of(text: str, language: Language) -> set[str]:
    """Give the same words as they stand, for comparison with what stemming is worth."""
    little = _SAYS_LITTLE[language]
    return {
        word
        for found in _WORD.finditer(text)
        if len(word := fold(found[0])) >= _SHORTEST and word not in little
    }


@lru_cache(maxsize=20_000)
def _stem_english(word: str) -> str:
    return str(_english.stemWord(word))


_STEMMERS: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: _stem_english,
    Language.WELSH: lru_cache(maxsize=20_000)(stem_welsh),
}
