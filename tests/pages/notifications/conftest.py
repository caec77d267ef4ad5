import pytest

from tests.services.assessment.case import Case
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)
