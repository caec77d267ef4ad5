"""Says in each answer how much processor time it took: what others do meanwhile is not in it."""

from collections.abc import Callable, Iterable
from time import thread_time
from typing import Any

HEADER = "X-Processor-Time"


class Timed:
    """A WSGI app that makes another's whole answer, and adds how many seconds it worked."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        started = thread_time()
        said: list[Any] = []
        answer = self.app(environ, lambda *words: said.append(words))
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        status, headers, *rest = said[0]
        taken = (HEADER, f"{thread_time() - started:.6f}")
        start_response(status, [*headers, taken], *rest)
        return [body]
