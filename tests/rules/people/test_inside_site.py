import pytest

from assess.web.proof import is_inside_site


@pytest.mark.parametrize("address", ["/", "/en/", "/cy/units/1?page=2&q=ŵ", "/en/a#b"])
def test_a_path_is_inside_the_site(address: str) -> None:
    assert is_inside_site(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "en/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/en/\n/evil",
        " /en/",
        "/\x00",
    ],
)
def test_whatever_a_browser_could_read_as_another_host_is_outside(address: str) -> None:
    assert not is_inside_site(address)
