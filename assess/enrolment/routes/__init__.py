from assess.enrolment.routes import changing, enrolling, listing
from assess.enrolment.routes.blueprint import pages

__all__ = ["changing", "enrolling", "listing", "pages"]
