"""Whatever the text, a criterion's words stand in it, in their order and unchanged."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assess.standards.rules.reader import read_document

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
PIECES = [
    *("Overview", "Performance criteria", "Knowledge and understanding", "Glossary", "Scope/range"),
    *("Meini prawf perfformiad", "Gwybodaeth a Dealltwriaeth", "You must be able to:"),
    *(
        "P1 do this",
        "P2",
        "P3 : do that ",
        "P1 P2 P3",
        "1. do",
        "2.  do",
        "3.",
        "- do",
        "-",
        "K1 know",
    ),
    *("K2 know", "URN: ABC1", "General knowledge", "and so on", "  more", "Performance Criteria 1"),
    *("", "", "Version Number", "Some prose that ends.", "Validity: Current", "1. 2. 3. do"),
]
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=30)


def folded(text: str) -> str:
    return " ".join(CONTROLS.sub(" ", text).split())


@example(
    pieces=[
        "Overview",
        "Performance criteria",
        "1. do",
        "1. do",
        "Performance criteria",
        "P1 do this",
    ],
    joint="\n",
)
@settings(max_examples=400, deadline=None)
@given(pieces=DOCUMENTS, joint=st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_every_criterion_stands_in_the_document(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    document = read_document(text)
    for criterion in (*document.performance, *document.knowledge):
        assert criterion.text
        assert folded(criterion.text) in folded(text)


@settings(max_examples=400, deadline=None)
@given(pieces=DOCUMENTS)
def test_labels_never_stand_twice(pieces: list[str]) -> None:
    document = read_document("\n".join(pieces))
    labels = [criterion.label for criterion in (*document.performance, *document.knowledge)]
    assert len(labels) == len(set(labels))


TAGS = [
    *(
        "<p>",
        "</p>",
        "<ol>",
        "<ul start=x>",
        "<ol start=9>",
        "<li>",
        "</li>",
        "</ol>",
        "<td>",
        "<tr>",
    ),
    *("<h2>", "</h2>", "<br/>", "<!--", "-->", "<![x", "]>", "<?", "<!x", "<script>", "</script>"),
    *(
        "&#",
        "&#99999999999;",
        "&#xd800;",
        "&amp;",
        "<",
        ">",
        "<p a='",
        "</",
        "\n",
        "<![CDATA[",
        "]]>",
    ),
]


@settings(max_examples=500, deadline=None)
@given(pieces=st.lists(st.sampled_from(TAGS + PIECES) | st.text(max_size=5), max_size=40))
def test_any_page_is_read_without_an_exception(pieces: list[str]) -> None:
    document = read_document("<html>" + "".join(pieces), name="page.html")
    assert all(warning.line >= 1 for warning in document.warnings)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400), name=st.none() | st.text(max_size=20))
def test_any_text_is_read_without_an_exception(text: str, name: str | None) -> None:
    document = read_document(text, name=name)
    assert all(warning.line >= 1 for warning in document.warnings)
