"""Decisions of an assessor, as the desk sends them: each is another deed."""

import re
import urllib.request
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.bench.load import Hit


def decisions_on(
    port: int, unit_id: UUID, cookie: str, criterion_ids: Iterable[UUID]
) -> Iterator[Hit]:
    """Give a decision on each criterion in turn."""
    address = f"/en/units/{unit_id}"
    token = _token(port, cookie)
    for criterion_id in criterion_ids:
        said = {
            "csrf_token": token,
            "key": str(uuid4()),
            "outcome": "met",
            "criteria": str(criterion_id),
            "feedback": "Clear and to the point.",
            "feedback_language": "en",
        }
        yield Hit(port, f"{address}/decisions", cookie, urlencode(said))


def _token(port: int, cookie: str) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/en/queue", headers={"Cookie": cookie}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 (loopback)
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    if found is None:
        raise LookupError("the page has no form")
    return found[1]
