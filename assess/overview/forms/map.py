"""What the map is narrowed by. Sent by GET; what is not among the answers is as if not chosen."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField

from assess.bilingual import Language
from assess.enrolment.rules.choosing import UnitChoice
from assess.overview.rules.sorting import Sort
from assess.web.page_form import PageForm

SORTS = [
    (Sort.NAME.value, _("By name")),
    (Sort.STUCK.value, _("Most stuck first")),
    (Sort.PROGRESS.value, _("Least done first")),
]
EVERY_AND_ONE = 2
LANGUAGES = {Language.ENGLISH: _("English"), Language.WELSH: _("Welsh")}


class MapForm(PageForm):
    class Meta:  # noqa: D106 (WTForms' own name for a form's settings)
        csrf = False

    cohort = SelectField(_("Cohort"), validate_choice=False, default="")
    site = SelectField(_("Site"), validate_choice=False, default="")
    assessor = SelectField(_("Assessor"), validate_choice=False, default="")
    language = SelectField(_("Language of assessment"), validate_choice=False, default="")
    sort = SelectField(_("Order"), choices=SORTS, validate_choice=False, default=Sort.NAME.value)
    standard = SelectMultipleField(_("Standards"), validate_choice=False)

    def offer(
        self,
        *,
        cohorts: Iterable[str],
        sites: Iterable[str],
        assessors: Iterable[tuple[UUID, str]],
        languages: Iterable[Language],
        standards: Iterable[tuple[UUID, str]],
    ) -> None:
        """Put in what there is to choose from, and drop what was sent and is not there."""
        self.cohort.choices = [("", _("Every cohort")), *((one, one) for one in cohorts)]
        self.site.choices = [("", _("Every site")), *((one, one) for one in sites)]
        self.assessor.choices = [
            ("", _("Every assessor")),
            *((str(one), name) for one, name in assessors),
        ]
        self.language.choices = [
            ("", _("Every language")),
            *((one.value, LANGUAGES[one]) for one in languages),
        ]
        self.standard.choices = [(str(one), name) for one, name in standards]
        for field in (self.cohort, self.site, self.assessor, self.language, self.sort):
            if field.data not in _values(field):
                field.data = field.default
        self.standard.data = [
            one for one in (self.standard.data or []) if one in _values(self.standard)
        ]

    @property
    def offered(self) -> tuple[SelectField, ...]:
        """Give the fields with something to choose between."""
        fields = (self.cohort, self.site, self.assessor, self.language)
        offered = tuple(one for one in fields if len(_values(one)) > EVERY_AND_ONE or one.data)
        return (*offered, self.sort)

    @property
    def choice(self) -> UnitChoice:
        standards: list[str] = self.standard.data or []
        return UnitChoice(
            cohort=self.cohort.data,
            site=self.site.data,
            assessor_id=UUID(self.assessor.data) if self.assessor.data else None,
            language=Language(self.language.data) if self.language.data else None,
            standard_ids=tuple(UUID(one) for one in standards),
        )

    @property
    def narrowed(self) -> dict[str, Any]:
        """Give what an address needs to show the same people."""
        fields = (self.cohort, self.site, self.assessor, self.language)
        return {field.name: field.data for field in fields if field.data}

    @property
    def chosen(self) -> dict[str, Any]:
        """Give what an address needs to show the same map again."""
        sort = {} if self.sort.data == self.sort.default else {"sort": self.sort.data}
        standard = {"standard": self.standard.data} if self.standard.data else {}
        return self.narrowed | standard | sort

    @property
    def in_words(self) -> str:
        """Say what was chosen."""
        fields = (self.cohort, self.site, self.assessor, self.language)
        return " · ".join(
            f"{field.label.text}: {choice[1]}"
            for field in fields
            for choice in field.iter_choices()
            if field.data and choice[0] == field.data
        )

    @property
    def is_narrowed(self) -> bool:
        return self.choice != UnitChoice()


def _values(field: Any) -> set[str]:  # noqa: ANN401 (WTForms' fields have no types of their own)
    return {choice[0] for choice in field.choices}
