from flask_login import current_user

from assess.actor import Role
from assess.web.language import bilingual_blueprint
from assess.web.navigation import role_name

pages = bilingual_blueprint("people", __name__)


@pages.app_template_filter("role_name")
def _role_name(role: Role) -> str:
    """Name a role, with the word that the provider has for its practitioners."""
    if current_user.is_authenticated:
        return role_name(role, current_user.practitioner_word)
    return role_name(role)
