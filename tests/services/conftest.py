from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def _in_the_app(app: Flask) -> Iterator[None]:
    """Services ask the database of the app that is running."""
    with app.app_context():
        yield
