from assess.reflection.service.deleting import delete_reflection
from assess.reflection.service.mapping import (
    freeze_reflections,
    map_reflection,
    unmap_reflection,
)
from assess.reflection.service.saving import (
    revise_reflection,
    save_reflection,
    write_reflection,
)

__all__ = [
    "delete_reflection",
    "freeze_reflections",
    "map_reflection",
    "revise_reflection",
    "save_reflection",
    "unmap_reflection",
    "write_reflection",
]
