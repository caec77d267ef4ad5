from assess.web.language import bilingual_blueprint
from assess.web.page_form import ConfirmForm

pages = bilingual_blueprint("learning", __name__)


def fresh_form() -> ConfirmForm:
    """Give a button of its own: each deed on a page has its own key."""
    return ConfirmForm(formdata=None)
