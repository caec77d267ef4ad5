"""Watches a browser window for what no page may do, and looks at pages with axe."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
}
WIDER_THAN_THE_WINDOW = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((part) => part.getBoundingClientRect().right > room + 1)
    .slice(0, 5)
    .map((part) => `${part.tagName.toLowerCase()}.${part.className}`);
}"""


@contextmanager
def watch(
    browser: Browser, address: str, *, size: tuple[int, int], language: str = "en"
) -> Iterator[Page]:
    """Open a window on the service; fail at its end if a page did what none may do."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        base_url=address,
        locale="cy" if language == "cy" else "en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(10_000)
    troubles: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "blob:", "data:")):
            troubles.append(f"a request to another host: {request.url}")

    def answered(response: Response) -> None:
        part_of_a_page = response.request.resource_type != "document"
        if response.status >= 500 or (response.status >= 400 and part_of_a_page):
            troubles.append(f"{response.status} at {response.url}")

    def said(message: ConsoleMessage) -> None:
        # A page that answers 4xx on purpose is reported in these words, too.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(f"in the console: {message.text}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda error: troubles.append(f"an exception: {error.error}"))
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not troubles, "\n".join(troubles)


def find_violations(page: Page) -> list[str]:
    """Give what axe finds against WCAG 2.2 A and AA in the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(options)", AXE_OPTIONS)["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    found = find_violations(page)
    assert not found, f"{page.url}:\n" + "\n".join(found)


def find_overflow(page: Page) -> list[str]:
    """Give the parts of a page that make it scroll sideways, or nothing."""
    parts: list[str] = page.evaluate(WIDER_THAN_THE_WINDOW)
    return parts
