"""The second factor: codes of thirty seconds, used once, and recovery codes for a lost phone."""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from pyotp.totp import TOTP

from assess.actor import Role
from assess.refusals import RefusedError

STEP = 30
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which are mistaken for each other on paper."""


ROLES_THAT_NEED_IT = frozenset({Role.ASSESSOR, Role.IQA, Role.MANAGER})
"""Whose sign-in opens other people's work. A provider may ask them for a second factor."""


class WrongCodeError(RefusedError):
    field = "code"


def is_factor_missing(role: Role, *, required: bool, is_on: bool) -> bool:
    """Tell whether somebody in this role has to set a second factor up before they go on."""
    return required and role in ROLES_THAT_NEED_IT and not is_on


def make_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_for_app(secret: str, *, email: str, service: str) -> str:
    """Give what an authenticator app reads from the QR code."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=service)


def find_step(secret: str, code: str, *, now: datetime, last_step: int) -> int | None:
    """Give the time step that a code belongs to, or None where it is wrong or used already.

    One step either side is taken, for clocks that are a little out.
    """
    here = int(now.timestamp()) // STEP
    totp = TOTP(secret)
    digits = "".join(code.split())
    for step in (here - 1, here, here + 1):
        right = totp.generate_otp(step)
        if secrets.compare_digest(right.encode(), digits.encode()) and step > last_step:
            return step
    return None


def make_recovery_codes() -> list[str]:
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        for _ in range(RECOVERY_CODES)
    ]


def hash_recovery_code(code: str) -> str:
    """Give what is stored of a recovery code, however it was typed."""
    letters = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return hashlib.sha256(letters.encode()).hexdigest()


def recovery_hashes_after(hashes: Iterable[str], code: str) -> list[str] | None:
    """Give the hashes that remain once this code is used, or None where it is not among them."""
    used = hash_recovery_code(code)
    before = list(hashes)
    return [known for known in before if known != used] if used in before else None
