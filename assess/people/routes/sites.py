from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.people.forms.sites import SiteForm
from assess.people.queries.sites import count_sites, find_site, list_sites
from assess.people.routes.blueprint import pages
from assess.people.rules.sites import SiteKnownError
from assess.people.service import add_site, rename_site
from assess.refusals import StaleError
from assess.web.access import current_actor, open_to
from assess.web.paging import ON_A_PAGE, paging


@pages.route("/sites", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def sites() -> str | Response:
    """List the provider's sites; a post adds one."""
    actor, form = current_actor(), SiteForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: add_site(
                    session, actor=actor, name=form.name.data or "", now=datetime.now(UTC)
                ),
            )
        except SiteKnownError as refusal:
            form.refuse(refusal, _("You have a site of this name already"))
        else:
            flash(_("The site has been added."))
            return redirect(url_for("people.sites"))
    here = paging("people.sites", count_sites(db.session(), actor))
    shown = list_sites(db.session(), actor, limit=ON_A_PAGE, offset=here.offset)
    return render_template("people/sites.html", form=form, sites=shown, paging=here)


@pages.route("/sites/<uuid:site_id>", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def site(site_id: UUID) -> str | Response | tuple[str, int]:
    """Show a site's name in a form; a post renames it wherever it is named."""
    actor = current_actor()
    stands = find_site(db.session(), actor, site_id)
    form = SiteForm(data={"name": stands.name, "version": str(stands.version)})
    if form.validate_on_submit():
        try:
            _rename(form, site_id)
        except StaleError:
            form.version.data = str(stands.version)
            return render_template("people/site.html", form=form, site=stands, stale=True), 409
        except SiteKnownError as refusal:
            form.refuse(refusal, _("You have a site of this name already"))
        else:
            flash(_("The site has been renamed."))
            return redirect(url_for("people.sites"))
    return render_template("people/site.html", form=form, site=stands, stale=False)


def _rename(form: SiteForm, site_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: rename_site(
            session,
            actor=actor,
            site_id=site_id,
            name=form.name.data or "",
            version=form.version_seen,
            now=datetime.now(UTC),
        ),
    )
