from flask import render_template

from assess.cpd.routes.blueprint import pages
from assess.web.access import open_to_signed_in


@pages.get("/cpd")
@open_to_signed_in
def cycle() -> str:
    return render_template("cpd/cycle.html")
