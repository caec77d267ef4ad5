"""How often somebody may try a password or a code.

Five tries in fifteen minutes for an account, so at most twenty in an hour, and four of them
from one address: whoever tries from elsewhere cannot keep the account's own person out.
Limits go by what was typed, whether or not anybody has that address.
"""

import hashlib

from flask import abort
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerMinute

from assess.web.extensions import limiter

BY_ADDRESS = "100 per 15 minutes"
"""For everybody behind one network address together: a college at nine in the morning."""

_FOR_ACCOUNT = RateLimitItemPerMinute(5, 15)
_FROM_ONE_PLACE = RateLimitItemPerMinute(4, 15)


def count_try(deed: str, account: str) -> None:
    """Count one try before it is evaluated; one too many is answered with 429."""
    place, everywhere = _keys(deed, account)
    if not limiter.limiter.hit(_FROM_ONE_PLACE, *place):
        abort(429)
    if not limiter.limiter.hit(_FOR_ACCOUNT, *everywhere):
        abort(429)


def forget_tries(deed: str, account: str) -> None:
    """Start the count again, after a try that was right."""
    place, everywhere = _keys(deed, account)
    limiter.limiter.clear(_FROM_ONE_PLACE, *place)
    limiter.limiter.clear(_FOR_ACCOUNT, *everywhere)


def _keys(deed: str, account: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    hashed = hashlib.sha256(account.encode("utf-8", "surrogatepass")).hexdigest()
    return (deed, hashed, get_remote_address()), (deed, hashed)
