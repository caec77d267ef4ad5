"""Reads of templates and of a practitioner's own plans."""

from assess.plans.queries.pieces import PieceOption, list_own_pieces, list_standing
from assess.plans.queries.plans import (
    PlanHead,
    PlanView,
    SectionView,
    find_plan,
    list_plans,
    list_versions,
)
from assess.plans.queries.templates import (
    TemplateView,
    find_template,
    list_templates,
    template_in,
)

__all__ = [
    "PieceOption",
    "PlanHead",
    "PlanView",
    "SectionView",
    "TemplateView",
    "find_plan",
    "find_template",
    "list_own_pieces",
    "list_plans",
    "list_standing",
    "list_templates",
    "list_versions",
    "template_in",
]
