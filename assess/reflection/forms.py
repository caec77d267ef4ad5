from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import LazyString, format_decimal
from flask_babel import gettext as _now
from flask_babel import lazy_gettext as _
from wtforms import Field

from assess.bilingual import Bilingual
from assess.reflection.rules.mapping import NotYourCriterionError
from assess.reflection.rules.saving import (
    LONGEST,
    EmptyReflectionError,
    NoTitleError,
    TooLongError,
    Typed,
    typed_in,
)
from assess.reflection.rules.stages import (
    ALL_KEYS,
    FREE_KEY,
    MODEL_NAMES,
    STAGES,
    ReflectionModel,
    keys_of,
)
from assess.refusals import RefusedError
from assess.web.kept_form import KeptForm
from assess.web.language import current_language
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    AtMost,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)


@dataclass(frozen=True)
class StageField:
    """One box to write in, with what it asks."""

    field: Field
    prompt: Bilingual | None


@dataclass(frozen=True)
class ModelFields:
    """The boxes of one model."""

    model: ReflectionModel
    name: Bilingual
    fields: tuple[StageField, ...]
    is_chosen: bool

    @property
    def is_shown(self) -> bool:
        """Shown, too, where something was written under a model that is not chosen now."""
        return self.is_chosen or any(one.field.data for one in self.fields)


def _model_choices() -> list[tuple[str, str]]:
    language = current_language()
    return [(model.value, name.text_in(language) or "") for model, name in MODEL_NAMES.items()]


class ReflectionForm(KeptForm):
    """A reflection on a criterion: every box of every model, so that changing it loses nothing."""

    model = KnownChoiceField(_("Model"), choices=_model_choices, default=ReflectionModel.FREE.value)
    words = TidyField(_("Your reflection"), [AtMost(LONGEST)])
    language = LanguageTagField(_("Language of your reflection"))

    @property
    def chosen(self) -> ReflectionModel:
        try:
            return ReflectionModel(self.model.data)
        except ValueError:
            return ReflectionModel.FREE

    @property
    def changes_model(self) -> bool:
        """Tell whether the button beside the model was pressed, not the one that saves."""
        return self.is_submitted() and "switch" in request.form

    @property
    def model_fields(self) -> tuple[ModelFields, ...]:
        """The chosen model's boxes come first."""
        groups = [
            ModelFields(model, name, tuple(self._boxes(model)), is_chosen=model is self.chosen)
            for model, name in MODEL_NAMES.items()
        ]
        return tuple(sorted(groups, key=lambda group: not group.is_chosen))

    def _boxes(self, model: ReflectionModel) -> list[StageField]:
        if not STAGES[model]:
            return [StageField(self[FREE_KEY], None)]
        return [StageField(self[stage.key], stage.prompt) for stage in STAGES[model]]

    def typed(self) -> Typed:
        return typed_in(
            {key: self[key].data or "" for key in ALL_KEYS},
            model=self.chosen,
            language=self.language.data,
            started_from=self.seen,
            tab_id=self.tab,
            title=self["title"].data if "title" in self else None,
        )

    def refuse_typed(self, refusal: RefusedError) -> None:
        """Say beside the box what is wrong with the whole."""
        if isinstance(refusal, TooLongError):
            message = _now(
                "This must be %(limit)s characters or fewer; it has %(typed)s",
                limit=format_decimal(refusal.limit),
                typed=format_decimal(refusal.typed),
            )
            self.refuse(refusal, message)
        elif isinstance(refusal, EmptyReflectionError):
            self.refuse(refusal, _("Write your reflection"), keys_of(self.chosen)[0])
        elif isinstance(refusal, NoTitleError):
            self.refuse(refusal, _("Give it a title"))
        else:
            raise refusal


def _add_stages(form: type[ReflectionForm]) -> None:
    for stages in STAGES.values():
        for stage in stages:
            label = LazyString(_name_of, stage.name)
            setattr(form, stage.key, TidyField(label, [AtMost(LONGEST)]))


def _name_of(name: Bilingual) -> str:
    return name.text_in(current_language()) or ""


_add_stages(ReflectionForm)


class OwnReflectionForm(ReflectionForm):
    """One that stands on its own has a title."""

    title = TidyField(_("Title"), [Needed(_("Give it a title")), AtMost()])


class MapForm(PageForm):
    criteria = KnownChoicesField(_("Criteria that it says something of"))

    def __init__(self, known: Mapping[str, str], **values: Any) -> None:  # noqa: ANN401 (fields)
        super().__init__(**values)
        self.criteria.choices = list(known.items())

    def refuse_mapping(self, refusal: RefusedError) -> None:
        if not isinstance(refusal, NotYourCriterionError):
            raise refusal
        self.refuse(refusal, _("Choose from the criteria of your own units"))
