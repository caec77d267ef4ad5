import pytest

from tests.services.cli.installed import Installed


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Give a new installation: its database is made, the library is in it."""
    new = Installed(tmp_path_factory.mktemp("installed"))
    answer = new.run("standards", "list")
    assert answer.status == 0, answer.err
    return new
