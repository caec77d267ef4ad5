"""Read standards and their criteria, each in one statement."""

from assess.standards.queries.criteria import (
    CriterionOutline,
    CriterionView,
    find_notes,
    list_criteria,
    list_outlines,
)
from assess.standards.queries.editions import (
    EditionView,
    find_own_standard,
    find_shared_standard,
    list_editions,
)
from assess.standards.queries.standards import (
    StandardHead,
    find_standard_id,
    list_standards,
    load_standard,
    may_see,
)

__all__ = [
    "CriterionOutline",
    "CriterionView",
    "EditionView",
    "StandardHead",
    "find_notes",
    "find_own_standard",
    "find_shared_standard",
    "find_standard_id",
    "list_criteria",
    "list_editions",
    "list_outlines",
    "list_standards",
    "load_standard",
    "may_see",
]
