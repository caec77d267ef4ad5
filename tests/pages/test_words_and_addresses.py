"""What the app makes quick for every page stays what Flask and Jinja would give."""

from flask import Flask, render_template_string, url_for

from assess.bilingual import Language
from assess.web.language import in_language


def test_words_in_a_template_are_those_of_the_page(the_app: Flask) -> None:
    for path, words in (("/en/", "Sign out & Add evidence"), ("/cy/", None)):
        with the_app.test_request_context(path):
            shown = render_template_string('{{ _("Sign out") }} & {{ _("Add evidence") }}')
        assert "Sign out" not in shown if words is None else shown == words


def test_words_follow_the_language_of_a_mail_rather_than_the_page(the_app: Flask) -> None:
    with the_app.test_request_context("/en/"), in_language(Language.WELSH):
        assert render_template_string('{{ _("Standards") }}') == "Safonau"


def test_words_with_something_filled_in_are_still_filled_in(the_app: Flask) -> None:
    with the_app.test_request_context("/en/"):
        shown = render_template_string('{{ _("Page %(number)s", number="<3>") }}')
    assert shown == "Page &lt;3&gt;"


def test_an_address_is_in_the_language_and_under_the_root_of_its_request(the_app: Flask) -> None:
    addresses = []
    for path, root in (("/en/", ""), ("/cy/", ""), ("/en/", "/assess"), ("/en/", "")):
        with the_app.test_request_context(path, environ_overrides={"SCRIPT_NAME": root}):
            addresses.append(url_for("standards.standards"))
    assert addresses == ["/en/standards", "/cy/standards", "/assess/en/standards", "/en/standards"]


def test_addresses_tell_alike_values_of_other_kinds_apart(the_app: Flask) -> None:
    with the_app.test_request_context("/en/"):
        asked = [url_for("standards.standards", page=page) for page in (1, True, "1", 1)]
    assert asked == [f"/en/standards?page={page}" for page in ("1", "True", "1", "1")]


def test_an_address_with_a_host_is_that_of_its_own_request(the_app: Flask) -> None:
    found = []
    for host in ("a.example", "b.example"):
        with the_app.test_request_context("/en/", base_url=f"http://{host}"):
            found.append(url_for("standards.standards", _external=True))
    assert found == ["http://a.example/en/standards", "http://b.example/en/standards"]
