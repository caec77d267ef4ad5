from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.people.forms.passwords import LANGUAGES, current_password, new_password
from assess.web.page_form import KnownChoiceField, Needed, PageForm, TidyField


class LanguageForm(PageForm):
    language = KnownChoiceField(_("Language of your e-mails and prints"), choices=LANGUAGES)


class ChangePasswordForm(PageForm):
    password = current_password(_("Password you have now"))
    new_password = new_password(_("New password"))


class ConfirmFactorForm(PageForm):
    code = TidyField(_("Code that the app shows"), [Needed(_("Enter the code"))])


class SwitchRoleForm(PageForm):
    role_holding_id = HiddenField()
