from typing import Any

from flask_babel import lazy_gettext as _

from assess.assessment.forms.fields import page_language_field
from assess.assessment.rules.moving import (
    NoReasonToMoveError,
    NotNewerError,
    NoUnitsError,
    OnBothError,
    SignedOffStaysError,
    UnitStaysError,
    WaitsOnGoneError,
)
from assess.refusals import RefusedError
from assess.web.page_form import (
    TEXT,
    AtMost,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)


class MoveForm(PageForm):
    units = KnownChoicesField(_("Units"), [Needed(_("Choose at least one unit"))])
    reason = TidyField(
        _("Why they are moved"), [Needed(_("Write why they are moved")), AtMost(TEXT)]
    )
    language = page_language_field(_("Language of your reason"))

    def offer(self, units: list[tuple[str, str]]) -> None:
        self.units.choices = units
        self.names = dict(units)

    def refuse_move(self, refusal: RefusedError) -> None:
        if isinstance(refusal, UnitStaysError):
            named = {
                "name": self.names.get(str(refusal.unit_id), ""),
                "labels": ", ".join(refusal.labels),
            }
            self.refuse(refusal, _stays(refusal, named))
        else:
            self.refuse(refusal, REFUSALS[type(refusal)])


REFUSALS: dict[type[RefusedError], Any] = {
    NoUnitsError: _("Choose at least one unit"),
    NoReasonToMoveError: _("Write why they are moved"),
}


def _stays(refusal: UnitStaysError, named: dict[str, str]) -> Any:  # noqa: ANN401 (a lazy string)
    words: dict[type[UnitStaysError], Any] = {
        NotNewerError: _(
            "%(name)s: the unit is under this version or a newer one already. Nothing was moved",
            **named,
        ),
        SignedOffStaysError: _(
            "%(name)s: the unit is signed off and stays under its version. Nothing was moved",
            **named,
        ),
        OnBothError: _(
            "%(name)s: they are enrolled on the new version already. Nothing was moved", **named
        ),
        WaitsOnGoneError: _(
            "%(name)s: something still waits on %(labels)s, which the new version does not have. "
            "It is decided, answered or withdrawn first. Nothing was moved",
            **named,
        ),
    }
    return words[type(refusal)]
