from tests.house.architecture import PICTURE, ROOT, draw, layers


def test_the_picture_shows_the_layers_of_the_import_contract() -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw()


def test_every_part_on_disk_stands_in_the_picture() -> None:
    found = {
        path.stem
        for path in (ROOT / "assess").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"__init__"}

    assert found == {name for row in layers() for name in row}


def test_every_part_is_named_on_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

    assert [name for row in layers() for name in row if f"`{name}`" not in page] == []
