"""What the pages that suggest criteria have in common."""

from collections.abc import Collection
from datetime import UTC, datetime

from assess.evidence.pages.suggestions import SuggestedRow, language_to_compare, suggested_rows
from assess.evidence.queries import MappableUnit, PieceView
from assess.evidence.service import ToRead, take_words
from assess.web.extensions import the_files
from assess.web.language import current_language


def suggestions_for(
    piece: PieceView, units: list[MappableUnit], *, chosen: Collection[str] = ()
) -> tuple[SuggestedRow, ...]:
    """Suggest criteria for the newest version; files that no worker has read yet are read now."""
    version, here = piece.newest, current_language()
    if language_to_compare(version.language, here) is None or not units:
        return ()
    files = [ToRead(file.sha256, file.media_type) for file in version.files]
    words = take_words(store=the_files(), files=files, now=datetime.now(UTC))
    mapped = {str(one.criterion_id) for one in piece.mappings}
    return suggested_rows(
        version, words.values(), units, but=mapped | set(chosen), page_language=here
    )
