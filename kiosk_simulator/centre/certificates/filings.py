"""What is filed with the municipality about the applicant while a visit goes on, switched on by QA."""

from __future__ import annotations

from dataclasses import replace

from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.residents import Reason, Resident

_FILED = {CentreFault.MOVE_OUT_FILED: Reason.MOVING_OUT, CentreFault.PROTECTION_FILED: Reason.WITHHELD}


def as_filed(person: Resident, faults: CentreFaults) -> Resident:
    """The resident as the municipality's record has him at this moment."""
    reasons = person.reasons | {reason for fault, reason in _FILED.items() if fault in faults}
    seal_since = None if CentreFault.SEAL_CANCELLED in faults else person.seal_since
    return replace(person, reasons=reasons, seal_since=seal_since)
