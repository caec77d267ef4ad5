from flask import render_template

from assess.web.access import open_to_everyone
from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("standards", __name__)


@pages.get("/standards")
@open_to_everyone
def standards() -> str:
    return render_template("standards/standards.html")
