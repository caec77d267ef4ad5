from assess.assessment.routes import (
    answering,
    desk,
    joint_session,
    judging,
    moving,
    queue,
    returning,
    signing,
    submitting,
    wishing,
)
from assess.assessment.routes.blueprint import pages

__all__ = [
    "answering",
    "desk",
    "joint_session",
    "judging",
    "moving",
    "pages",
    "queue",
    "returning",
    "signing",
    "submitting",
    "wishing",
]
