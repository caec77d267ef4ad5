"""The headings of a NOS document in both languages, and the lines that look like them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from assess.bilingual import Language
from assess.standards.rules.lines import fold_whitespace


class Section(StrEnum):
    """The parts of a document in their printed order; the value is the metadata field's name."""

    URN = "urn"
    SUITES = "suites"
    DEVELOPED_BY = "developed_by"
    APPROVED_ON = "approved_on"
    OVERVIEW = "overview"
    PERFORMANCE = "performance"
    KNOWLEDGE = "knowledge"
    ADDITIONAL = "additional_information"
    SCOPE = "scope_range"
    SCOPE_PERFORMANCE = "scope_performance"
    SCOPE_KNOWLEDGE = "scope_knowledge"
    VALUES = "values"
    BEHAVIOURS = "behaviours"
    SKILLS = "skills"
    GLOSSARY = "glossary"
    LINKS = "links_to_other_nos"
    EXTERNAL_LINKS = "external_links"
    VERSION = "version_number"
    REVIEW_DATE = "indicative_review_date"
    VALIDITY = "validity"
    STATUS = "status"
    ORIGINATOR = "originating_organisation"
    ORIGINAL_URN = "original_urn"
    OCCUPATIONS = "relevant_occupations"
    SOC_CODE = "soc_code"
    KEYWORDS = "keywords"


CRITERIA = frozenset({Section.PERFORMANCE, Section.KNOWLEDGE})
_ORDER = list(Section)
HEADER = frozenset(_ORDER[: _ORDER.index(Section.OVERVIEW)])
TAIL = frozenset(_ORDER[_ORDER.index(Section.VERSION) :])
OF_ONE_VALUE = HEADER | (TAIL - {Section.OCCUPATIONS, Section.KEYWORDS})

_ENGLISH: dict[Section, tuple[str, ...]] = {
    Section.URN: ("URN",),
    Section.SUITES: ("Business Sectors (Suites)", "Business Sectors", "Suites", "Suite"),
    Section.DEVELOPED_BY: ("Developed by",),
    Section.APPROVED_ON: ("Approved on", "Date approved"),
    Section.OVERVIEW: ("Overview",),
    Section.PERFORMANCE: ("Performance criteria",),
    Section.KNOWLEDGE: ("Knowledge and understanding", "Knowledge"),
    Section.ADDITIONAL: ("Additional information",),
    Section.SCOPE: ("Scope/range", "Scope"),
    Section.SCOPE_PERFORMANCE: (
        "Scope performance",
        "Scope/range related to performance criteria",
    ),
    Section.SCOPE_KNOWLEDGE: (
        "Scope knowledge",
        "Scope/range related to knowledge and understanding",
    ),
    Section.VALUES: ("Values",),
    Section.BEHAVIOURS: ("Behaviours",),
    Section.SKILLS: ("Skills",),
    Section.GLOSSARY: ("Glossary",),
    Section.LINKS: ("Links to other NOS",),
    Section.EXTERNAL_LINKS: ("External links",),
    Section.VERSION: ("Version number",),
    Section.REVIEW_DATE: ("Indicative review date",),
    Section.VALIDITY: ("Validity",),
    Section.STATUS: ("Status",),
    Section.ORIGINATOR: ("Originating organisation",),
    Section.ORIGINAL_URN: ("Original URN",),
    Section.OCCUPATIONS: ("Relevant occupations",),
    Section.SOC_CODE: ("SOC code",),
    Section.KEYWORDS: ("Keywords", "Key words"),
}

_WELSH: dict[Section, tuple[str, ...]] = {
    Section.SUITES: ("Sectorau Busnes (Suites)", "Sectorau Busnes"),
    Section.DEVELOPED_BY: ("Datblygwyd gan",),
    Section.APPROVED_ON: ("Cymeradwy ar", "Cymeradwywyd ar"),
    Section.OVERVIEW: ("Trosolwg",),
    Section.PERFORMANCE: ("Meini prawf perfformiad",),
    Section.KNOWLEDGE: ("Gwybodaeth a dealltwriaeth", "Gwybodaeth"),
    Section.ADDITIONAL: ("Gwybodaeth ychwanegol",),
    Section.SCOPE: ("Cwmpas/ystod", "Cwmpas"),
    Section.SCOPE_PERFORMANCE: ("Cwmpas perfformiad",),
    Section.SCOPE_KNOWLEDGE: ("Gwybodaeth cwmpas", "Cwmpas gwybodaeth"),
    Section.VALUES: ("Gwerthoedd",),
    Section.BEHAVIOURS: ("Ymddygiadau",),
    Section.SKILLS: ("Sgiliau",),
    Section.GLOSSARY: ("Geirfa",),
    Section.LINKS: ("Dolenni i NOS eraill", "Dolenni i SGC eraill"),
    Section.EXTERNAL_LINKS: ("Cysylltiadau allanol", "Dolenni allanol"),
    Section.VERSION: ("Fersiwn rhif", "Rhif fersiwn", "Rhif y fersiwn"),
    Section.REVIEW_DATE: ("Dyddiad adolygu dangosol",),
    Section.VALIDITY: ("Dilysrwydd",),
    Section.STATUS: ("Statws",),
    Section.ORIGINATOR: ("Sefydliad cychwynnol", "Sefydliad gwreiddiol"),
    Section.ORIGINAL_URN: ("URN gwreiddiol",),
    Section.OCCUPATIONS: ("Galwedigaethau perthnasol",),
    Section.SOC_CODE: ("Cod SOC", "Côd SOC"),
    Section.KEYWORDS: ("Geiriau allweddol",),
}

_LEAD_IN = re.compile(
    r"^(?:you (?:must|(?:will )?need to)\b"
    r"|(?:bydd )?(?:mae'n )?rhaid (?:eich bod|i chi)\b"
    r"|(?:mae|bydd) angen i chi\b).*:$"
)
_LONGEST_LEAD_IN = 90
_SLASH = re.compile(r"\s?/\s?")
_SHORTEST_MISSPELT = 9
_LONGEST_HEADING = 60
_WIDEST_SLIP = 3
_LIKE_ENOUGH = 0.88


@dataclass(frozen=True)
class Heading:
    """`language` is None for a heading that both languages print (URN)."""

    section: Section
    language: Language | None
    misspelt: bool = False


def comes_before(section: Section, other: Section) -> bool:
    return _ORDER.index(section) < _ORDER.index(other)


def _normal(text: str) -> str:
    """Make headings comparable: case, ampersands, typographic apostrophes, Markdown's marks."""
    plain = fold_whitespace(text).lower().replace("\u2019", "'").replace("&", " and ")
    return _SLASH.sub("/", fold_whitespace(plain.strip("#*_ ").removesuffix(":").rstrip("*_ ")))


def _table() -> dict[str, Heading]:
    found: dict[str, Heading] = {}
    for language, sections in ((Language.ENGLISH, _ENGLISH), (Language.WELSH, _WELSH)):
        for section, names in sections.items():
            told = None if section is Section.URN else language
            found |= {_normal(name): Heading(section, told) for name in names}
    return found


_TABLE = _table()


def known_heading(text: str) -> Heading | None:
    if len(text) > _LONGEST_HEADING:
        return None
    normal = _normal(text)
    return _TABLE.get(normal) or _misspelt_heading(normal)


@lru_cache(maxsize=4096)
def _misspelt_heading(normal: str) -> Heading | None:
    """Trap 8: "Performance Critieria", "Knowledge & Understading".

    Trap 7: "Performance Criteria 1" is a sub-heading, so nothing with a figure in it is forgiven.
    """
    if len(normal) < _SHORTEST_MISSPELT or any(char.isdigit() for char in normal):
        return None
    for name, heading in _TABLE.items():
        if name[0] == normal[0] and abs(len(name) - len(normal)) <= _WIDEST_SLIP:
            matcher = SequenceMatcher(None, name, normal, autojunk=False)
            if matcher.quick_ratio() >= _LIKE_ENOUGH and matcher.ratio() >= _LIKE_ENOUGH:
                return Heading(heading.section, heading.language, misspelt=True)
    return None


def inline_field(text: str) -> tuple[Heading, str] | None:
    """Read "Developed by: Skills CFA", a field and its text on one line."""
    name, colon, value = text.partition(":")
    if not colon or len(name) > _LONGEST_HEADING:
        return None
    heading = _TABLE.get(_normal(name))
    if heading is None or heading.section not in HEADER | TAIL:
        return None
    return heading, value.strip(" *_")


def is_lead_in(text: str) -> bool:
    """Recognise "You must be able to:"; Welsh pages carry English ones (trap 4)."""
    return len(text) <= _LONGEST_LEAD_IN and bool(_LEAD_IN.match(_normal_lead_in(text)))


def _normal_lead_in(text: str) -> str:
    return text.lower().replace("\u2019", "'").strip("*_ ")


def without_markup(text: str) -> str:
    """Take Markdown's marks off a heading that was pasted with them."""
    return text.strip("#*_ ")


def printed_names() -> list[tuple[str, Section]]:
    """Give every heading as it may stand in the middle of a run-on line, longest first."""
    names = [
        (spelling, section)
        for table in (_ENGLISH, _WELSH)
        for section, spellings in table.items()
        if section not in HEADER
        for spelling in spellings
    ]
    return sorted(names, key=lambda pair: -len(pair[0]))
