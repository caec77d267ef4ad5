from assess.reflection.queries.own import (
    PAGE_SIZE,
    OwnPage,
    OwnReflection,
    find_own_reflection,
    list_own_reflections,
    list_reflections,
    list_reflections_by_id,
)
from assess.reflection.queries.reading import (
    MappedCriterion,
    OwnUnit,
    ReadReflection,
    find_reflection,
    list_own_units,
)
from assess.reflection.queries.units import (
    ByCriterion,
    list_reflected_criteria,
    list_reflections_of_unit,
    list_reflections_on,
    list_versions,
)
from assess.reflection.queries.views import ReflectionView

__all__ = [
    "PAGE_SIZE",
    "ByCriterion",
    "MappedCriterion",
    "OwnPage",
    "OwnReflection",
    "OwnUnit",
    "ReadReflection",
    "ReflectionView",
    "find_own_reflection",
    "find_reflection",
    "list_own_reflections",
    "list_own_units",
    "list_reflected_criteria",
    "list_reflections",
    "list_reflections_by_id",
    "list_reflections_of_unit",
    "list_reflections_on",
    "list_versions",
]
