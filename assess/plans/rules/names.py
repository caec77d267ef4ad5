"""What the fields of a section's form are called."""


def name_of(field: str, row: int | None = None, column: str = "") -> str:
    """Name a field in-<field>, a cell of a table in-<field>-<number of the row>-<column>."""
    return f"in-{field}" if row is None else f"in-{field}-{row}-{column}"
