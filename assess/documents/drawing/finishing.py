"""The last step: files attached, particulars set, the PDF put in its place whole or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from assess.documents.drawing.enclosures import Enclosure


def finish(
    drawn: Path,
    out: Path,
    *,
    enclosures: list[Enclosure],
    printed_at: datetime,
    progress: Callable[[int, int], None],
) -> None:
    stamp = printed_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with pikepdf.open(drawn) as pdf:
            pdf.docinfo["/CreationDate"] = stamp
            pdf.docinfo["/ModDate"] = stamp
            pdf.Root.PageMode = pikepdf.Name.UseOutlines
            for done, enclosure in enumerate(enclosures, start=1):
                _attach(pdf, enclosure, stamp)
                progress(done, len(enclosures))
            pdf.save(unfinished, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _attach(pdf: pikepdf.Pdf, enclosure: Enclosure, stamp: str) -> None:
    attachment = pikepdf.AttachedFileSpec(
        pdf,
        enclosure.path.read_bytes(),
        filename=enclosure.name,
        description="",
        mime_type=_media_type(enclosure.media_type),
        creation_date=stamp,
        mod_date=stamp,
    )
    attachment.relationship = pikepdf.Name.Supplement
    pdf.attachments[enclosure.name] = attachment


def _media_type(media_type: str) -> str:
    """A media type becomes a name in the PDF: one that is no plain ASCII is not repeated."""
    plain = media_type.isascii() and media_type.isprintable() and "/" in media_type
    return media_type if plain else "application/octet-stream"
