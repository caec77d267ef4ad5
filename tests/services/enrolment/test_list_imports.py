"""Lists of people, kept and imported: all of it or nothing, once, on both engines."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.app import do_waiting_work
from assess.bilingual import Language
from assess.db import db, writing
from assess.enrolment.models import Enrolment, Import
from assess.enrolment.queries import find_enrolment, list_units
from assess.enrolment.queries.importing import ImportView, find_import
from assess.enrolment.rules import MayNotEnrolError
from assess.enrolment.rules.importing import (
    MOST_PEOPLE,
    EmptyListError,
    HeaderRefusedError,
    ListChangedError,
    ListTooLongError,
    plan_mark,
    row_marks,
)
from assess.enrolment.service import (
    enrol_people,
    import_list,
    keep_list,
    plan_of,
    request_import,
    sweep_imports,
)
from assess.enrolment.service.importing import KEPT
from assess.jobs import Job, JobState
from assess.journal.models import JournalDetail, JournalEntry
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.people.models import Person, RoleHolding
from assess.people.queries import list_people
from assess.people.service import end_role
from assess.refusals import NotFoundError
from assess.sheets import Sheet, read_sheet
from tests.counting import counted_statements
from tests.services.enrolment.test_enrolling import Centre
from tests.world import NOW, World

HEADER = "Name,E-mail,Language,Role,Site,Cohort,Standard,Start,End,Assessor,IQA\n"


@pytest.fixture
def centre(world: World) -> Centre:
    return Centre(world)


def email_of(actor: Actor) -> str:
    return db.session.get_one(Person, actor.person_id).email


def listed(*rows: str) -> Sheet:
    return read_sheet((HEADER + "\n".join(rows)).encode())


def keep(centre: Centre, *rows: str, actor: Actor | None = None) -> UUID:
    with writing() as session:
        return keep_list(
            session,
            actor=actor or centre.manager,
            file_name="people.csv",
            sheet=listed(*rows),
            language=Language.WELSH,
            now=datetime.now(UTC),
        )


def found(centre: Centre, import_id: UUID) -> ImportView:
    db.session.expire_all()
    return find_import(db.session(), centre.manager, import_id)


def ask(centre: Centre, import_id: UUID) -> None:
    plan = plan_of(db.session(), centre.manager, found(centre, import_id))
    assert plan.problems == ()
    with writing() as session:
        request_import(
            session,
            actor=centre.manager,
            import_id=import_id,
            mark=plan_mark(plan),
            now=datetime.now(UTC),
        )


def count(table: type[Person | Enrolment | RoleHolding | OutgoingMail]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def rows_of(centre: Centre) -> tuple[str, ...]:
    assessor = email_of(centre.assessor)
    return (
        "Siân Wyn,sian@example.test,cy,,Bala,Medi,INSSMA98/1,2026-09-01,31/08/2027,"  # noqa: ISC004 (one row)
        f"{assessor},new.iqa@example.test",
        "Siân Wyn,SIAN@example.test,,,,Medi,INSSMA99,,,,",
        "Noor Ali,new.iqa@example.test,,IQA,,,,,,,",
        f"Person,{assessor},,learner,,,,,,,",
    )


def test_a_list_invites_gives_roles_and_enrols_in_one_recorded_deed(
    app: Flask, centre: Centre
) -> None:
    unrecorded = find_faults(db.session())
    import_id = keep(centre, *rows_of(centre))
    ask(centre, import_id)
    assert found(centre, import_id).state is JobState.WAITING

    do_waiting_work(app)

    done = found(centre, import_id)
    assert (done.state, done.is_done, done.rows) == (JobState.DONE, True, ())
    assert done.result == {
        "invite": 2, "give-role": 1, "enrol": 2, "change": 0, "nothing": 0
    }  # fmt: skip
    first, second = list_units(db.session(), centre.manager)
    assert (first.practitioner, first.urn, first.iqa) == ("Siân Wyn", "INSSMA98", "Noor Ali")
    assert first.assessor_id == centre.assessor.person_id
    terms = find_enrolment(db.session(), centre.manager, first.id).terms
    assert (terms.starts_on, terms.ends_on) == (date(2026, 9, 1), date(2027, 8, 31))
    assert (second.urn, second.starts_on) == ("INSSMA99", datetime.now(UTC).date())
    deeds = list(db.session.scalars(sa.select(JournalEntry.deed)))
    assert deeds.count("import_list") == 2  # once for the provider's rows, once for the people
    assert find_faults(db.session()) == unrecorded


def test_whoever_is_invited_gets_a_mail_in_their_language_or_the_pages(
    app: Flask, centre: Centre
) -> None:
    ask(centre, keep(centre, "Beca,beca@example.test,en", "Cai,cai@example.test"))

    do_waiting_work(app)

    mails = db.session.execute(
        sa.select(OutgoingMail.to_address, OutgoingMail.language, OutgoingMail.kind).order_by(
            OutgoingMail.to_address
        )
    ).tuples()
    assert list(mails) == [
        ("beca@example.test", "en", "invitation"),
        ("cai@example.test", "cy", "invitation"),
    ]
    assert [person.is_waiting for person in list_people(db.session(), centre.manager)][:2] == [
        True,
        True,
    ]


def test_a_list_imported_again_has_nothing_to_do(app: Flask, centre: Centre) -> None:
    rows = rows_of(centre)
    ask(centre, keep(centre, *rows))
    do_waiting_work(app)
    people, mails = count(Person), count(OutgoingMail)

    again = keep(centre, *rows)
    plan = plan_of(db.session(), centre.manager, found(centre, again))

    assert plan.problems == ()
    assert plan.does_nothing
    ask(centre, again)
    do_waiting_work(app)
    assert found(centre, again).result["nothing"] == 4
    assert (count(Person), count(OutgoingMail)) == (people, mails)


def test_a_job_that_is_done_again_finds_the_import_done(app: Flask, centre: Centre) -> None:
    import_id = keep(centre, *rows_of(centre))
    ask(centre, import_id)
    do_waiting_work(app)
    with writing() as session:
        job = session.scalars(sa.select(Job).where(Job.kind == "import")).one()
        job.state, job.lease_until = JobState.RUNNING, NOW - timedelta(days=1)
        job.finished_at = job.result = None
    people = count(Person)

    do_waiting_work(app)

    assert found(centre, import_id).state is JobState.DONE
    assert found(centre, import_id).result["enrol"] == 2
    assert count(Person) == people


def import_now(centre: Centre, *rows: str) -> UUID:
    import_id = keep(centre, *rows)
    marks = row_marks(plan_of(db.session(), centre.manager, found(centre, import_id)))
    with writing() as session:
        import_list(session, actor=centre.manager, import_id=import_id, marks=marks, now=NOW)
    return import_id


def test_an_enrolment_gets_what_a_later_list_says_and_the_record_says_what(
    centre: Centre,
) -> None:
    unrecorded = find_faults(db.session())
    import_now(centre, *rows_of(centre))
    first = list_units(db.session(), centre.manager)[0]
    assessor = first.assessor_id

    row = "Siân Wyn,sian@example.test,,,,Hydref,INSSMA98/1,2026-10-01,,new.iqa@example.test,"
    import_id = import_now(centre, row)

    assert found(centre, import_id).result["change"] == 1
    terms = find_enrolment(db.session(), centre.manager, first.id).terms
    assert (terms.cohort, terms.starts_on) == ("Hydref", date(2026, 10, 1))
    assert (terms.ends_on, terms.assessor_id) == (date(2027, 8, 31), assessor)
    entry = db.session.scalars(
        sa.select(JournalEntry).where(JournalEntry.subject_id == import_id)
        .order_by(JournalEntry.seq.desc())
    ).first()  # fmt: skip
    assert entry is not None
    detail = db.session.get_one(JournalDetail, (entry.chain_id, entry.seq))
    assert "Hydref" in str(detail.payload)
    assert find_faults(db.session()) == unrecorded
    assert plan_of(db.session(), centre.manager, found(centre, keep(centre, row))).does_nothing


def test_each_change_costs_one_statement(centre: Centre) -> None:
    def statements(last: int) -> int:
        said = f",cy,,,{{}},INSSMA99/1,,,{email_of(centre.assessor)},"
        people = [f"Person,p{number}@example.test" for number in range(last)]
        import_now(centre, *(person + said.format("Medi") for person in people))
        with counted_statements() as sent:
            import_now(centre, *(person + said.format(f"Mai {last}") for person in people))
        return len(sent)

    statements(1)
    assert statements(40) - statements(3) == 37


def test_a_worker_that_dies_half_way_leaves_nothing_behind(app: Flask, centre: Centre) -> None:
    import_id = keep(centre, *rows_of(centre))
    marks = row_marks(plan_of(db.session(), centre.manager, found(centre, import_id)))
    before = (count(Person), count(RoleHolding), count(Enrolment), count(OutgoingMail))

    def die_half_way() -> None:
        with writing() as session:
            import_list(session, actor=centre.manager, import_id=import_id, marks=marks, now=NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        die_half_way()

    assert (count(Person), count(RoleHolding), count(Enrolment), count(OutgoingMail)) == before
    ask(centre, import_id)
    do_waiting_work(app)
    assert found(centre, import_id).is_done


def test_what_changed_between_asking_and_doing_refuses_the_whole(
    app: Flask, centre: Centre
) -> None:
    import_id = keep(centre, *rows_of(centre))
    ask(centre, import_id)
    people = count(Person)
    with writing() as session:
        end_role(
            session,
            actor=centre.manager,
            role_holding_id=centre.assessor.role_holding_id,
            now=NOW,
        )

    do_waiting_work(app)

    refused = found(centre, import_id)
    assert not refused.is_done
    reasons = [(one["line"], one["column"], one["reason"]) for one in refused.result["refused"]]
    assert reasons == [(2, "assessor", "unknown-assessor")]
    assert count(Person) == people


def test_a_row_that_would_do_something_else_now_is_named(app: Flask, centre: Centre) -> None:
    import_id = keep(centre, "Beca,beca@example.test", "Cai,cai@example.test")
    ask(centre, import_id)
    other = keep(centre, "Cai,cai@example.test")
    with writing() as session:
        import_list(
            session,
            actor=centre.manager,
            import_id=other,
            marks=row_marks(plan_of(session, centre.manager, found(centre, other))),
            now=NOW,
        )

    do_waiting_work(app)

    refused = found(centre, import_id).result["refused"]
    assert [(one["line"], one["reason"]) for one in refused] == [(3, "changed")]
    ask(centre, import_id)
    do_waiting_work(app)
    assert found(centre, import_id).result == {
        "invite": 1,
        "give-role": 0,
        "enrol": 0,
        "change": 0,
        "nothing": 1,
    }


def test_what_changed_since_the_preview_is_refused_when_it_is_asked_for(centre: Centre) -> None:
    import_id = keep(centre, "Beca,beca@example.test")

    with pytest.raises(ListChangedError), writing() as session:
        request_import(
            session, actor=centre.manager, import_id=import_id, mark="an older one", now=NOW
        )


def test_asking_twice_imports_once(app: Flask, centre: Centre) -> None:
    import_id = keep(centre, "Beca,beca@example.test")
    ask(centre, import_id)
    ask(centre, import_id)

    assert len(db.session.scalars(sa.select(Job).where(Job.kind == "import")).all()) == 1
    do_waiting_work(app)
    assert found(centre, import_id).is_done


def test_only_managers_import_and_nobody_sees_anothers_list(centre: Centre, world: World) -> None:
    import_id = keep(centre, "Beca,beca@example.test")
    with pytest.raises(MayNotEnrolError):
        keep(centre, "Beca,beca@example.test", actor=centre.assessor)
    for other in (
        world.actor(Role.MANAGER, centre.provider),
        world.actor(Role.MANAGER, world.provider()),
    ):
        with pytest.raises(NotFoundError):
            find_import(db.session(), other, import_id)


def test_somebody_known_only_elsewhere_is_invited_like_a_stranger(
    app: Flask, centre: Centre, world: World
) -> None:
    elsewhere = world.actor(
        Role.PRACTITIONER, world.provider(), world.person(email="gwil@example.test", name="Gwil P")
    )
    import_id = keep(centre, "Gwilym Prys,gwil@example.test")
    [planned] = plan_of(db.session(), centre.manager, found(centre, import_id)).rows

    assert (planned.person_id, planned.differs) == (None, ())
    ask(centre, import_id)
    do_waiting_work(app)
    assert "Gwilym Prys" in [one.name for one in list_people(db.session(), centre.manager)]
    assert db.session.get_one(Person, elsewhere.person_id).name == "Gwil P"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"Shoe size,Name\n9,Aled", HeaderRefusedError),
        (b"Name,E-mail\n", EmptyListError),
        (b"Name,E-mail\n" + b"x,x@example.test\n" * (MOST_PEOPLE + 1), ListTooLongError),
    ],
)
def test_a_list_that_says_nothing_or_too_much_is_not_kept(
    centre: Centre, data: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), writing() as session:
        keep_list(
            session,
            actor=centre.manager,
            file_name="x",
            sheet=read_sheet(data),
            language=Language.WELSH,
            now=NOW,
        )


def test_lists_are_forgotten_after_a_week(centre: Centre) -> None:
    import_id = keep(centre, "Beca,beca@example.test")
    sweep_imports(datetime.now(UTC))
    assert found(centre, import_id)

    sweep_imports(datetime.now(UTC) + KEPT + timedelta(minutes=1))

    assert db.session.get(Import, import_id) is None


def test_many_are_imported_in_as_many_statements_as_few(centre: Centre) -> None:
    def statements(first: int, last: int) -> int:
        import_id = keep(
            centre,
            *(
                f"Person,p{number}@example.test,cy,,,Medi,INSSMA99/1,,,{email_of(centre.assessor)},"
                for number in range(first, last)
            ),
        )
        marks = row_marks(plan_of(db.session(), centre.manager, found(centre, import_id)))
        with counted_statements() as sent, writing() as session:
            import_list(session, actor=centre.manager, import_id=import_id, marks=marks, now=NOW)
        return len(sent)

    statements(0, 1)
    assert statements(1, 4) == statements(4, 40)


def test_nobody_at_all_is_enrolled_in_no_statement_that_writes(centre: Centre) -> None:
    with writing() as session:
        assert enrol_people(session, actor=centre.manager, places=[], now=NOW) == []
