from flask import render_template

from assess.overview.routes.blueprint import pages
from assess.web.access import find_actor, open_to_everyone


@pages.get("/help")
@open_to_everyone
def help_page() -> str:
    actor = find_actor()
    return render_template("overview/help_page.html", role=actor.role if actor else None)
