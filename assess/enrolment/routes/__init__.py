from assess.enrolment.routes import allocating, changing, cohorts, competence, enrolling, listing
from assess.enrolment.routes.blueprint import pages

__all__ = ["allocating", "changing", "cohorts", "competence", "enrolling", "listing", "pages"]
