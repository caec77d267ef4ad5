from flask import render_template, request, url_for

from assess.actor import Role
from assess.db import db
from assess.people.forms.managing import PeopleForm
from assess.people.pages import PeoplePage
from assess.people.queries import PEOPLE_ON_A_PAGE, count_people, list_people
from assess.people.routes.blueprint import pages
from assess.web.access import current_actor, open_to


@pages.get("/people")
@open_to(Role.MANAGER)
def people() -> str:
    form = PeopleForm(request.args)
    form.validate()
    actor, session = current_actor(), db.session()
    search = "" if form.q.errors else form.q.data or ""
    left = form.role.data == "left"
    role = Role(form.role.data) if form.role.data in set(Role) else None
    count = count_people(session, actor, search=search, role=role, left=left)
    number = min(max(request.args.get("page", 1, type=int), 1), _pages_for(count))
    found = list_people(session, actor, search=search, role=role, left=left, page=number)

    def address_of(page: int) -> str | None:
        if not 1 <= page <= _pages_for(count):
            return None
        return url_for("people.people", q=search, role=form.role.data, page=page)

    return render_template(
        "people/people.html",
        form=form,
        page=PeoplePage(
            people=tuple(found),
            count=count,
            is_narrowed=bool(search or form.role.data),
            number=number,
            pages=_pages_for(count),
            previous_address=address_of(number - 1),
            next_address=address_of(number + 1),
        ),
    )


def _pages_for(count: int) -> int:
    return max(1, -(-count // PEOPLE_ON_A_PAGE))
