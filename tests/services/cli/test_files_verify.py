from uuid import UUID

from assess.actor import Role
from assess.files import StoredFile, receive_bytes
from assess.jobs import Job, JobState
from assess.web.extensions import the_files
from tests.services.cli.installed import Installed
from tests.services.documents.printed import file_row, version_of
from tests.world import NOW, World


def keep_two_files(world: World) -> tuple[UUID, StoredFile, StoredFile]:
    """Keep a photograph with a preview of its own, and a print."""
    practitioner = world.actor(Role.PRACTITIONER, world.provider())
    photograph = receive_bytes(the_files(), b"a photograph")
    row = file_row(
        version_of(world.evidence(practitioner)), photograph, name="a.jpg", media_type="image/jpeg"
    )
    printed = receive_bytes(the_files(), b"%PDF- a print")
    job = Job(
        kind="print",
        payload={},
        state=JobState.DONE,
        created_at=NOW,
        result={"sha256": printed.sha256, "size": printed.size, "name": "a.pdf"},
    )
    world.save(row, job)
    return row.id, photograph, printed


def test_intact_files_are_counted(installed: Installed) -> None:
    with installed.world() as world:
        keep_two_files(world)

    answer = installed.run("files", "verify")

    assert (answer.status, answer.out.strip()) == (0, "2 files intact")


def test_a_damaged_file_is_named_with_each_row(installed: Installed) -> None:
    with installed.world() as world:
        row_id, photograph, _ = keep_two_files(world)
    installed.stored(photograph.sha256).write_bytes(b"A photograph")

    answer = installed.run("files", "verify")

    assert answer.status == 1
    assert answer.out.splitlines() == [
        f"evidence file {row_id}: damaged: {photograph.sha256}",
        f"preview of evidence file {row_id}: damaged: {photograph.sha256}",
    ]


def test_a_missing_file_is_named(installed: Installed) -> None:
    with installed.world() as world:
        _, __, printed = keep_two_files(world)
    installed.stored(printed.sha256).unlink()

    answer = installed.run("files", "verify")

    assert answer.status == 1
    assert "missing" in answer.out
    assert answer.out.startswith("print ")


def test_a_row_that_names_another_size_is_named(installed: Installed) -> None:
    with installed.world() as world:
        practitioner = world.actor(Role.PRACTITIONER, world.provider())
        stored = receive_bytes(the_files(), b"five!")
        version = version_of(world.evidence(practitioner))
        wrong = StoredFile(stored.sha256, 6)
        world.save(file_row(version, wrong, name="a.txt", media_type="text/plain"))

    answer = installed.run("files", "verify")

    assert answer.status == 1
    assert "5 bytes, not 6" in answer.out
