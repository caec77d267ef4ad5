"""The page that an invitation's link opens: an account is made, or a further role taken up."""

from datetime import UTC, datetime

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.bilingual import Language
from assess.db import db, writing
from assess.people.forms.passwords import AcceptForm, TakeUpForm, refuse_password
from assess.people.pages import InvitationPage
from assess.people.queries import LinkView, find_link
from assess.people.routes.blueprint import pages
from assess.people.routes.limits import BY_ADDRESS, count_try, forget_tries
from assess.people.routes.starting import arrive
from assess.people.rules.links import LinkDeadError, LinkPurpose
from assess.people.service import accept_invitation, prove_password, take_up_invitation
from assess.refusals import RefusedError
from assess.web.access import open_to_everyone
from assess.web.extensions import limiter
from assess.web.language import current_language
from assess.web.navigation import role_name

Answer = str | Response | tuple[str, int]


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@open_to_everyone
@limiter.limit(BY_ADDRESS)
def invitation(token: str) -> Answer:
    """Show what is offered. Opening the page uses nothing up: scanners of mail open it, too."""
    link = find_link(
        db.session(), token=token, purpose=LinkPurpose.INVITATION, now=datetime.now(UTC)
    )
    if link is None:
        return _dead_link()
    try:
        return _accept(token, link) if link.has_password else _take_up(token, link)
    except LinkDeadError:
        return _dead_link()


def _take_up(token: str, link: LinkView) -> Answer:
    form = TakeUpForm(language=current_language().value)
    if form.validate_on_submit():
        password = form.new_password.data or ""
        try:
            with writing() as session:
                person_id = take_up_invitation(
                    session,
                    token=token,
                    password=password,
                    language=Language(form.language.data),
                    now=datetime.now(UTC),
                )
        except LinkDeadError:
            raise
        except RefusedError as refusal:
            refuse_password(form, refusal)
        else:
            return arrive(person_id, password) or _dead_link()
    return render_template("people/take_up.html", form=form, page=_page(link))


def _accept(token: str, link: LinkView) -> Answer:
    form = AcceptForm()
    if form.validate_on_submit():
        password = form.password.data or ""
        count_try("sign-in", link.email)
        if prove_password(db.session(), email=link.email, password=password):
            with writing() as session:
                opened = accept_invitation(
                    session, token=token, person_id=link.person_id, now=datetime.now(UTC)
                )
            forget_tries("sign-in", link.email)
            return arrive(link.person_id, password, role_holding_id=opened) or _dead_link()
        form.refuse(RefusedError(), _("The password is not right"), "password")
    return render_template("people/accept.html", form=form, page=_page(link))


def _page(link: LinkView) -> InvitationPage:
    return InvitationPage(
        name=link.name,
        email=link.email,
        provider=link.provider.text_in(current_language()) or "",
        roles=tuple(role_name(role) for role in link.roles),
    )


def _dead_link() -> tuple[str, int]:
    return render_template("people/dead_link.html", is_reset=False), 404
