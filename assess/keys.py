"""Keys that are kept outside the database, and what is sealed with them.

A copy of the database then gives away nothing that is sealed: see docs/decisions/0009.
"""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assess.settings import Settings

FORM = "sealed1"
"""Begins what is sealed. Another way of sealing gets another number."""

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyFileError(OSError):
    """The key file is not as it must be."""


class SealError(ValueError):
    """What is sealed cannot be opened: its key is not here, or it was changed or put elsewhere."""


class KeyRing:
    """The keys of an installation, the newest first. It seals with that, and opens with each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys = read_keys(path)

    def seal(self, text: str, *, about: str) -> str:
        """Hide a short text. `about` says whose it is: put in another's place it opens nothing."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        key = next(iter(self.keys.values()))
        sealed = nonce + AESGCM(key).encrypt(nonce, text.encode(), about.encode())
        return f"{self.current}{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, *, about: str) -> str:
        """Give what was sealed.

        Raises:
            SealError: when it cannot be opened.

        """
        form, name, coded = ([*sealed.split(":"), "", ""])[:3]
        key = self._key(name)
        if form != FORM or key is None:
            raise SealError(f"sealed with a key that is not in {self.path}")
        try:
            whole = base64.urlsafe_b64decode(coded)
        except ValueError as cut:
            raise SealError("cut off") from cut
        nonce, hidden = whole[:NONCE_BYTES], whole[NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, hidden, about.encode()).decode()
        except (InvalidTag, ValueError) as wrong:
            raise SealError("changed, cut off, or another's") from wrong

    @property
    def current(self) -> str:
        """How everything begins that is sealed with the newest key."""
        return f"{FORM}:{next(iter(self.keys))}:"

    def add_key(self) -> None:
        """Put a new key before the others. What they sealed can still be opened."""
        lines = [secrets.token_hex(KEY_BYTES), *(key.hex() for key in self.keys.values())]
        coming = self.path.with_name(f"{self.path.name}.coming")
        coming.unlink(missing_ok=True)
        _write(coming, lines)
        coming.replace(self.path)
        self.keys = read_keys(self.path)

    def _key(self, name: str) -> bytes | None:
        """Find a key. Another process may have added it since the file was read."""
        if name not in self.keys:
            self.keys = read_keys(self.path)
        return self.keys.get(name)


def open_keys(settings: Settings) -> KeyRing:
    """Read the installation's keys; the first to come makes the first of them."""
    path = settings.key_path
    if not path.exists():
        _make(path)
    return KeyRing(path)


def read_keys(path: Path) -> dict[str, bytes]:
    """Give the keys of a file by their names, in its order.

    Raises:
        KeyFileError: when others may read the file, or it holds something that is no key.

    """
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"others may read the keys: chmod 600 {path}")
    keys = {}
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").split(), 1):
        try:
            key = bytes.fromhex(line)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise KeyFileError(f"{path}, line {number}: a key is {KEY_BYTES * 2} hex digits")
        keys[hashlib.sha256(b"name" + key).hexdigest()[:12]] = key
    if not keys:
        raise KeyFileError(f"{path} holds no key")
    return keys


def _make(path: Path) -> None:
    """Make the key file. Of two processes that start together one makes it, both read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    coming = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    _write(coming, [secrets.token_hex(KEY_BYTES)])
    try:
        os.link(coming, path)
    except FileExistsError:
        pass
    finally:
        coming.unlink()


def _write(path: Path, lines: list[str]) -> None:
    """Write a file that nobody else may read, and that is on disk before it has its name."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
