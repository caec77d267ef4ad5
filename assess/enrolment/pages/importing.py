"""What the pages of an import show: the preview in words, how far it is, what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from assess.bilingual import Language
from assess.enrolment.rules.importing import (
    HEADINGS,
    Change,
    Column,
    Doing,
    Plan,
    PlannedRow,
    Problem,
    Reason,
    Term,
    plan_mark,
)
from assess.jobs import JobState
from assess.web.templating import day, language_name

if TYPE_CHECKING:
    from assess.enrolment.queries.importing import ImportView
    from assess.web.paging import Paging

MOST_PROBLEMS = 200
"""So many are listed; whoever has mended these sees the rest."""

_REASONS: dict[Reason, Any] = {
    Reason.MISSING: lazy_gettext("is empty"),
    Reason.TOO_LONG: lazy_gettext("has more than %(limit)s characters"),
    Reason.NO_EMAIL: lazy_gettext("“%(said)s” is not an e-mail address"),
    Reason.NO_DATE: lazy_gettext("“%(said)s” is not a real date such as 2026-11-21 or 21/11/2026"),
    Reason.UNKNOWN_LANGUAGE: lazy_gettext("“%(said)s” is not one of: English, Welsh, en, cy"),
    Reason.UNKNOWN_ROLE: lazy_gettext(
        "“%(said)s” is not one of: practitioner, assessor, internal quality assurer, manager"
    ),
    Reason.UNKNOWN_STANDARD: lazy_gettext("“%(said)s” is not the URN of a standard here"),
    Reason.UNKNOWN_ASSESSOR: lazy_gettext(
        "“%(said)s” is no assessor here, and the list does not make them one"
    ),
    Reason.UNKNOWN_IQA: lazy_gettext(
        "“%(said)s” is no internal quality assurer here, and the list does not make them one"
    ),
    Reason.OWN_ASSESSOR: lazy_gettext("nobody assesses their own work"),
    Reason.OWN_IQA: lazy_gettext("nobody quality-assures their own work"),
    Reason.ASSESSOR_IS_IQA: lazy_gettext("the internal quality assurer must not be the assessor"),
    Reason.ENDS_BEFORE_START: lazy_gettext("the end is before the start, %(start)s"),
    Reason.CLAIMED_BEFORE_START: lazy_gettext(
        "the certificate is claimed before the start, %(start)s"
    ),
    Reason.LEARNER_NUMBER_SHAPE: lazy_gettext(
        "a unique learner number has ten digits and does not begin with 0"
    ),
    Reason.NOT_ENROLLED: lazy_gettext(
        "is empty, and other columns tell of an enrolment: name the standard, or empty them"
    ),
    Reason.ONLY_PRACTITIONERS: lazy_gettext("only practitioners are enrolled"),
    Reason.SAME_ROW: lazy_gettext("the row says the same as line %(line)s"),
    Reason.TWO_NAMES: lazy_gettext(
        "line %(line)s has this address for %(name)s: each person needs their own"
    ),
    Reason.SAYS_OTHERWISE: lazy_gettext("line %(line)s says otherwise of the same person"),
    Reason.NUMBER_OF_ANOTHER: lazy_gettext("line %(line)s has this number for somebody else"),
    Reason.TOO_MANY_CELLS: lazy_gettext("the row has more cells than there are columns"),
    Reason.CHANGED: lazy_gettext("what the row would do has changed since you looked"),
}

_DOINGS: dict[Doing, Any] = {
    Doing.INVITE: lazy_gettext("Invited"),
    Doing.GIVE_ROLE: lazy_gettext("Gets the role"),
    Doing.ENROL: lazy_gettext("Enrolled"),
    Doing.CHANGE: lazy_gettext("Enrolment changed"),
}


@dataclass(frozen=True)
class ProblemLine:
    line: int
    column: str
    words: str


@dataclass(frozen=True)
class RowLine:
    line: int
    name: str
    email: str
    role: str
    standard: str
    happens: str
    changes: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class ImportProgress:
    done: int
    all: int
    words: str
    is_on_its_way: bool


@dataclass(frozen=True)
class ImportPage:
    id: UUID
    file_name: str
    progress: ImportProgress
    is_done: bool
    has_failed: bool
    refused: tuple[ProblemLine, ...]
    """Why the import that was asked for was not done."""

    problems: tuple[ProblemLine, ...]
    problem_count: int
    rows: tuple[RowLine, ...]
    row_count: int
    counts: tuple[str, ...]
    mark: str
    """Empty where there is nothing to confirm."""

    paging: "Paging | None"


def progress_of(view: "ImportView") -> ImportProgress:
    return ImportProgress(
        done=view.steps_done,
        all=view.steps_all or 1,
        words=_progress_words(view),
        is_on_its_way=view.state in {JobState.WAITING, JobState.RUNNING},
    )


def import_page(
    view: "ImportView",
    plan: Plan | None,
    paging: "Paging | None",
    shown: Sequence[PlannedRow],
    language: Language,
    roles: Mapping[str, str],
) -> ImportPage:
    """Put an import into words. There is no plan while it is on its way, or once it is done."""
    problems = plan.problems if plan else ()
    can_be_done = plan is not None and not problems and not plan.does_nothing
    return ImportPage(
        id=view.id,
        file_name=view.file_name,
        progress=progress_of(view),
        is_done=view.is_done,
        has_failed=view.state is JobState.FAILED,
        refused=_lines(_refused(view), language),
        problems=_lines(problems[:MOST_PROBLEMS], language),
        problem_count=len(problems),
        rows=tuple(_row_line(row, language, roles) for row in shown),
        row_count=len(plan.rows) if plan else 0,
        counts=_counts(plan, view),
        mark=plan_mark(plan) if plan and can_be_done else "",
        paging=paging,
    )


def _refused(view: "ImportView") -> list[Problem]:
    if view.state in {JobState.WAITING, JobState.RUNNING}:
        return []
    return [
        Problem(
            one["line"],
            Column(one["column"]) if one["column"] else None,
            Reason(one["reason"]),
            one["facts"],
        )
        for one in view.result.get("refused", [])[:MOST_PROBLEMS]
    ]


def _lines(problems: Iterable[Problem], language: Language) -> tuple[ProblemLine, ...]:
    return tuple(
        ProblemLine(
            problem.line,
            _heading(problem.column, language) if problem.column else "",
            str(_REASONS[problem.reason]) % problem.facts
            if problem.facts
            else str(_REASONS[problem.reason]),
        )
        for problem in problems
    )


def _heading(column: Column, language: Language) -> str:
    return HEADINGS[column].text_in(language) or ""


def _row_line(planned: PlannedRow, language: Language, roles: Mapping[str, str]) -> RowLine:
    differs = ", ".join(_heading(column, language) for column in planned.differs)
    return RowLine(
        line=planned.row.line,
        name=planned.row.name,
        email=planned.row.email,
        role=roles[planned.row.role],
        standard=planned.row.standard,
        happens=", ".join(str(_DOINGS[doing]) for doing in planned.doings)
        or _("Nothing: it stands already"),
        changes=tuple(_change(change, language) for change in planned.changes),
        note=_("Stays as it is here, though the list says otherwise: %(columns)s", columns=differs)
        if differs
        else "",
    )


def _change(change: Change, language: Language) -> str:
    about = {
        "column": _heading(change.column, language),
        "before": _term(change.before),
        "after": _term(change.after),
    }
    if about["before"]:
        return str(_("%(column)s: “%(after)s” instead of “%(before)s”", **about))
    return str(_("%(column)s: “%(after)s”, where nothing stood", **about))


def _term(value: Term) -> str:
    if isinstance(value, date):
        return day(value)
    return language_name(value.value) if isinstance(value, Language) else str(value or "")


def _counts(plan: Plan | None, view: "ImportView") -> tuple[str, ...]:
    if plan is None and not view.is_done:
        return ()
    count = (
        {doing.value: plan.count(doing) for doing in Doing} | {"nothing": plan.count(None)}
        if plan
        else view.result
    )
    invited, given = count[Doing.INVITE.value], count[Doing.GIVE_ROLE.value]
    enrolled, nothing = count[Doing.ENROL.value], count["nothing"]
    # A list that was imported before enrolments could be changed counts none.
    changed = count.get(Doing.CHANGE.value, 0)
    told = [
        (invited, ngettext("%(num)s person invited", "%(num)s people invited", invited)),
        (given, ngettext("%(num)s further role given", "%(num)s further roles given", given)),
        (enrolled, ngettext("%(num)s enrolment", "%(num)s enrolments", enrolled)),
        (changed, ngettext("%(num)s enrolment changed", "%(num)s enrolments changed", changed)),
        (
            nothing,
            ngettext(
                "%(num)s row that stands already",
                "%(num)s rows that stand already",
                nothing,
            ),
        ),
    ]
    return tuple(words for number, words in told if number)


def _progress_words(view: "ImportView") -> str:
    if view.is_done:
        return str(_("Imported"))
    if view.state is JobState.WAITING:
        return str(_("Waiting for its turn"))
    if view.state is JobState.RUNNING:
        checking = view.steps_done <= 1
        return str(_("Checking every row")) if checking else str(_("Saving every row"))
    return str(_("Nothing has been imported"))
