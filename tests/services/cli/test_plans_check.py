"""`assess plans check` reads, reports and writes nothing."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from assess.cli.plans import plans
from tests.plan_templates import LIBRARY, SMALL


def check(file: Path, *options: str) -> Result:
    return CliRunner().invoke(plans, ["check", str(file), *options])


def write(folder: Path, text: str) -> Path:
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_librarys_template_is_in_order() -> None:
    answer = check(LIBRARY)

    assert answer.exit_code == 0, answer.output
    assert "social-media-strategy" in answer.output
    assert "nothing in it serves  P5 P10 P11" in answer.output


def test_the_json_says_what_each_section_shows() -> None:
    answer = check(LIBRARY, "--json")

    said = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert said["errors"] == []
    assert said["languages"]["bg"] == "original"
    assert said["sections"][0]["shows"] == ["K4", "K8"]
    assert set(said["sections"][0]["contributes"]) == {"P3", "P7", "K2"}


def test_what_is_wrong_is_said_with_line_and_reason(tmp_path: Path) -> None:
    file = write(tmp_path, SMALL.replace("people.name", "teams.name"))

    answer = check(file)

    assert answer.exit_code == 1
    assert "nothing-to-draw-from" in answer.output
    assert f"{file}:" in answer.output
    assert "teams.name" in answer.output


def test_what_is_wrong_is_said_in_json(tmp_path: Path) -> None:
    answer = check(write(tmp_path, SMALL.replace('key = "how"', 'key = "who"')), "--json")

    [error] = json.loads(answer.stdout)["errors"]
    assert answer.exit_code == 1
    assert error["code"] == "twice"
    assert error["line"] > 1


def test_an_unknown_standard_and_an_unknown_label_are_said(tmp_path: Path) -> None:
    unknown = check(write(tmp_path, SMALL))
    label = check(write(tmp_path, SMALL.replace("INSSMA99", "INSSMA11").replace("P2", "P99")))

    assert unknown.exit_code == label.exit_code == 1
    assert "unknown-standard" in unknown.output
    assert "INSSMA11/1 has no criterion P99" in label.output


def test_a_file_that_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(b"\xff\xfe\x00")

    answer = check(file)

    assert answer.exit_code == 1
    assert "not-toml" in answer.output


def test_a_file_that_is_not_there_could_not_be_run(tmp_path: Path) -> None:
    assert check(tmp_path / "none.toml").exit_code == 2
