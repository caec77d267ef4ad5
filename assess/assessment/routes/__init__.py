from assess.assessment.routes import (
    answering,
    desk,
    judging,
    queue,
    returning,
    signing,
    submitting,
)
from assess.assessment.routes.blueprint import pages

__all__ = [
    "answering",
    "desk",
    "judging",
    "pages",
    "queue",
    "returning",
    "signing",
    "submitting",
]
