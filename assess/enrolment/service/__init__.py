"""The deeds of enrolment, one file each."""

from assess.enrolment.service.enrolling import change_enrolment, enrol_people, enrol_practitioners

__all__ = ["change_enrolment", "enrol_people", "enrol_practitioners"]
