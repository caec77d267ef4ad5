"""Hostile, damaged or outsized content: a print is made all the same, and says what it lacks."""

import hashlib
import io
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
from PIL import Image

from assess.bilingual import Bilingual
from assess.documents.drawing.enclosures import attachment_name
from assess.documents.pages import (
    Authored,
    PrintChoice,
    PrintedEvidence,
    PrintedFile,
    PrintedPassage,
    PrintedReflection,
)
from tests.rules.documents.printed_sample import (
    NOON,
    MemoryFiles,
    criterion,
    keep_file,
    piece_of_evidence,
    portfolio_of,
    unit_of,
)
from tests.rules.documents.printing import Printed, print_portfolio


def print_evidence(
    store: MemoryFiles, folder: Path, *evidence: PrintedEvidence, limit: int = 1_000_000
) -> Printed:
    portfolio = portfolio_of(unit_of("INSSMA11", (1, 1), 1), evidence=evidence)
    return print_portfolio(portfolio, store, folder, limit=limit)


def written(store: MemoryFiles, text: str) -> PrintedEvidence:
    return replace(piece_of_evidence(store, 3), text=Authored(text, "en"))


def holding(store: MemoryFiles, *files: PrintedFile, number: int = 2) -> PrintedEvidence:
    return replace(piece_of_evidence(store, number), files=files)


def shown(store: MemoryFiles, content: bytes) -> PrintedEvidence:
    file = keep_file(store, "picture.jpg", "image/jpeg", content)
    return holding(store, replace(file, preview_sha256=file.sha256))


def reflecting(text: str, folder: Path) -> Printed:
    unit = unit_of("INSSMA11", (1, 1), 0)
    reflection = PrintedReflection((PrintedPassage(None, text),), "en", NOON)
    first = replace(unit.criteria[0], reflections=(reflection,))
    changed = replace(unit, criteria=(first, *unit.criteria[1:]))
    return print_portfolio(portfolio_of(changed, evidence=()), MemoryFiles(), folder)


def attachments(printed: Printed) -> dict[str, bytes]:
    with pikepdf.open(printed.path) as pdf:
        return {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}


def test_markup_in_what_people_write_is_only_text(tmp_path: Path) -> None:
    hostile = "<b>bold</b> & &amp; <img src='/etc/passwd'/> <onDraw name='speak'/> %(name)s </para>"
    store = MemoryFiles()
    piece = replace(
        written(store, hostile),
        title=Authored(hostile, "en"),
        made_by=hostile,
        location=hostile,
        files=(keep_file(store, hostile, "text/plain", b"words"),),
    )
    text = print_evidence(store, tmp_path, piece).text
    assert text.count(hostile) >= 4


def test_characters_without_a_shape_are_named_where_they_stand(tmp_path: Path) -> None:
    odd = "before 😀🎉 日本 \x00 \ud800 \u202e after w\u0302"
    text = print_evidence(MemoryFiles(), tmp_path, written(MemoryFiles(), odd)).text
    assert "before [U+1F600 U+1F389] [U+65E5 U+672C] [U+0000] [U+D800] [U+202E] after ŵ" in text


def test_odd_characters_in_every_name_do_no_harm(tmp_path: Path) -> None:
    odd = "😀\ud800\x00(\\)\n\u202eŵ" * 6
    store = MemoryFiles()
    piece = holding(store, keep_file(store, odd, odd, b"words"))
    piece = replace(piece, title=Authored(odd, odd), made_by=odd, language=odd, location=odd)
    unit = unit_of("INSSMA11", (1, 1), 1)
    label = replace(
        criterion(1, unit.criteria[0].part, (2, 9)), label=odd, group=Bilingual(odd, odd)
    )
    unit = replace(unit, criteria=(label,), urn=odd, version=odd)
    portfolio = replace(portfolio_of(unit, evidence=(piece,)), practitioner=odd, provider=odd)
    printed = print_portfolio(portfolio, store, tmp_path)
    assert "[U+1F600 U+D800 U+0000]" in printed.text
    assert list(attachments(printed).values()) == [b"words"]


def test_a_reflection_of_a_hundred_thousand_characters_flows_over_pages(tmp_path: Path) -> None:
    words = [f"word{number:05d}" for number in range(10_000)]
    printed = reflecting(" ".join(words), tmp_path)
    assert len(printed.pages) > 20
    assert all(word in printed.text for word in words[::97])
    assert printed.text.count("word") == 10_000


def test_a_word_of_five_thousand_letters_is_broken_over_lines(tmp_path: Path) -> None:
    printed = reflecting("ŵ" * 5_000, tmp_path)
    assert printed.text.count("ŵ") >= 5_000


def test_long_titles_and_addresses_are_broken_over_lines_and_pages(tmp_path: Path) -> None:
    store = MemoryFiles()
    piece = replace(
        written(store, "Words."), title=Authored("ŵ" * 9_000, "cy"), location="ŷ" * 9_000
    )
    portfolio = portfolio_of(unit_of("INSSMA11", (1, 1), 1), evidence=(piece,))
    text = print_portfolio(portfolio, store, tmp_path, PrintChoice.BOTH).text
    assert text.count("ŷ") == 9_000
    assert text.count("ŵ") >= 18_000


def test_files_are_attached_under_names_of_their_own(tmp_path: Path) -> None:
    store = MemoryFiles()
    first = keep_file(store, "plan.pdf", "application/pdf", b"one")
    second = keep_file(store, "plan.pdf", "application/pdf", b"two")
    printed = print_evidence(store, tmp_path, holding(store, first, second, first))
    assert attachments(printed) == {"E002 plan.pdf": b"one", "E002 plan (2).pdf": b"two"}
    assert "Attached to this PDF as: E002 plan (2).pdf" in printed.text


def test_what_goes_over_the_limit_is_listed_with_its_hash_and_the_reason(tmp_path: Path) -> None:
    store = MemoryFiles()
    small = keep_file(store, "small.txt", "text/plain", b"s" * 60)
    large = keep_file(store, "large.txt", "text/plain", b"l" * 60)
    tiny = keep_file(store, "tiny.txt", "text/plain", b"t" * 40)
    printed = print_evidence(store, tmp_path, holding(store, small, large, tiny), limit=100)
    assert list(attachments(printed)) == ["E002 small.txt", "E002 tiny.txt"]
    reason = "It would take the attachments over their limit of 100 bytes."
    assert f"{large.sha256} Not attached: {reason}" in printed.text


def test_a_shown_image_is_not_attached_as_well(tmp_path: Path) -> None:
    store = MemoryFiles()
    printed = print_evidence(store, tmp_path, piece_of_evidence(store, 1))
    assert attachments(printed) == {}
    assert "Fi (ar y chwith) gyda'r grŵp targed, llun 1" in printed.text
    with pikepdf.open(printed.path) as pdf:
        assert sum(len(page.get_images()) for page in pdf.pages) == 1


def test_a_large_image_is_printed_smaller(tmp_path: Path) -> None:
    store = MemoryFiles()
    picture = io.BytesIO()
    Image.new("RGB", (4000, 3000), "teal").save(picture, "JPEG")
    printed = print_evidence(store, tmp_path, shown(store, picture.getvalue()))
    with pikepdf.open(printed.path) as pdf:
        image = next(image for page in pdf.pages for image in page.get_images().values())
        assert (int(image.Width), int(image.Height)) == (1200, 900)


def test_a_missing_file_is_named_with_its_hash_and_the_reason(tmp_path: Path) -> None:
    gone = PrintedFile("gone.pdf", "application/pdf", 10, hashlib.sha256(b"gone").hexdigest())
    store = MemoryFiles()
    text = print_evidence(store, tmp_path, holding(store, gone)).text
    assert f"SHA-256 {gone.sha256} Not attached: The file is missing." in text


def test_a_damaged_file_is_not_passed_off_as_the_one_that_was_hashed(tmp_path: Path) -> None:
    store = MemoryFiles()
    file = keep_file(store, "plan.pdf", "application/pdf", b"as submitted")
    store.files[file.sha256] = b"as altered"
    printed = print_evidence(store, tmp_path, holding(store, file))
    assert attachments(printed) == {}
    assert "Not attached: The file is damaged" in printed.text


def test_an_image_that_cannot_be_read_is_attached_and_its_trouble_said(tmp_path: Path) -> None:
    store = MemoryFiles()
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "JPEG")
    for content in (b"no image", b"", whole.getvalue()[:4000], whole.getvalue()[:30]):
        printed = print_evidence(store, tmp_path, shown(store, content))
        assert "Not shown: The image cannot be read." in printed.text
        assert list(attachments(printed).values()) == [content]


def test_an_image_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    store = MemoryFiles()
    for side in (8_000, 11_000, 60_000):
        printed = print_evidence(store, tmp_path, shown(store, _bomb(side)))
        assert "Not shown: The image is too large to be shown." in printed.text


def _bomb(side: int) -> bytes:
    """Make a PNG that says it is a square of that many pixels a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4)
        return len(data).to_bytes(4) + kind + data + check

    size = side.to_bytes(4) + side.to_bytes(4)
    header = chunk(b"IHDR", size + bytes([8, 2, 0, 0, 0]))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def test_a_name_for_an_attachment_is_safe_on_every_system() -> None:
    assert attachment_name(3, "../../etc/passwd", set()) == "E003 _.._etc_passwd"
    assert attachment_name(3, 'a<b>:"c".pdf', set()) == "E003 a_b_c_.pdf"
    assert attachment_name(3, "\x00\n", set()) == "E003 _"
    assert attachment_name(3, "...", set()) == "E003 file"
    assert len(attachment_name(3, "x" * 500 + ".pdf", set())) == 129
    assert attachment_name(12, "cŵn.txt", {"E012 cŵn.txt"}) == "E012 cŵn (2).txt"
