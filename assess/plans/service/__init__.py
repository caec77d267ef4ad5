"""Writes of plans: one function for each deed."""

from assess.plans.service.plans import remove_plan, revise_plan, start_plan
from assess.plans.service.putting_forward import put_plan_forward
from assess.plans.service.sections import save_plan_section
from assess.plans.service.templates import add_plan_template, import_plan_template

__all__ = [
    "add_plan_template",
    "import_plan_template",
    "put_plan_forward",
    "remove_plan",
    "revise_plan",
    "save_plan_section",
    "start_plan",
]
