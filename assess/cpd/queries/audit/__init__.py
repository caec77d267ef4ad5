"""The audit pack of a period: for its owner, and for the EQA to whom it was released."""

from assess.cpd.queries.audit.loading import (
    charts_of,
    load_audit_pack,
    load_audit_pack_of_period,
    load_released,
)

__all__ = ["charts_of", "load_audit_pack", "load_audit_pack_of_period", "load_released"]
