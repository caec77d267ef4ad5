"""The library's plan template, and a small one of our own to break."""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from assess.actor import Actor
from assess.db import writing
from assess.plans.rules.template import Template
from assess.plans.rules.template_file import read_template
from assess.plans.service import import_plan_template, save_plan_section, start_plan
from assess.plans.service.sections import Typed
from tests.world import NOW, World

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "standards" / "plans" / "social-media-strategy.toml"
SEED = ROOT / "tests" / "data" / "plans" / "social-media-strategy.bg.txt"

SMALL = """\
key = "small"
standard = "INSSMA99"
version = "1"
shows = ["P1"]
title.en = "A small plan"
title.cy = "Cynllun bach"

[languages.en]
provenance = "original"

[languages.cy]
provenance = "working translation"

[[section]]
key = "who"
number = "1"
shows = ["K1"]
title.en = "Who"
title.cy = "Pwy"

[[section.contributes]]
criterion = "P2"
needs.en = "A witness."
needs.cy = "Tyst."

[[section.field]]
key = "people"
kind = "table"
label.en = "People"
label.cy = "Pobl"

[[section.field.column]]
key = "name"
kind = "line"
label.en = "Name"
label.cy = "Enw"

[[section]]
key = "how"
number = "2"
title.en = "How"
title.cy = "Sut"

[[section.field]]
key = "words"
kind = "text"
label.en = "In your own words"
label.cy = "Yn eich geiriau eich hun"

[[section.field]]
key = "tasks"
kind = "table"
label.en = "Tasks"
label.cy = "Tasgau"

[[section.field.column]]
key = "by"
kind = "choice"
from = "people.name"
label.en = "By whom"
label.cy = "Gan bwy"

[[section.field.column]]
key = "task"
kind = "line"
label.en = "Task"
label.cy = "Tasg"
"""


@cache
def social_media_strategy() -> Template:
    return read_template(LIBRARY.read_text(encoding="utf-8"))


@cache
def small() -> Template:
    return read_template(SMALL)


def write_plan(world: World, practitioner: Actor) -> UUID:
    """Bring the library's template in, and fill in a little of a plan in Bulgarian."""
    with world.context():
        with writing() as session:
            text = LIBRARY.read_text(encoding="utf-8")
            template_id = import_plan_template(session, text=text, now=NOW)
        with writing() as session:
            plan_id = start_plan(
                session,
                actor=practitioner,
                template_id=template_id,
                title="План на информационната линия",
                language="bg",
                now=NOW,
            )
        for key, content in WRITTEN.items():
            with writing() as session:
                save_plan_section(
                    session,
                    actor=practitioner,
                    plan_id=plan_id,
                    key=key,
                    typed=Typed(content, 0, UUID(int=1)),
                    now=NOW,
                )
    return plan_id


WRITTEN: dict[str, dict[str, Any]] = {
    "goals": {
        "goals": [
            {
                "id": "1",
                "specific": "Повече обаждания до линията",
                "measurable": "300 на месец",
                "achievable": "Имаме 200 месечно",
                "relevant": "Подкрепя мисията ни",
                "time_bound": "до 31.12.2027",
            }
        ],
        "mission": "Целите подкрепят мисията ни.",
        "comparison": "",
    },
    "target-groups": {
        "groups": [{"id": "row-1", "name": "Младежи", "description": "От 15 до 25 години"}]
    },
    "integrated-communication": {
        "channels": [
            {"id": "website", "groups": "row-1", "tools": "Блог", "serves": "1"},
            {"id": "print", "groups": "", "tools": "Листовка", "serves": ""},
        ]
    },
    "schedule": {
        "tasks": [
            {
                "id": "a",
                "task": "Нова страница",
                "start": "1.2.2027",
                "end": "31.3.2027",
                "who": "Ани",
            }
        ]
    },
    "budget": {
        "currency": "EUR",
        "costs": [{"id": "a", "purpose": "Реклама", "amount": "1 200,50"}],
    },
}
