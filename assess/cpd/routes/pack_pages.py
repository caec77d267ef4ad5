from datetime import UTC, datetime

from flask import render_template

from assess.clocks.rules import day_in_london
from assess.cpd.pages.packs import pack_page
from assess.cpd.queries.packs import list_packs
from assess.cpd.routes.blueprint import pages
from assess.refusals import NotFoundError
from assess.web.access import open_to_signed_in


@pages.get("/cpd/rules/<pack>")
@open_to_signed_in
def rule_pack(pack: str) -> str:
    """Show what a body asks: the rules of today, and every other version that is known."""
    packs = list_packs()
    current = packs.in_force_on(pack, day_in_london(datetime.now(UTC)))
    if current is None:
        raise NotFoundError
    return render_template("cpd/rule_pack.html", page=pack_page(packs.versions_of(pack), current))
