import json
import re
import sqlite3
from pathlib import Path

from tests.services.cli.installed import Installed

SAMPLES = Path(__file__).parents[2] / "data" / "nos"


def test_the_first_manager_comes_from_the_command_by_a_one_time_link(installed: Installed) -> None:
    made = installed.run(
        "provider", "add", "--name", "Riverside College", "--manager", "Ann", "--email", "a@b.test"
    )

    assert made.status == 0
    assert re.search(r"/en/invitation/[\w-]{40,}", made.out)


def test_a_person_is_invited_to_the_only_provider_there_is(installed: Installed) -> None:
    installed.run("provider", "add", "--name", "A", "--manager", "Ann", "--email", "a@b.test")

    invited = installed.run(
        "people", "invite", "--name", "Bob", "--email", "bob@b.test", "--role", "assessor"
    )
    refused = installed.run(
        "people", "add", "--name", "Bob", "--email", "nonsense", "--role", "assessor"
    )

    assert (invited.status, refused.status) == (0, 1)


def test_an_update_in_the_databases_own_shell_is_found_and_named(installed: Installed) -> None:
    installed.run("provider", "add", "--name", "A", "--manager", "Ann", "--email", "a@b.test")
    intact = installed.run("journal", "verify")
    with sqlite3.connect(installed.folder / "assess.db") as shell:
        shell.execute("UPDATE person SET name = 'Somebody else'")

    changed = installed.run("journal", "verify")

    assert (intact.status, changed.status) == (0, 1)
    assert "person" in changed.out


def test_a_standard_shows_every_criterion_word_for_word(installed: Installed) -> None:
    shown = installed.run("standards", "show", "INSSMA12", "--lang", "cy", "--json")

    document = json.loads(shown.out)
    published = (SAMPLES / "INSSMA12.cy.txt").read_text(encoding="utf-8")
    assert (len(document["performance"]), len(document["knowledge"])) == (13, 14)
    for criterion in document["performance"] + document["knowledge"]:
        assert criterion["text"] in published
    assert document["provenance"] == "published"
    assert document["warnings"] == []


def test_checking_a_document_without_criteria_reports_and_exits_1(installed: Installed) -> None:
    checked = installed.run("standards", "check", str(SAMPLES / "LANEHC2.en.txt"), "--json")

    assert checked.status == 1
    warnings = json.loads(checked.out)["warnings"]
    assert "no-criteria" in {warning["code"] for warning in warnings}


def test_an_exported_standard_imports_unchanged(installed: Installed, tmp_path: Path) -> None:
    exported = tmp_path / "INSSMA11.toml"
    exported.write_text(installed.run("standards", "export", "INSSMA11").out, encoding="utf-8")

    again = installed.run("standards", "import", str(exported))

    assert again.status == 0
    assert "unchanged" in again.out


def test_what_cannot_run_exits_2_in_one_line(installed: Installed) -> None:
    refused = installed.run("standards", "list", settings={"ASSESS_DEMO": "1", "HOST": "0.0.0.0"})  # noqa: S104 (refused)

    assert refused.status == 2
    assert "ASSESS_DEMO shows passwords" in refused.err
