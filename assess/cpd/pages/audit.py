"""The tables of an audit pack: the dated list as CSV and XLSX, in the page's language.

Its print is drawn in documents, from the same values (see rules/audit.py).
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from assess.cpd.pages.activity_words import LABELS, SHORT_KINDS, UNITS
from assess.cpd.pages.amounts import number_of
from assess.cpd.rules.audit import AuditActivity, AuditEvidence, AuditPack


def audit_header() -> list[str]:
    return [
        _("Number"), _("First day"), _("Last day"), str(LABELS["title"]), _("Kind"),
        _("Planned beforehand"), _("Amount"), _("Counted in"), str(LABELS["given_by"]),
        _("Criteria"), str(LABELS["learned"]), str(LABELS["applied"]), str(LABELS["impact"]),
        str(LABELS["impact_on"]), str(LABELS["next_step"]), _("Language"), _("Reflections"),
        _("Evidence, with its SHA-256"),
    ]  # fmt: skip


def audit_rows(pack: AuditPack) -> list[Sequence[str]]:
    evidence = {one.number: one for one in pack.evidence}
    titles = {one.number: one.title or one.words[:80] for one in pack.reflections}
    return [
        _cells(one, evidence, [titles[number] for number in one.reflections])
        for one in pack.activities
    ]


def _cells(
    one: AuditActivity, evidence: dict[int, AuditEvidence], reflections: Sequence[str]
) -> list[str]:
    shown = [f"{evidence[number].title} ({evidence[number].sha256})" for number in one.evidence]
    return [
        str(one.number), one.starts_on.isoformat(), one.ends_on.isoformat(), one.title,
        str(SHORT_KINDS[one.kind]), _("Yes") if one.is_planned else _("No"),
        "" if one.hundredths is None else number_of(one.hundredths),
        str(UNITS[one.unit]) if one.unit else "", one.given_by, ", ".join(one.criteria),
        one.learned, one.applied, one.impact, one.impact_on, one.next_step, one.language,
        "; ".join(reflections), "; ".join(shown),
    ]  # fmt: skip
