"""What becomes of each file of the evidence: shown, attached, or listed with the reason."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assess.documents.drawing.fetching import OpenFile, UnusableError, fetch
from assess.documents.drawing.figures import Figure, prepare_figure
from assess.documents.drawing.phrases import Phrase, word
from assess.documents.drawing.voice import Voice
from assess.documents.pages import PrintedEvidence, PrintedFile

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Enclosure:
    """A file to attach to the PDF under a name that no other has."""

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True)
class Outcome:
    """What the print says of a file.

    `trouble` is why an image is not shown; `reason` why a file is not attached.
    """

    figure: Figure | None = None
    trouble: Phrase | None = None
    attached_as: str | None = None
    reason: Phrase | None = None


@dataclass
class Enclosures:
    """The files of a print, looked at once, in the order of the evidence."""

    open_file: OpenFile
    folder: Path
    limit: int
    voice: Voice
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    attached: list[Enclosure] = field(default_factory=list)
    total: int = 0

    def gather(
        self, evidence: tuple[PrintedEvidence, ...], progress: Callable[[int, int], None]
    ) -> None:
        files = list(_files_of(evidence))
        for done, (number, file) in enumerate(files, start=1):
            if file.sha256 not in self.outcomes:
                self.outcomes[file.sha256] = self._settle(number, file)
            progress(done, len(files))

    def _settle(self, number: int, file: PrintedFile) -> Outcome:
        if file.preview_sha256 is None:
            return self._attach(number, file)
        try:
            figure = prepare_figure(self.open_file, file.preview_sha256, self.folder)
        except UnusableError as error:
            attached = self._attach(number, file)
            return Outcome(
                trouble=error.reason, attached_as=attached.attached_as, reason=attached.reason
            )
        return Outcome(figure=figure)

    def _attach(self, number: int, file: PrintedFile) -> Outcome:
        over_limit = word(
            "It would take the attachments over their limit of %(limit)s.",
            limit=self.voice.size(self.limit),
        )
        if self.total + file.size > self.limit:
            return Outcome(reason=over_limit)
        try:
            path = fetch(self.open_file, file.sha256, self.folder)
        except UnusableError as error:
            return Outcome(reason=error.reason)
        size = path.stat().st_size
        if self.total + size > self.limit:
            path.unlink()
            return Outcome(reason=over_limit)
        self.total += size
        name = attachment_name(number, file.name, {each.name for each in self.attached})
        self.attached.append(Enclosure(path, name, file.media_type))
        return Outcome(attached_as=name)


def _files_of(evidence: tuple[PrintedEvidence, ...]) -> Iterator[tuple[int, PrintedFile]]:
    for piece in evidence:
        for file in piece.files:
            yield piece.number, file


def attachment_name(number: int, name: str, taken: set[str]) -> str:
    """Give a name that is safe on every system and begins with the number of the evidence."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 (no file type is longer)
        stem, dot, ending = clean, "", ""
    stem = stem[:_LONGEST_NAME]
    wanted = f"E{number:03d} {stem}{dot}{ending}"
    copy = 1
    while wanted in taken:
        copy += 1
        wanted = f"E{number:03d} {stem} ({copy}){dot}{ending}"
    return wanted
