"""The library's plan template, and a small one of our own to break."""

from functools import cache
from pathlib import Path

from assess.plans.rules.template import Template
from assess.plans.rules.template_file import read_template

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
