"""Every page says who may open it; what says nothing is not served."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.web.held_form import hold_form
from assess.web.signed_in import OtherRole

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE = frozenset({"everyone"})
SIGNED_IN = frozenset(Role)


def open_to(*roles: Role) -> Callable[[View], View]:
    """Open a page to people signed in with one of these roles."""
    return _marked(frozenset(roles))


def open_to_signed_in(view: View) -> View:
    """Open a page to anybody signed in, whatever the role."""
    return _marked(SIGNED_IN)(view)


def open_without_factor(view: View) -> View:
    """Open a page, too, to somebody who still has to set up the second factor of their role."""
    view.open_without_factor = True  # type: ignore[attr-defined] # read back for each request
    return view


def open_to_everyone(view: View) -> View:
    """Open a page to people who are not signed in, too."""
    return _marked(EVERYONE)(view)


def _marked(who: frozenset[Any]) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.open_to = who  # type: ignore[attr-defined] # read back by roles_of
        return view

    return mark


def roles_of(app: Flask, endpoint: str) -> frozenset[Any]:
    """Give who may open an endpoint. `EVERYONE` stands for the signed-out, too."""
    who: frozenset[Any] | None = getattr(app.view_functions[endpoint], "open_to", None)
    if who is None:
        raise LookupError(f"{endpoint} does not say who may open it")
    return who


def current_actor() -> Actor:
    """Give who is acting. Only for pages that need a sign-in."""
    return cast("Actor", current_user.actor)


def find_actor() -> Actor | None:
    """Give who is acting, or None where nobody is signed in."""
    return current_actor() if current_user.is_authenticated else None


def other_roles_of_page() -> list[OtherRole]:
    """Give the reader's other roles at this provider that open the page which theirs does not."""
    if request.method != "GET" or request.endpoint is None or not current_user.is_authenticated:
        return []
    actor, who = current_actor(), roles_of(current_app, request.endpoint)
    if actor.role in who:
        return []
    others: tuple[OtherRole, ...] = current_user.others
    return [one for one in others if one.role in who and one.provider_id == actor.provider_id]


def _check_access() -> Response | None:
    if request.endpoint is None:
        return None
    who = roles_of(current_app, request.endpoint)
    if who is EVERYONE:
        return None
    if not current_user.is_authenticated:
        return _lead_to("people.sign_in")
    if current_actor().role not in who:
        abort(403)
    if current_user.lacks_factor and not _opens_without_factor(request.endpoint):
        return _lead_to("people.second_factor")
    return None


def _opens_without_factor(endpoint: str) -> bool:
    return getattr(current_app.view_functions[endpoint], "open_without_factor", False)


def _lead_to(endpoint: str) -> Response:
    """Lead to a page that comes first, and keep what was asked for or typed until then."""
    if request.method == "POST":
        hold_form()
    elif request.method == "GET":
        session["next"] = request.full_path.rstrip("?")
    return redirect(url_for(endpoint))


def set_up_access(app: Flask) -> None:
    app.before_request(_check_access)
