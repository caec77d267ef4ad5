from flask import render_template

from assess.web.access import find_actor, open_to_everyone, open_to_signed_in
from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("overview", __name__)


@pages.get("/")
@open_to_signed_in
def home() -> str:
    return render_template("overview/home.html")


@pages.get("/help")
@open_to_everyone
def help_page() -> str:
    actor = find_actor()
    return render_template("overview/help_page.html", role=actor.role if actor else None)
