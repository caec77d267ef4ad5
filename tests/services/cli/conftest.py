import shutil
from pathlib import Path

import pytest

from tests.services.cli.installed import Installed


@pytest.fixture(scope="session")
def fresh_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation once: its database is made, the library is in it."""
    new = Installed(tmp_path_factory.mktemp("installation"))
    answer = new.run("standards", "list")
    assert answer.status == 0, answer.err
    return new.folder


@pytest.fixture
def installed(fresh_installation: Path, tmp_path: Path) -> Installed:
    """Give a new installation, which nobody has used."""
    folder = tmp_path / "installed"
    shutil.copytree(fresh_installation, folder)
    return Installed(folder)
