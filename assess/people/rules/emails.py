"""E-mail addresses: one spelling for each, so that one human is one person."""

import re
import unicodedata

from assess.refusals import RefusedError

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?")


class EmailShapeError(RefusedError):
    field = "email"


def normalise_email(typed: str) -> str:
    """Give an address as it is stored: lower case, its domain in ASCII.

    Raises:
        EmailShapeError: when it is no address that mail can be sent to.

    """
    local, at, domain = unicodedata.normalize("NFKC", typed).strip().lower().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError as no_domain:
        raise EmailShapeError("the domain has no ASCII form") from no_domain
    whole = f"{local}{at}{domain}"
    if len(whole) > LONGEST or len(local) > LONGEST_LOCAL:
        raise EmailShapeError("longer than an address may be")
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise EmailShapeError("not the shape of an address")
    return whole


def spelling_of(typed: str) -> str:
    """Give the one spelling of what was typed, address or not: for limits and look-ups."""
    try:
        return normalise_email(typed)
    except EmailShapeError:
        return unicodedata.normalize("NFKC", typed).strip().lower()[:LONGEST]
