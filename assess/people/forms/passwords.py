from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import InputRequired

from assess.people.rules.passwords import (
    LONGEST,
    SHORTEST,
    PasswordTooCommonError,
    PasswordTooLongError,
    PasswordTooShortError,
)
from assess.refusals import RefusedError
from assess.web.page_form import KnownChoiceField, Needed, PageForm, TidyField

REFUSALS = {
    PasswordTooShortError: _(
        "The password must have %(length)s characters or more", length=SHORTEST
    ),
    PasswordTooLongError: _(
        "The password must have %(length)s characters or fewer", length=LONGEST
    ),
    PasswordTooCommonError: _(
        "That password is easy to guess. Choose one that is not a common word, a row of keys, "
        "or your own name or your provider's"
    ),
}
"""What to say of each rule that a new password can break."""

LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
"""Each language by its own name, on pages of both."""


def refuse_password(form: PageForm, refusal: RefusedError) -> None:
    form.refuse(refusal, str(REFUSALS[type(refusal)]), "new_password")


def current_password(label: str) -> PasswordField:
    return PasswordField(label, [InputRequired(_("Enter your password"))])


def new_password(label: str) -> PasswordField:
    return PasswordField(label, [InputRequired(_("Enter a new password"))])


class SignInForm(PageForm):
    email = TidyField(_("E-mail address"), [Needed(_("Enter your e-mail address"))])
    password = current_password(_("Password"))


class CodeForm(PageForm):
    code = TidyField(_("Code"), [Needed(_("Enter the code"))])


class ForgottenForm(PageForm):
    email = TidyField(_("E-mail address"), [Needed(_("Enter your e-mail address"))])


class ResetForm(PageForm):
    new_password = new_password(_("New password"))


class TakeUpForm(PageForm):
    new_password = new_password(_("Choose a password"))
    language = KnownChoiceField(_("Language of your e-mails and prints"), choices=LANGUAGES)


class AcceptForm(PageForm):
    password = current_password(_("Your password"))


class ProveForm(PageForm):
    password = current_password(_("Your password"))
    code = TidyField(_("Code from your authenticator app"))
    next = TidyField()
