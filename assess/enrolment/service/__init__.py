"""The deeds of enrolment, one file each."""

from assess.enrolment.service.enrolling import (
    change_enrolment,
    enrol_people,
    enrol_practitioners,
)
from assess.enrolment.service.importing import (
    do_import,
    import_list,
    keep_list,
    plan_of,
    request_import,
    sweep_imports,
)

__all__ = [
    "change_enrolment",
    "do_import",
    "enrol_people",
    "enrol_practitioners",
    "import_list",
    "keep_list",
    "plan_of",
    "request_import",
    "sweep_imports",
]
