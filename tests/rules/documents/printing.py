"""Printing in tests, and reading what was printed with another program than made it."""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assess.documents.drawing.portfolio import ATTACHMENT_LIMIT, draw_portfolio
from assess.documents.pages import PrintChoice, PrintedPortfolio
from tests.rules.documents.printed_sample import MemoryFiles


@dataclass(frozen=True)
class Printed:
    path: Path

    @cached_property
    def text(self) -> str:
        return fold(run("pdftotext", "-raw", str(self.path), "-"))

    @cached_property
    def pages(self) -> list[str]:
        return [fold(page) for page in run("pdftotext", str(self.path), "-").split("\f")[:-1]]


def print_portfolio(
    portfolio: PrintedPortfolio,
    store: MemoryFiles,
    folder: Path,
    choice: PrintChoice = PrintChoice.ENGLISH,
    limit: int = ATTACHMENT_LIMIT,
) -> Printed:
    out = folder / f"print-{choice}.pdf"
    draw_portfolio(portfolio, choice=choice, open_file=store.open, out=out, attachment_limit=limit)
    return Printed(out)


def run(*command: str) -> str:
    return subprocess.run(  # noqa: S603 (the tests' own arguments)
        command, check=True, capture_output=True, text=True
    ).stdout


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
