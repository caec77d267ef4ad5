from uuid import UUID


def place_of(plan_id: UUID, section: str) -> str:
    """Name the place that the drafts of a section are kept under."""
    return f"plan/{plan_id}/{section}"
