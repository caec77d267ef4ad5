"""A real server, a real browser: the service as people meet it.

Each test has a server of its own on a copy of the empty database, and a browser window of
its own. What no page may do (an error in the console, a refused script, a request to
another host, a 500) fails the test that it happens in.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright
from playwright.sync_api import Error as BrowserError

from tests.journeys.served import Served, serve
from tests.journeys.watching import watch

DESKTOP = (1280, 900)
PHONE = (375, 740)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NO_BROWSER = "Chromium did not start. Install it with: apt-get install chromium"

Opening = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all the tests of a process."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    try:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    except BrowserError as failed:
        pytest.fail(f"{NO_BROWSER}\n{failed.message}", pytrace=False)
    yield started
    started.close()


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """The service, answering on this machine, with nothing in its database."""
    with serve(database_url, tmp_path) as service:
        yield service


@pytest.fixture
def open_window(browser: Browser, served: Served) -> Opening:
    """Give what opens a window of a size and closes it: a block of `with`."""

    @contextmanager
    def opening(size: tuple[int, int] = DESKTOP, language: str = "en") -> Iterator[Page]:
        with watch(browser, served.address, size=size, language=language) as page:
            yield page

    return opening


@pytest.fixture
def browser_page(open_window: Opening) -> Iterator[Page]:
    """A window of a desktop computer."""
    with open_window(DESKTOP) as page:
        yield page


@pytest.fixture
def phone_page(open_window: Opening) -> Iterator[Page]:
    """A window of a phone."""
    with open_window(PHONE) as page:
        yield page
