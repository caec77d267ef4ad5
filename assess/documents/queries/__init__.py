"""What a print is made of, which prints somebody has, and every file that is stored."""

from assess.documents.queries.files import NamedFile, list_named_files
from assess.documents.queries.portfolio import (
    EnrolmentFacts,
    PortfolioFacts,
    UnitFacts,
    load_as_operator,
    load_portfolio,
    load_unit,
)
from assess.documents.queries.prints import PrintView, find_print, list_prints
from assess.documents.queries.units import UnitLine, list_all_units

__all__ = [
    "EnrolmentFacts",
    "NamedFile",
    "PortfolioFacts",
    "PrintView",
    "UnitFacts",
    "UnitLine",
    "find_print",
    "list_all_units",
    "list_named_files",
    "list_prints",
    "load_as_operator",
    "load_portfolio",
    "load_unit",
]
