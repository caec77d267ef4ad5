from assess.learning.rules.personal import likely_personal

NAMES = ["Siân Price", "Jean-Luc O'Neill", "Ng"]


def test_addresses_and_numbers_are_pointed_out() -> None:
    found = likely_personal(
        ["Write to sian.price@example.test, or ring 029 2099 4511 or +44 7700 900123."], []
    )

    assert found == ("sian.price@example.test", "029 2099 4511", "+44 7700 900123")


def test_names_are_found_with_or_without_their_accents_and_endings() -> None:
    assert likely_personal(["Sian\u2019s plan, PRICE and O'Neill"], NAMES) == (
        "Sian\u2019s",
        "PRICE",
        "O'Neill",
    )


def test_words_in_small_letters_and_short_names_are_let_be() -> None:
    assert likely_personal(["the price of a jean, Ng said"], NAMES) == ()


def test_figures_that_are_no_phone_numbers_are_let_be() -> None:
    text = "From 2026-01-01 to 2026-12-31 we reached 1234567890 people; the budget was £12,000.50."

    assert likely_personal([text], []) == ()


def test_each_word_is_named_once_and_never_too_many() -> None:
    assert likely_personal(["Price Price", "Price"], NAMES) == ("Price",)
    many = " ".join(f"a{number}@example.test" for number in range(100))
    assert len(likely_personal([many], [])) == 20


def test_a_long_text_of_nothing_but_digits_or_signs_is_read_at_once() -> None:
    for text in ("1 " * 5_000, "@" * 5_000, "a." * 5_000, "\u202e مرحبا 🙂 " * 500):
        assert likely_personal([text], NAMES) == ()
