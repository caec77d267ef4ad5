import base64
import secrets
from pathlib import Path

import pytest

from assess.keys import KeyFileError, KeyRing, SealError, open_keys
from assess.settings import Settings


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return open_keys(Settings(data_dir=tmp_path))


def test_what_is_sealed_is_opened_for_whom_it_was_sealed(ring: KeyRing) -> None:
    sealed = ring.seal("JBSWY3DPEHPK3PXP", about="Siân")

    assert ring.open(sealed, about="Siân") == "JBSWY3DPEHPK3PXP"
    assert "JBSWY3DPEHPK3PXP" not in sealed
    with pytest.raises(SealError):
        ring.open(sealed, about="Rhys")


def test_a_text_is_never_sealed_twice_alike(ring: KeyRing) -> None:
    assert len({ring.seal("the same", about="x") for _ in range(100)}) == 100


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_every_changed_byte_is_found(ring: KeyRing, place: int) -> None:
    head, _, coded = ring.seal("A" * 32, about="x").rpartition(":")
    whole = bytearray(base64.urlsafe_b64decode(coded))
    whole[place] ^= 1

    with pytest.raises(SealError):
        ring.open(f"{head}:{base64.urlsafe_b64encode(whole).decode()}", about="x")


@pytest.mark.parametrize(
    "sealed", ["", "x", "sealed1", "sealed1:", "sealed1:{}", "sealed1:{}:AAA", "sealed1:{}:ŵ"]
)
def test_what_was_never_sealed_is_refused(ring: KeyRing, sealed: str) -> None:
    with pytest.raises(SealError):
        ring.open(sealed.format(next(iter(ring.keys))), about="x")


def test_the_first_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    first = open_keys(settings)

    assert open_keys(settings).keys == first.keys
    assert first.path == tmp_path / "new" / "keys.txt"
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in first.path.parent.iterdir()] == ["keys.txt"]


def test_a_setting_keeps_the_keys_out_of_the_data_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "safe" / "assess.keys"
    ring = open_keys(Settings(data_dir=tmp_path / "data", key_file=elsewhere))

    assert ring.path == elsewhere
    assert not (tmp_path / "data").exists()


def test_a_new_key_seals_and_the_older_still_opens(ring: KeyRing) -> None:
    reader = KeyRing(ring.path)
    old = ring.seal("x", about="x")
    ring.add_key()
    new = ring.seal("x", about="x")

    assert old.startswith(reader.current)
    assert new.startswith(ring.current)
    assert ring.open(old, about="x") == "x"
    assert reader.open(new, about="x") == "x", "a process that was running reads the new key"
    assert ring.path.stat().st_mode & 0o777 == 0o600


def test_without_its_key_nothing_is_opened(ring: KeyRing) -> None:
    sealed = ring.seal("x", about="x")
    ring.path.write_text(f"{secrets.token_hex(32)}\n")

    with pytest.raises(SealError):
        KeyRing(ring.path).open(sealed, about="x")


@pytest.mark.parametrize("words", ["", "not a key", "ab" * 31, "ŵ" * 64])
def test_a_file_that_holds_no_key_is_refused(ring: KeyRing, words: str) -> None:
    ring.path.write_text(words)

    with pytest.raises(KeyFileError):
        KeyRing(ring.path)


def test_a_file_that_others_may_read_is_refused(ring: KeyRing) -> None:
    ring.path.chmod(0o644)

    with pytest.raises(KeyFileError, match="chmod 600"):
        KeyRing(ring.path)
