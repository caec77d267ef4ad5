"""What the pages say of faults, troubles and what is missing, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _

from assess.plans.rules.completeness import Lack
from assess.plans.rules.content import Refused, Trouble
from assess.plans.rules.faults import Fault, Wrong

TROUBLES: Mapping[Trouble, Any] = {
    Trouble.TOO_LONG: _("This must be %(limit)s characters or fewer; it has %(typed)s"),
    Trouble.NOT_A_DATE: _("Enter a real date, for example 27 3 2026"),
    Trouble.NOT_AN_AMOUNT: _("Enter an amount of money, for example 1200.50"),
    Trouble.NOT_HOURS: _("Enter the hours of a week, for example 2.5 or 2h30"),
    Trouble.NOT_A_CURRENCY: _("Choose a currency"),
    Trouble.NOT_A_PIECE: _("Choose a piece of your own evidence"),
    Trouble.ENDS_TOO_EARLY: _("The end comes before the start"),
    Trouble.TOO_MANY_ROWS: _("There can be %(limit)s rows at most. Remove some."),
    Trouble.SECTION_TOO_LONG: _(
        "The section as a whole must be %(limit)s characters or fewer; it has %(typed)s"
    ),
}
LACKS: Mapping[Lack, Any] = {
    Lack.NOTHING: _("nothing is written here yet"),
    Lack.NO_ROW: _("nothing is begun here yet"),
    Lack.NO_CELL: _("this is missing"),
    Lack.NO_DATE: _("name a date, for example 31 December 2027"),
}
FAULTS: Mapping[Fault, Any] = {
    Fault.NOT_TOML: _("this is not TOML: %(reason)s"),
    Fault.TOO_LARGE: _("the file has more than %(limit)s characters"),
    Fault.UNKNOWN_KEY: _("this key is not known"),
    Fault.MISSING_KEY: _("this key is missing"),
    Fault.NOT_A_TEXT: _("a text is needed here, not empty"),
    Fault.TOO_LONG: _("this text has more than %(limit)s characters"),
    Fault.NOT_A_TABLE: _("a table is needed here"),
    Fault.NOT_A_LIST: _("a list is needed here"),
    Fault.NOT_YES_OR_NO: _("true or false is needed here"),
    Fault.NOT_A_NUMBER: _("a whole number from 1 to %(most)s is needed here"),
    Fault.NOT_A_KEY: _("a key has small letters, figures, hyphens and underscores: “%(value)s”"),
    Fault.RESERVED_KEY: _("no section can have this key: “%(value)s”"),
    Fault.NOT_A_LANGUAGE: _("“%(value)s” is no language tag"),
    Fault.MISSING_LANGUAGE: _("the words in this language are missing: %(language)s"),
    Fault.UNKNOWN_LANGUAGE: _("the template does not name this language: %(language)s"),
    Fault.NOT_ONE_OF: _("“%(value)s” is none of these: %(choices)s"),
    Fault.TWICE: _("“%(value)s” stands twice"),
    Fault.NO_SECTIONS: _("there is no section"),
    Fault.NO_FIELDS: _("this section has no field"),
    Fault.NO_COLUMNS: _("this table has no column"),
    Fault.NO_GOAL_PARTS: _("there are goals, but their five parts have no words: [goal_parts]"),
    Fault.ROWS_AND_NUMBER: _("a table has rows of its own, or a number of rows, not both"),
    Fault.NOT_FOR_THIS_KIND: _("this key does not belong to a field of the kind “%(kind)s”"),
    Fault.NOTHING_TO_DRAW_FROM: _("there is no table and no goals to draw from at “%(value)s”"),
    Fault.NO_SUCH_FIELD: _("there is no field “%(value)s” in this section"),
    Fault.NO_SUCH_COLUMN: _("this table has no column “%(value)s” of the kind “%(kind)s”"),
    Fault.TOO_MANY: _("there are more than %(limit)s"),
    Fault.NOT_A_LABEL: _("“%(value)s” is no label of a criterion: P1, K12"),
    Fault.UNKNOWN_LABEL: _("%(standard)s has no criterion %(value)s"),
    Fault.UNKNOWN_STANDARD: _("the standard %(standard)s is not known here"),
}


def say_refused(refused: Refused) -> str:
    values = {name: format_decimal(value) for name, value in refused.values.items()}
    return str(TROUBLES[refused.trouble]) % values


def say_wrong(wrong: Wrong) -> str:
    return str(FAULTS[wrong.fault]) % wrong.values
