"""No English on screen without Welsh: the catalogue is whole, and says what is said."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
PO = ROOT / "assess" / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
SIX_FORMS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
"""Babel's own Welsh header has five; the test of the header is on the text for that reason."""

KEYWORDS = ("_", "word", "lazy_gettext", "ngettext:1,2")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
Id = str | tuple[str, str]


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="cy")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    target = tmp_path_factory.mktemp("extracted") / "messages.pot"
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    options = ["-F", "pyproject.toml", "--ignore-dirs", "node_modules", *keywords]
    subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [
            sys.executable,
            "-m",
            "babel.messages.frontend",
            "-q",
            "extract",
            *options,
            "-o",
            target,
            ".",
        ],
        cwd=ROOT,
        check=True,
    )
    with target.open("rb") as file:
        return read_po(file)


def _messages(catalog: Catalog) -> dict[Id, Message]:
    return {_id(message): message for message in catalog if message.id}


def _id(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_the_catalogue_holds_what_the_service_says_and_nothing_else(
    welsh: Catalog, extracted: Catalog
) -> None:
    said, translated = set(_messages(extracted)), set(_messages(welsh))

    assert not said - translated, "said, and not in the catalogue"
    assert not translated - said, "in the catalogue, and no longer said"


def test_every_message_has_its_welsh_in_every_form(welsh: Catalog) -> None:
    gaps = [
        name
        for name, message in _messages(welsh).items()
        if not all(_forms(message)) or (message.pluralizable and len(_forms(message)) != 6)
    ]

    assert not gaps


def test_no_message_is_a_guess(welsh: Catalog) -> None:
    assert not [name for name, message in _messages(welsh).items() if message.fuzzy]


def test_every_placeholder_is_kept(welsh: Catalog) -> None:
    lost = []
    for name, message in _messages(welsh).items():
        needed = set(PLACEHOLDER.findall(name if isinstance(name, str) else name[1]))
        # "un maen prawf": a form for one number may say the number in a word.
        optional = {"num"} if message.pluralizable else set()
        for form in filter(None, _forms(message)):
            kept = set(PLACEHOLDER.findall(form))
            if kept - needed or needed - kept - optional:
                lost.append((name, form))

    assert not lost


def test_the_header_has_the_six_welsh_plural_forms() -> None:
    header = PO.read_text(encoding="utf-8").split("\n\n")[0]

    assert f'"Plural-Forms: {SIX_FORMS}\\n"' in header


def test_the_compiled_catalogue_is_the_one_that_is_read(welsh: Catalog) -> None:
    compiled = PO.with_suffix(".mo")
    assert compiled.is_file(), "the catalogue is not compiled: run make"
    with compiled.open("rb") as file:
        stands = {_id(message): _forms(message) for message in read_mo(file) if message.id}
    wanted = {
        name: _forms(message) for name, message in _messages(welsh).items() if any(_forms(message))
    }

    assert stands == wanted, "the compiled catalogue is stale: run make"


def test_the_welsh_keeps_to_the_style_guide(welsh: Catalog) -> None:
    against = re.compile(r"\bc(?:ô|Ô)d|&(?!\w+;)|\be\.e\.|\bh\.y\.", re.IGNORECASE)

    assert not [
        name
        for name, message in _messages(welsh).items()
        if any(against.search(form) for form in _forms(message) if form)
    ]
