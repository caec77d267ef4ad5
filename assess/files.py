"""Evidence files, stored under the SHA-256 of their bytes: written once, never overwritten.

A file is safe before any row names it: written, fsynced, renamed, and the folder fsynced.
"""

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int


class FileStore(Protocol):
    def receive(self) -> "IncomingFile":
        """Open a place for bytes that are arriving; `keep` makes them a stored file."""
        ...

    def keep(self, incoming: "IncomingFile") -> StoredFile: ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a stored file.

        Raises:
            FileNotFoundError: when no such file is stored.

        """
        ...

    def remove(self, sha256: str) -> None: ...


class IncomingFile(io.RawIOBase):
    """Bytes on their way in: written to a temporary file and hashed as they come.

    Past `limit` nothing more is written, and `too_large` says so.
    """

    def __init__(self, folder: Path | None, limit: int | None = None) -> None:
        super().__init__()
        self.file: IO[bytes] = tempfile.NamedTemporaryFile(  # noqa: SIM115 (closed by close)
            prefix="incoming-", dir=folder, delete=False
        )
        self.path = Path(self.file.name)
        self.limit = limit
        self.size = 0
        self.too_large = False
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:  # type: ignore[override] # wider than needed here
        if self.limit is not None and self.size + len(data) > self.limit:
            self.too_large = True
            return len(data)
        self._hash.update(data)
        self.size += len(data)
        return self.file.write(data)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def settle(self) -> None:
        """Bring what came to the disk, so that keeping it later takes no time."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as RawIOBase's
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def close(self) -> None:
        if not self.file.closed:
            self.file.close()
            self.path.unlink(missing_ok=True)
        super().close()


def receive_bytes(store: FileStore, data: bytes) -> StoredFile:
    """Store bytes that are at hand already, a preview say."""
    incoming = store.receive()
    incoming.write(data)
    return store.keep(incoming)


class DiskStore:
    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.folder = folder
        self.limit = limit
        self._arriving = folder / "incoming"
        self._arriving.mkdir(parents=True, exist_ok=True)

    def receive(self) -> IncomingFile:
        return IncomingFile(self._arriving, self.limit)

    def keep(self, incoming: IncomingFile) -> StoredFile:
        incoming.file.flush()
        os.fsync(incoming.file.fileno())
        stored = StoredFile(incoming.sha256, incoming.size)
        target = self.path_of(stored.sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            incoming.path.rename(target)
            _fsync_folder(target.parent)
            _fsync_folder(target.parent.parent)
        incoming.close()
        return stored

    def path_of(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def open(self, sha256: str) -> BinaryIO:
        return self.path_of(sha256).open("rb")

    def remove(self, sha256: str) -> None:
        self.path_of(sha256).unlink(missing_ok=True)


class MemoryStore:
    """Files for tests that have no need of a disk."""

    def __init__(self, limit: int | None = None) -> None:
        self.files: dict[str, bytes] = {}
        self.limit = limit

    def receive(self) -> IncomingFile:
        return IncomingFile(None, self.limit)

    def keep(self, incoming: IncomingFile) -> StoredFile:
        incoming.seek(0)
        stored = StoredFile(incoming.sha256, incoming.size)
        self.files[stored.sha256] = incoming.file.read()
        incoming.close()
        return stored

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return io.BytesIO(self.files[sha256])

    def remove(self, sha256: str) -> None:
        self.files.pop(sha256, None)


def hash_of(file: BinaryIO) -> str:
    """Give the SHA-256 of what a file really holds, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
