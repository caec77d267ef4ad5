"""Reads a published NOS document: every form and trap that `docs/nos-reader.md` lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assess.bilingual import Language
from assess.standards.rules.completeness import check_completeness
from assess.standards.rules.criteria import read_criteria
from assess.standards.rules.decoding import decode, unreadable_kind
from assess.standards.rules.glossary import read_glossary
from assess.standards.rules.header import Header, read_header
from assess.standards.rules.headings import Section
from assess.standards.rules.html_lines import html_lines, is_html
from assess.standards.rules.languages import guess_language
from assess.standards.rules.lines import Line, join_paragraphs, split_lines, wrap_width
from assess.standards.rules.marks import join_text
from assess.standards.rules.metadata import read_metadata
from assess.standards.rules.run_on import cut_run_on_lines
from assess.standards.rules.sections import Parts, split_sections
from assess.standards.rules.urns import find_urn, language_in_name, normal_urn
from assess.standards.rules.values import Criterion, ReaderWarning, StandardDocument

_SECTION_NAMES = {
    Section.PERFORMANCE: "performance criteria",
    Section.KNOWLEDGE: "knowledge and understanding",
}


@dataclass
class _Body:
    """The lines of a document with what was found in them so far."""

    lines: list[Line]
    found: Parts
    width: int | None
    warnings: list[ReaderWarning] = field(default_factory=list)

    @property
    def last_line(self) -> int:
        return self.lines[-1].number if self.lines else 1


def read_document(
    text: str, *, name: str | None = None, urn: str | None = None, lang: Language | None = None
) -> StandardDocument:
    """Read pasted text or the text of a .txt file; `urn` and `lang` win over the document's."""
    lines = html_lines(text) if is_html(text, name) else split_lines(text)
    return _read_lines(lines, name=name, urn=urn, lang=lang, warnings=[])


def read_text_taken_out(
    text: str,
    *,
    name: str | None = None,
    urn: str | None = None,
    lang: Language | None = None,
    warnings: Sequence[ReaderWarning] = (),
) -> StandardDocument:
    """Read the text that was taken out of a Word document or a PDF, with its own warnings."""
    lines = split_lines(text)
    return _read_lines(lines, name=name, urn=urn, lang=lang, warnings=list(warnings))


def refused_document(
    reason: str, *, name: str | None = None, urn: str | None = None, lang: Language | None = None
) -> StandardDocument:
    """Give a document of which nothing could be read, and why."""
    warning = ReaderWarning("unreadable", 1, reason)
    return _read_lines([], name=name, urn=urn, lang=lang, warnings=[warning])


def read_file_bytes(
    data: bytes, *, name: str | None = None, urn: str | None = None, lang: Language | None = None
) -> StandardDocument:
    warnings: list[ReaderWarning] = []
    kind = unreadable_kind(data)
    if kind is not None:
        message = f"this is {kind}; only text and HTML can be read"
        warnings.append(ReaderWarning("unknown-format", 1, message))
        return _read_lines([], name=name, urn=urn, lang=lang, warnings=warnings)
    text, warning = decode(data)
    if warning is not None:
        warnings.append(warning)
    lines = html_lines(text) if is_html(text, name) else split_lines(text)
    return _read_lines(lines, name=name, urn=urn, lang=lang, warnings=warnings)


def _read_lines(
    raw: list[Line],
    *,
    name: str | None,
    urn: str | None,
    lang: Language | None,
    warnings: list[ReaderWarning],
) -> StandardDocument:
    lines = cut_run_on_lines(raw)
    found = split_sections(lines)
    body = _Body(lines, found, wrap_width(lines), [*warnings, *found.warnings])
    if not lines:
        body.warnings.append(ReaderWarning("empty", 1, "there is no text to read"))
    header = _read_header(body)
    stated = _stated_urn(body, header)
    urn_found = find_urn(given=urn, stated=stated, name=name)
    _warn_about_urn(body, urn_found.urn, urn_found.message, stated)
    overview = _read_overview(body, header)
    performance = _read_section(body, Section.PERFORMANCE)
    knowledge = _read_section(body, Section.KNOWLEDGE)
    metadata, metadata_warnings = read_metadata(found, body.width, header.sqa_code)
    body.warnings += metadata_warnings
    body.warnings += check_completeness(found, lines, has_performance=bool(performance))
    version = metadata.get(Section.VERSION.value)
    return StandardDocument(
        urn=urn_found.urn,
        version=version if isinstance(version, str) else None,
        lang=_language(body, lang, name),
        title=header.title,
        overview=overview,
        performance=performance,
        knowledge=knowledge,
        glossary=read_glossary(found.lines_of(Section.GLOSSARY), body.width),
        metadata=metadata,
        warnings=tuple(sorted(body.warnings, key=lambda warning: warning.line)),
    )


def _read_header(body: _Body) -> Header:
    headed = bool(body.found.lines_of(Section.OVERVIEW))
    header = read_header(body.found, overview_headed=headed, width=body.width)
    body.warnings += header.warnings
    if body.lines and not header.title:
        body.warnings.append(ReaderWarning("no-title", 1, "no title was found above the text"))
    return header


def _stated_urn(body: _Body, header: Header) -> str | None:
    lines = body.found.lines_of(Section.URN)
    if lines and normal_urn(lines[0].text):
        return lines[0].text
    return header.title_urn


def _warn_about_urn(body: _Body, urn: str | None, message: str | None, stated: str | None) -> None:
    if message:
        body.warnings.append(ReaderWarning("no-urn", 1, message))
    own = normal_urn(stated) if stated else None
    if own and urn and own != urn:
        told = f"the document says {own}; it was read as {urn}, as asked"
        body.warnings.append(ReaderWarning("other-urn", 1, told))


def _read_overview(body: _Body, header: Header) -> str | None:
    paragraphs = join_paragraphs(body.found.lines_of(Section.OVERVIEW), body.width)
    paragraphs = paragraphs or header.overview
    if not paragraphs:
        parts = body.found.of(Section.OVERVIEW)
        line = parts[0].number if parts else 1
        body.warnings.append(ReaderWarning("no-overview", line, "no overview was found"))
        return None
    return join_text(paragraphs)


def _read_section(body: _Body, section: Section) -> tuple[Criterion, ...]:
    parts = body.found.of(section)
    lines = body.found.lines_of(section)
    level = parts[0].level if parts else 0
    criteria, warnings, stray = read_criteria(section, lines, width=body.width, level=level)
    body.warnings += warnings
    if not criteria and not any(warning.code == "labels-apart" for warning in warnings):
        number = parts[0].number if parts else body.last_line
        body.warnings.append(_no_criteria(section, number, stray, headed=bool(parts)))
    elif stray is not None:
        message = f"text among the {_SECTION_NAMES[section]} was left out: “{stray.text[:60]}”"
        body.warnings.append(ReaderWarning("text-left-out", stray.number, message))
    return tuple(criteria)


def _no_criteria(
    section: Section, number: int, stray: Line | None, *, headed: bool
) -> ReaderWarning:
    """Trap 3: the section is empty, or holds prose."""
    name = _SECTION_NAMES[section]
    if stray is not None:
        message = f"under {name} there is text, but nothing labelled, numbered or bulleted"
        return ReaderWarning("no-criteria", stray.number, message)
    reason = "the heading stands alone" if headed else "there is no such heading"
    return ReaderWarning("no-criteria", number, f"no criteria under {name}: {reason}")


def _language(body: _Body, lang: Language | None, name: str | None) -> Language:
    if lang is not None:
        return lang
    guessed = guess_language(body.lines, (part.language for part in body.found.parts))
    if guessed is not None:
        return guessed
    named = language_in_name(name)
    if named is None and body.lines:
        message = "the language could not be told; English is taken"
        body.warnings.append(ReaderWarning("unknown-language", 1, message))
    return Language(named or Language.ENGLISH)
