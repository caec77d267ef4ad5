"""Argon2id, a few at a time: each takes 64 MiB, and a storm of sign-ins must not take them all."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assess.people.rules.passwords import normalise_password

AT_ONCE = 2
_hasher = PasswordHasher(time_cost=2, memory_cost=64 * 1024, parallelism=1)
_checking = BoundedSemaphore(AT_ONCE)
_making = BoundedSemaphore(1)
"""Apart from checking: a new hash is made inside a transaction, which must not queue for long."""


def hash_password(password: str) -> str:
    with _making:
        return _hasher.hash(_as_bytes(password))


def is_right_password(password_hash: str | None, password: str) -> bool:
    """Check a password. Where there is no hash, one is checked all the same: it takes as long."""
    with _checking:
        try:
            _hasher.verify(password_hash or _nobodys_hash(), _as_bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Tell whether a hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(b"nobody has this password")


def _as_bytes(password: str) -> bytes:
    return normalise_password(password).encode("utf-8", "surrogatepass")
