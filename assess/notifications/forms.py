from collections.abc import Collection, Mapping

from wtforms import Field

from assess.web.page_form import KnownChoiceField, PageForm


class MailChoicesForm(PageForm):
    """How often by mail, for each kind of thing that a person is told of."""

    kinds: tuple[str, ...]

    def chosen(self) -> dict[str, str]:
        return {kind: self[kind].data for kind in self.kinds}

    def fields(self) -> list[Field]:
        return [self[kind] for kind in self.kinds]


def mail_choices_form(
    kinds: Mapping[str, str],
    frequencies: Collection[tuple[str, str]],
    chosen: Mapping[str, str],
) -> MailChoicesForm:
    """Make the form for some kinds, each by its name: which they are hangs on the role."""
    fields = {
        kind: KnownChoiceField(name, choices=[*frequencies], default=chosen[kind])
        for kind, name in kinds.items()
    }
    form_class = type("RolesMailChoicesForm", (MailChoicesForm,), {**fields, "kinds": (*kinds,)})
    form: MailChoicesForm = form_class()
    return form
