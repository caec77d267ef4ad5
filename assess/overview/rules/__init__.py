"""How far units have come, beside how far they should have, and what the map shows of them."""
