"""The deeds on standards, and the opening of the files that they come in."""

from assess.standards.service.giving import import_document
from assess.standards.service.importing import Imported, import_standard
from assess.standards.service.reading import TextTakenOut, read_document_file, take_text_out

__all__ = [
    "Imported",
    "TextTakenOut",
    "import_document",
    "import_standard",
    "read_document_file",
    "take_text_out",
]
