from flask import render_template

from assess.web.access import open_to_signed_in
from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("overview", __name__)


@pages.get("/")
@open_to_signed_in
def home() -> str:
    return render_template("overview/home.html")
