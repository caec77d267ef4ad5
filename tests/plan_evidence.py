"""A plan that was put forward as evidence."""

from typing import Any
from uuid import UUID

from assess.actor import Actor
from assess.db import writing
from assess.files import MemoryStore
from assess.plans.rules.serving import Choice, PutForward
from assess.plans.service import put_plan_forward
from tests.plan_templates import write_plan
from tests.world import NOW, World

SECTIONS: list[dict[str, Any]] = [
    {
        "key": "goals",
        "number": "1",
        "title": {"bg": "Цели", "en": "Goals", "cy": "Nodau"},
        "working_translations": ["en", "cy"],
        "blocks": [
            {
                "kind": "pairs",
                "label": {"bg": "Цел 1", "en": "Goal 1", "cy": "Nod 1"},
                "pairs": [[{"bg": "Конкретна", "en": "Specific", "cy": "Penodol"}, "Обаждания"]],
            },
            {"kind": "text", "label": {"bg": "Мисия", "en": "Mission"}, "words": "مرحبا ŵŷ"},
        ],
    },
    {
        "key": "budget",
        "number": "9",
        "title": {"bg": "Бюджет"},
        "blocks": [
            {
                "kind": "table",
                "label": {"bg": "Разходи", "en": "Costs", "cy": "Costau"},
                "columns": [
                    {"bg": "Канал", "en": "Channel", "cy": "Sianel"},
                    {"bg": "Ден", "en": "Day", "cy": "Diwrnod"},
                    {"bg": "Сума", "en": "Amount", "cy": "Swm"},
                ],
                "kinds": ["name", "date", "amount"],
                "rows": [[{"bg": "Сайт", "en": "Website", "cy": "Gwefan"}, "2027-02-01", "12.50"]],
                "total": {"column": 2, "amount": "12.50", "currency": "EUR"},
            }
        ],
    },
]
"""As a version keeps them."""


def plan_as_evidence(
    world: World, writer: Actor, *choices: Choice, sections: tuple[str, ...] = ()
) -> UUID:
    """Write a plan in Bulgarian and put some of it forward."""
    plan_id = write_plan(world, writer)
    with world.context(), writing() as session:
        return put_plan_forward(
            session,
            actor=writer,
            plan_id=plan_id,
            wanted=PutForward(sections, choices),
            store=MemoryStore(),
            now=NOW,
        )
