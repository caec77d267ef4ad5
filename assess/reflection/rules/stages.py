"""The models that a reflection may follow, and what each of their stages asks.

The prompts are our own words. A stage's key stands in what is stored, so it never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assess.bilingual import Bilingual


class ReflectionModel(StrEnum):
    FREE = "free"
    GIBBS = "gibbs"
    KOLB = "kolb"
    WHAT = "what"


@dataclass(frozen=True)
class Stage:
    key: str
    name: Bilingual
    prompt: Bilingual


@dataclass(frozen=True)
class Passage:
    """A part of an account as it is read: under a heading where its model has one."""

    heading: Bilingual | None
    text: str


FREE_KEY = "words"
"""Under which the text of a reflection without a model is kept among the others."""

MODEL_NAMES: Mapping[ReflectionModel, Bilingual] = {
    ReflectionModel.FREE: Bilingual("Free: no headings", "Rhydd: heb benawdau"),
    ReflectionModel.GIBBS: Bilingual("Gibbs: six stages", "Gibbs: chwe cham"),
    ReflectionModel.KOLB: Bilingual("Kolb: four stages", "Kolb: pedwar cam"),
    ReflectionModel.WHAT: Bilingual("What, so what, now what", "Beth, felly beth, beth nesaf"),
}
STAGES: Mapping[ReflectionModel, tuple[Stage, ...]] = {
    ReflectionModel.FREE: (),
    ReflectionModel.GIBBS: (
        Stage(
            "description",
            Bilingual("Description", "Disgrifiad"),
            Bilingual(
                "What happened, where and when? Who was there, and what was your part?",
                "Beth ddigwyddodd, ble a phryd? Pwy oedd yno, a beth oedd eich rhan chi?",
            ),
        ),
        Stage(
            "feelings",
            Bilingual("Feelings", "Teimladau"),
            Bilingual(
                "What did you think and feel at the time, and afterwards?",
                "Beth oedd ar eich meddwl a sut oeddech chi’n teimlo ar y pryd, ac wedyn?",
            ),
        ),
        Stage(
            "evaluation",
            Bilingual("Evaluation", "Gwerthuso"),
            Bilingual(
                "What went well, and what did not?",
                "Beth aeth yn dda, a beth na aeth cystal?",
            ),
        ),
        Stage(
            "analysis",
            Bilingual("Analysis", "Dadansoddi"),
            Bilingual(
                "Why did it go as it did? What that you know or have read explains it?",
                "Pam yr aeth pethau fel y gwnaethant? Beth rydych chi’n ei wybod neu wedi’i "
                "ddarllen sy’n egluro hynny?",
            ),
        ),
        Stage(
            "conclusion",
            Bilingual("Conclusion", "Casgliad"),
            Bilingual(
                "What have you learned, and what else could you have done?",
                "Beth rydych chi wedi’i ddysgu, a beth arall y gallech chi fod wedi’i wneud?",
            ),
        ),
        Stage(
            "action_plan",
            Bilingual("Action plan", "Cynllun gweithredu"),
            Bilingual(
                "What will you do next time, and what do you need to learn or arrange first?",
                "Beth fyddwch chi’n ei wneud y tro nesaf, a beth sydd angen i chi ei ddysgu neu "
                "ei drefnu’n gyntaf?",
            ),
        ),
    ),
    ReflectionModel.KOLB: (
        Stage(
            "experience",
            Bilingual("Experience", "Profiad"),
            Bilingual(
                "What did you do, and what came of it?",
                "Beth wnaethoch chi, a beth ddaeth ohono?",
            ),
        ),
        Stage(
            "observation",
            Bilingual("Looking back", "Edrych yn ôl"),
            Bilingual(
                "What did you notice when you looked back? How did others see it?",
                "Beth y sylwoch chi arno wrth edrych yn ôl? Sut roedd eraill yn gweld y peth?",
            ),
        ),
        Stage(
            "conceptualisation",
            Bilingual("Making sense of it", "Gwneud synnwyr ohono"),
            Bilingual(
                "What rule or idea do you draw from it? What theory does it fit, or not fit?",
                "Pa reol neu syniad rydych chi’n ei dynnu ohono? Pa ddamcaniaeth y mae’n cyd-fynd "
                "â hi, neu ddim?",
            ),
        ),
        Stage(
            "experimentation",
            Bilingual("Trying it out", "Rhoi cynnig arni"),
            Bilingual(
                "Where and when will you try it, and how will you know whether it works?",
                "Ble a phryd y byddwch chi’n rhoi cynnig arni, a sut y byddwch chi’n gwybod a yw’n "
                "gweithio?",
            ),
        ),
    ),
    ReflectionModel.WHAT: (
        Stage(
            "what",
            Bilingual("What?", "Beth?"),
            Bilingual(
                "What happened, and what did you do?",
                "Beth ddigwyddodd, a beth wnaethoch chi?",
            ),
        ),
        Stage(
            "so_what",
            Bilingual("So what?", "Felly beth?"),
            Bilingual(
                "Why does it matter: to you, to your work, to the people it is for?",
                "Pam mae’n bwysig: i chi, i’ch gwaith, i’r bobl y mae’r gwaith ar eu cyfer?",
            ),
        ),
        Stage(
            "now_what",
            Bilingual("Now what?", "Beth nesaf?"),
            Bilingual(
                "What will you do differently, and by when?",
                "Beth fyddwch chi’n ei wneud yn wahanol, ac erbyn pryd?",
            ),
        ),
    ),
}
ALL_KEYS = (FREE_KEY, *(stage.key for stages in STAGES.values() for stage in stages))
"""Every field that a reflection may be written in."""


def keys_of(model: ReflectionModel) -> tuple[str, ...]:
    """Give the fields that make up the account of a model, in order."""
    return tuple(stage.key for stage in STAGES[model]) or (FREE_KEY,)


def model_of(stored: str | None) -> ReflectionModel:
    """Give the model of a version; versions from before there were any follow none."""
    return ReflectionModel(stored) if stored else ReflectionModel.FREE


def compose(model: ReflectionModel, parts: Mapping[str, str]) -> str:
    """Give the whole account: the parts of its model in order, a blank line between."""
    return "\n\n".join(text for key in keys_of(model) if (text := parts.get(key, "")))


def passages_of(
    model: str | None, parts: Mapping[str, str] | None, words: str
) -> tuple[Passage, ...]:
    """Give an account as it is read, under the headings of its model."""
    stages = STAGES[model_of(model)]
    if not stages or not parts:
        return (Passage(None, words),) if words else ()
    return tuple(
        Passage(stage.name, text) for stage in stages if (text := parts.get(stage.key, ""))
    )
