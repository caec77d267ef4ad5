"""Plays the story: every deed in the order of its moments, through the services."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from assess.cli.demonstration.assessing import Assessing
from assess.cli.demonstration.developing import Developing
from assess.cli.demonstration.founding import (
    bring_people,
    enrol_everybody,
    let_go,
    open_cohorts,
    reassign,
    say_competence,
    set_stage,
)
from assess.cli.demonstration.offering import Offering
from assess.cli.demonstration.stage import Stage
from assess.cli.demonstration.told import (
    Acted,
    Asked,
    Cast,
    Developed,
    Doubted,
    Joined,
    Judged,
    Kept,
    Needed,
    Offered,
    Planned,
    Pondered,
    Reassigned,
    Reflected,
    Returned,
    Revised,
    SignedOff,
    Submitted,
    Told,
    read_all,
    read_deeds,
)
from assess.files import FileStore

Play = Callable[..., UUID]


@dataclass(frozen=True)
class Step:
    when: str
    name: str
    play: Play
    told: Any


def play_story(*, now: datetime, store: FileStore) -> int:
    """Do what has not been done yet, and give how many deeds that were."""
    stage = set_stage(now)
    bring_people(stage)
    say_competence(stage)
    open_cohorts(stage)
    enrol_everybody(stage)
    for step in steps_of(stage, store):
        stage.once(step.when, step.name, partial(step.play, step.told))
    return stage.played


def steps_of(stage: Stage, store: FileStore) -> list[Step]:
    """Give the deeds of the story, in order."""
    offering, assessing = Offering(stage, store), Assessing(stage)
    developing = Developing(stage, store)
    plays: dict[type, Play] = {
        Offered: offering.offer,
        Revised: offering.revise,
        Reflected: offering.reflect,
        Submitted: assessing.submit,
        Judged: assessing.judge,
        Asked: assessing.ask,
        Acted: assessing.ask,
        Returned: assessing.hand_back,
        Doubted: assessing.doubt,
        SignedOff: assessing.sign_off,
        Joined: developing.join,
        Needed: developing.note,
        Developed: developing.develop,
        Pondered: developing.ponder,
        Planned: developing.write_plan,
    }
    steps = [
        Step(one.when, f"bank/{one.when}", offering.keep, one)
        for one in read_all("bank.toml", "question", Kept)
    ]
    steps += _what_the_manager_does(stage)
    for told in read_deeds():
        name = f"{told.person}/{getattr(told, 'key', '') or told.when}"
        steps.append(Step(told.when, name, plays[type(told)], told))
        steps += _what_follows(told, offering, assessing)
        steps += _what_becomes_of_it(told, developing)
    return sorted(steps, key=lambda step: stage.calendar.moment(step.when))


def _what_the_manager_does(stage: Stage) -> Iterator[Step]:
    for one in read_all("cast.toml", "person", Cast):
        if one.left:
            yield Step(one.left, f"left/{one.key}", partial(let_go, stage), one)
    for given in read_all("cast.toml", "reassignment", Reassigned):
        yield Step(given.when, f"to/{given.person}", partial(reassign, stage), given)


def _what_follows(told: Told, offering: Offering, assessing: Assessing) -> Iterator[Step]:
    if isinstance(told, Offered) and told.confirmed:
        yield Step(told.confirmed, f"{told.person}/{told.confirmed}", offering.confirm, told)
    if isinstance(told, Offered) and told.seen:
        yield Step(told.seen["when"], f"{told.person}/{told.seen['when']}", offering.see, told)
    if isinstance(told, Submitted) and told.withdrawn:
        yield Step(told.withdrawn, f"{told.person}/{told.withdrawn}", assessing.withdraw, told)
    if isinstance(told, Asked) and told.answer:
        when = told.answer["when"]
        yield Step(when, f"{told.person}/{when}", assessing.answer, told)


def _what_becomes_of_it(told: Told, developing: Developing) -> Iterator[Step]:
    """A deed has a moment of its own, so what follows it at once is a minute or two later."""
    if isinstance(told, Joined) and told.ends is not None:
        yield _a_minute_later(told, developing.leave)
    if isinstance(told, Pondered) and told.criteria:
        yield _a_minute_later(told, developing.map_account)
    if isinstance(told, Pondered) and told.activity:
        yield _a_minute_later(told, developing.attach_account, minutes=2)
    if isinstance(told, Pondered) and told.statement:
        yield _a_minute_later(told, developing.count_as_statement, minutes=3)
    if isinstance(told, Planned):
        for number, key in enumerate(told.sections, 1):
            yield _a_minute_later(told, partial(developing.fill_in, key), minutes=number)
        if told.put_forward:
            name = f"{told.person}/{told.put_forward}"
            yield Step(told.put_forward, name, developing.put_forward, told)


def _a_minute_later(told: Told, play: Play, *, minutes: int = 1) -> Step:
    day, clock = told.when.split()
    hour, minute = map(int, clock.split(":"))
    when = f"{day} {hour:02d}:{minute + minutes:02d}"
    return Step(when, f"{told.person}/{when}", play, told)
