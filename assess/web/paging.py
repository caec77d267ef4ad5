"""One page of a long list, and the addresses of the pages beside it."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

ON_A_PAGE = 50


@dataclass(frozen=True)
class Paging:
    number: int
    pages: int
    previous_address: str | None
    next_address: str | None

    @property
    def offset(self) -> int:
        return (self.number - 1) * ON_A_PAGE


def paging(endpoint: str, count: int, **filters: str | None) -> Paging:
    """Give the page that the address asks for, or the nearest one that there is."""
    values: dict[str, Any] = filters
    last = max(1, -(-count // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)

    def address_of(page: int) -> str | None:
        return url_for(endpoint, **values, page=page) if 1 <= page <= last else None

    return Paging(number, last, address_of(number - 1), address_of(number + 1))
