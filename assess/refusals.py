"""How a rule says no. The web turns a refusal into a message beside the field."""


class RefusedError(Exception):
    """Something asked for is not allowed now. Subclasses stand beside their rule."""

    field: str | None = None
    """The form field that the refusal belongs to, where there is one."""


class NotFoundError(Exception):
    """No such object for this actor: missing, or somebody else's. The two are never told apart."""


class StaleError(RefusedError):
    """Somebody changed the row since the page was opened. Nothing has been overwritten."""

    def __init__(self, current: dict[str, str]) -> None:
        super().__init__("the row has changed")
        self.current = current
        """What stands now, by field, to be shown beside what was typed."""
