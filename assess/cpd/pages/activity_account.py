"""An activity as its owner's own account of it, to be read as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.cpd.pages.activities import days_words
from assess.cpd.pages.activity_words import LABELS, SHORT_KINDS
from assess.cpd.pages.amounts import amount_words
from assess.cpd.rules.activities import TEXTS

if TYPE_CHECKING:
    from assess.cpd.queries.activity_details import ActivityView


def account_text(activity: ActivityView) -> str:
    """Give what the owner wrote, each part under its heading, in the language of the page."""
    parts = [
        f"{LABELS[name]}\n{words}"
        for name in TEXTS
        if name not in {"title", "given_by"} and (words := getattr(activity, name))
    ]
    return "\n\n".join(parts)


def account_description(activity: ActivityView) -> str:
    """Say what it was, when, how much of it, and who gave it."""
    facts = (
        str(SHORT_KINDS[activity.kind]),
        days_words(activity.starts_on, activity.ends_on),
        amount_words(activity.hundredths, activity.unit),
        activity.given_by,
    )
    return ", ".join(fact for fact in facts if fact)
