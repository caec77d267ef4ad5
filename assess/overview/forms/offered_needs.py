from wtforms import HiddenField

from assess.web.page_form import PageForm


class TakeForm(PageForm):
    """Takes one of the needs that are offered."""

    offer = HiddenField()
