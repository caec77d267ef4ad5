from flask import render_template, request, url_for

from assess.actor import Role
from assess.db import db
from assess.enrolment.pages.enrolments import EnrolmentsPage
from assess.enrolment.queries import count_units, list_cohorts, list_units
from assess.enrolment.routes.blueprint import pages
from assess.web.access import current_actor, open_to
from assess.web.page_form import tidy

ON_A_PAGE = 50


@pages.get("/enrolments")
@open_to(Role.MANAGER)
def enrolments() -> str:
    actor, session = current_actor(), db.session()
    cohort = tidy(request.args.get("cohort")) or None
    count = count_units(session, actor, cohort=cohort)
    last = max(1, -(-count // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)

    def address_of(page: int) -> str | None:
        if not 1 <= page <= last:
            return None
        return url_for("enrolment.enrolments", cohort=cohort, page=page)

    return render_template(
        "enrolment/enrolments.html",
        page=EnrolmentsPage(
            units=tuple(
                list_units(
                    session,
                    actor,
                    cohort=cohort,
                    limit=ON_A_PAGE,
                    offset=(number - 1) * ON_A_PAGE,
                )
            ),
            cohorts=tuple(list_cohorts(session, actor)),
            cohort=cohort,
            count=count,
            number=number,
            pages=last,
            previous_address=address_of(number - 1),
            next_address=address_of(number + 1),
        ),
    )
