import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assess.cli import commands

FOLDER = Path(__file__).parents[3] / "standards" / "cpd"


def run(*words: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(commands, ["cpd", "check", *words])
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_pack_that_comes_with_the_service_passes(path: Path) -> None:
    status, out, err = run(str(path))

    assert (status, err) == (0, "")
    assert out.startswith(path.stem.rpartition("-")[0])


def test_a_pack_is_told_in_plain_json_with_what_is_not_stated() -> None:
    status, out, _ = run(str(FOLDER / "cipd-1.toml"), "--json")

    told = json.loads(out)
    assert status == 0
    assert (told["key"], told["years"]) == ("cipd", "not stated")
    assert told["in_force"] == {"from": "not stated", "until": "not stated"}
    assert told["amount"]["figure"] == 30
    assert told["amount"]["force"] == "advised"


def test_a_pack_without_dates_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    text = (FOLDER / "cipd-1.toml").read_text(encoding="utf-8")
    bad.write_text(text.replace('from = "not stated"\n', ""), encoding="utf-8")

    status, out, err = run(str(bad))

    assert (status, out) == (1, "")
    assert "line 17: in_force.from: this key is missing" in err


def test_a_bad_pack_is_told_in_json_too(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    text = (FOLDER / "cim-member-1.toml").read_text(encoding="utf-8")
    bad.write_text(text.replace("count = 2", "count = 0", 1), encoding="utf-8")

    status, out, _ = run(str(bad), "--json")

    (fault,) = json.loads(out)["errors"]
    assert status == 1
    assert (fault["key"], fault["line"]) == ("asks[1].choices[1].count", 42)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"key = \xff")

    status, _, err = run(str(bad))

    assert status == 1
    assert "not UTF-8 at byte 6" in err


def test_a_file_that_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.toml"))[0] == 2


def test_checking_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    run(str(FOLDER / "hcpc-1.toml"))

    assert list(tmp_path.iterdir()) == []
