"""Who may act on a unit: its practitioner, its assessor, and never one person as both."""

from uuid import UUID

from assess.actor import Actor, Role
from assess.refusals import RefusedError


class NotTheAssessorError(RefusedError):
    """Only the unit's assessor decides."""


class NotThePractitionerError(RefusedError):
    """Only the practitioner puts their own work forward."""


class OwnWorkError(RefusedError):
    """Nobody assesses their own work."""


class SignedOffError(RefusedError):
    """The unit is signed off: it changes only after the sign-off has been withdrawn."""


class NoAssessorError(RefusedError):
    """The unit has no assessor yet, so there is nobody to ask."""


def check_is_assessor(actor: Actor, *, practitioner_id: UUID, assessor_id: UUID | None) -> None:
    if actor.person_id == practitioner_id:
        raise OwnWorkError
    if actor.role is not Role.ASSESSOR or actor.person_id != assessor_id:
        raise NotTheAssessorError


def check_is_practitioner(actor: Actor, *, practitioner_id: UUID) -> None:
    if actor.role is not Role.PRACTITIONER or actor.person_id != practitioner_id:
        raise NotThePractitionerError


def check_not_signed_off(*, signed_off: bool) -> None:
    if signed_off:
        raise SignedOffError
