"""Reads of evidence: only what the actor may see, in a fixed number of statements."""

from assess.evidence.queries.bank import QuestionView, list_questions
from assess.evidence.queries.confirming import ToConfirm, list_to_confirm
from assess.evidence.queries.counterparts import CounterpartView, list_known_counterparts
from assess.evidence.queries.counting import count_mappings
from assess.evidence.queries.files import find_file, is_blob_used, list_blobs
from assess.evidence.queries.heads import MappingHead, PieceHead, list_piece_heads
from assess.evidence.queries.library import PAGE_SIZE, LibraryEntry, LibraryPage, list_library
from assess.evidence.queries.mappable import MappableUnit, list_mappable_units
from assess.evidence.queries.pieces import (
    find_piece,
    list_evidence_of_unit,
    list_history,
    list_versions,
    pieces_by_criterion,
)
from assess.evidence.queries.views import (
    FileView,
    MappingView,
    PieceView,
    SeenView,
    VersionView,
)

__all__ = [
    "PAGE_SIZE",
    "CounterpartView",
    "FileView",
    "LibraryEntry",
    "LibraryPage",
    "MappableUnit",
    "MappingHead",
    "MappingView",
    "PieceHead",
    "PieceView",
    "QuestionView",
    "SeenView",
    "ToConfirm",
    "VersionView",
    "count_mappings",
    "find_file",
    "find_piece",
    "is_blob_used",
    "list_blobs",
    "list_evidence_of_unit",
    "list_history",
    "list_known_counterparts",
    "list_library",
    "list_mappable_units",
    "list_piece_heads",
    "list_questions",
    "list_to_confirm",
    "list_versions",
    "pieces_by_criterion",
]
