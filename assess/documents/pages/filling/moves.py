from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from assess.documents.pages.portfolio import PrintedMove, PrintedReworded
from assess.documents.pages.texts import Authored

if TYPE_CHECKING:
    from assess.assessment.queries.moved import MoveRecord


def printed_moves(records: "Iterable[MoveRecord]") -> Iterator[PrintedMove]:
    for record in records:
        move = record.move
        yield PrintedMove(
            before=move.from_edition,
            after=move.to_edition,
            moved_by=move.moved_by,
            moved_at=move.moved_at,
            reason=Authored(move.reason, move.language),
            relabelled=tuple(
                (one.before, one.after) for one in record.followed if one.before != one.after
            ),
            reworded=tuple(
                PrintedReworded(one.after, one.reaffirmed_at, one.reaffirmed_by)
                for one in record.followed
                if one.reworded
            ),
            gone=tuple(one.label for one in record.left),
        )
