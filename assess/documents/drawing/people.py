"""Whose work it is, who judged it, and what the practitioner declared."""

from datetime import date

from reportlab.platypus import CondPageBreak, Flowable

from assess.documents.drawing import look
from assess.documents.drawing.cover import unit_code
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.drawing.words import UNIT_STATES
from assess.documents.pages import PrintedSubmission, PrintedUnit


def unit_opening(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    """Set the unit's own heading, its title and the people."""
    pieces: list[Flowable] = [press.heading(unit_code(unit), 1, key=key, level=0, listed=True)]
    for language in press.voice.languages:
        pieces += press.standard_text(unit.title, language, look.CRITERION)
    if unit.note is not None:
        pieces += press.bilingual(unit.note, look.NOTE)
    pieces.append(
        press.heading(word("Practitioner and people"), 2, key=f"{key}-people", level=1, listed=True)
    )
    pieces.append(press.facts(_people(press, unit), look.TEXT_WIDTH))
    return pieces


def _people(press: Press, unit: PrintedUnit) -> list[tuple[Said, Said | None]]:
    voice, enrolment = press.voice, unit.enrolment
    spoken = enrolment.language_of_assessment
    return [
        (word("Practitioner"), press.portfolio.practitioner),
        (word("Unique learner number (ULN)"), enrolment.uln),
        (word("Training provider"), press.portfolio.provider),
        (word("Cohort"), enrolment.cohort),
        (word("Assessor"), enrolment.assessor),
        (word("Internal quality assurer"), enrolment.iqa),
        (word("Qualification"), enrolment.qualification),
        (word("Awarding body"), enrolment.awarding_body),
        (word("Registration number"), enrolment.registration_number),
        (word("Registered on"), _day(press, enrolment.registered_on)),
        (word("Started on"), voice.day(enrolment.started_on)),
        (word("Due to finish on"), _day(press, enrolment.ends_on)),
        (word("Language of assessment"), None if spoken is None else voice.language_name(spoken)),
        (word("Status"), UNIT_STATES[unit.state]),
    ]


def _day(press: Press, day: date | None) -> Said | None:
    return None if day is None else press.voice.day(day)


def declarations(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    pieces: list[Flowable] = [
        press.heading(word("Declarations"), 2, key=f"{key}-declared", level=1, listed=True)
    ]
    if not unit.submissions:
        pieces.append(press.words(word("Nothing has been submitted yet.")))
    for submission in unit.submissions:
        pieces += _declaration(press, submission)
    return pieces


def _declaration(press: Press, submission: PrintedSubmission) -> list[Flowable]:
    voice = press.voice
    who = joined(submission.submitted_by, voice.moment(submission.submitted_at))
    pieces: list[Flowable] = [
        CondPageBreak(90),
        press.words(word("Submission"), look.HEADINGS[2]),
        press.words(who, look.SMALL),
        press.words(labelled(word("Criteria"), ", ".join(submission.labels)), look.SMALL),
        *press.authored(submission.declaration),
        press.minor(word("Help and tools used, AI included")),
    ]
    if submission.help_and_tools is None:
        pieces.append(press.words(word("None declared.")))
    else:
        pieces += press.authored(submission.help_and_tools)
    if submission.withdrawn_at is not None:
        withdrawn = labelled(word("Withdrawn on"), voice.moment(submission.withdrawn_at))
        pieces.append(press.words(withdrawn, look.MARKED))
    return pieces
