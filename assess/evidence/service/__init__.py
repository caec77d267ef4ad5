"""Writes of evidence: one function for each deed."""

from assess.evidence.service.adding import add_evidence
from assess.evidence.service.bank import add_question, retire_question
from assess.evidence.service.confirming import confirm_evidence, record_sight
from assess.evidence.service.deleting import delete_evidence
from assess.evidence.service.freezing import freeze_evidence
from assess.evidence.service.inspecting import Arrived, inspect_file
from assess.evidence.service.keeping import remove_unused_files
from assess.evidence.service.mapping import map_evidence, unmap_evidence
from assess.evidence.service.recording import record_assessor_evidence
from assess.evidence.service.revising import revise_evidence
from assess.evidence.service.taking_words import ToRead, do_take_words, take_words

__all__ = [
    "Arrived",
    "ToRead",
    "add_evidence",
    "add_question",
    "confirm_evidence",
    "delete_evidence",
    "do_take_words",
    "freeze_evidence",
    "inspect_file",
    "map_evidence",
    "record_assessor_evidence",
    "record_sight",
    "remove_unused_files",
    "retire_question",
    "revise_evidence",
    "take_words",
    "unmap_evidence",
]
