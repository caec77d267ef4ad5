from datetime import timedelta

from flask import Flask

from assess.db import db, writing
from assess.jobs import (
    LEASE,
    Job,
    JobState,
    claim_job,
    fail_job,
    find_job,
    finish_job,
    queue_job,
    report_progress,
)
from tests.world import NOW, World


def put_in_queue(world: World) -> Job:
    person = world.person()
    with writing() as session:
        job_id = queue_job(session, kind="print", payload={}, now=NOW, person_id=person.id)
    return db.session.get_one(Job, job_id)


def test_a_job_is_taken_by_one_worker(world: World) -> None:
    job = put_in_queue(world)

    with writing() as session:
        taken = claim_job(session, now=NOW)
    with writing() as session:
        again = claim_job(session, now=NOW)

    assert taken is not None
    assert taken.id == job.id
    assert again is None


def test_the_job_of_a_worker_that_died_is_taken_by_another(world: World) -> None:
    put_in_queue(world)
    with writing() as session:
        claim_job(session, now=NOW)

    with writing() as session:
        taken = claim_job(session, now=NOW + LEASE + timedelta(seconds=1))

    assert taken is not None
    assert taken.tries == 2


def test_progress_renews_the_lease(world: World) -> None:
    job = put_in_queue(world)
    with writing() as session:
        claim_job(session, now=NOW)
    with writing() as session:
        report_progress(session, job.id, 3, 10, NOW + LEASE)

    with writing() as session:
        taken = claim_job(session, now=NOW + LEASE + timedelta(seconds=1))

    assert taken is None


def test_a_job_that_fails_each_time_ends_and_says_why(world: World) -> None:
    job = put_in_queue(world)
    for _ in range(3):
        with writing() as session:
            claim_job(session, now=NOW)
        with writing() as session:
            fail_job(session, job.id, "the file is gone", NOW)

    db.session.expire_all()
    ended = db.session.get_one(Job, job.id)
    assert (ended.state, ended.error) == (JobState.FAILED, "the file is gone")


def test_a_job_is_found_only_by_who_asked_for_it(app: Flask, world: World) -> None:
    del app
    job = put_in_queue(world)
    with writing() as session:
        finish_job(session, job.id, {"sha256": "0"}, NOW)

    assert job.person_id is not None
    assert find_job(db.session(), job.id, person_id=job.person_id) is not None
    assert find_job(db.session(), job.id, person_id=world.person().id) is None
