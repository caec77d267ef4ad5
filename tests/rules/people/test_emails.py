import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.people.rules.emails import EmailShapeError, normalise_email, spelling_of


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Siân.jones@example.test".replace("â", "a"), "sian.jones@example.test"),
        ("SIAN.JONES@EXAMPLE.TEST ", "sian.jones@example.test"),
        ("o'brien+nos@a-b.example.cymru", "o'brien+nos@a-b.example.cymru"),
        ("rhys@tŷ.cymru", "rhys@xn--t-foa.cymru"),
        ("rhys@ty\u0302.cymru", "rhys@xn--t-foa.cymru"),
    ],
)
def test_one_address_has_one_spelling(typed: str, stored: str) -> None:
    assert normalise_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "rhys",
        "rhys@",
        "@example.test",
        "rhys@example",
        "a b@example.test",
        "rhys@example..test",
        "rhys@.test",
        ".rhys@example.test",
        "rhys@exam ple.test",
        "rhys@example.test\nBcc: all@example.test",
        "rhys@example.test,all@example.test",
        "<rhys@example.test>",
        "rhys@-example.test",
        "rhys@example.test\x00",
        "rh\udcffys@example.test",
        "rhys@\udcff.test",
        "ŵ@example.test",
        f"{'a' * 65}@example.test",
        f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.test",
        f"a@{'b' * 300}.test",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EmailShapeError):
        normalise_email(typed)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_has_a_spelling_that_stays_the_same(text: str) -> None:
    once = spelling_of(text)

    assert len(once) <= 254
    assert "\n" not in once or "@" not in once or spelling_of(once) == once
