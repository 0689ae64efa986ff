"""All desks of the simulated centre, over one database."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_simulator.centre.authentication import ProofCheck
from kiosk_simulator.centre.certificates.service import Desk
from kiosk_simulator.centre.database import Database
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.password_reset.service import ResetDesk
from kiosk_simulator.centre.password_reset.store import Reservations, Scripts
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.centre.usage_registration.service import RegistrationDesk
from kiosk_simulator.centre.usage_registration.store import Registrations


@dataclass(frozen=True, slots=True)
class Desks:
    """Who decides what: the authority's check of proofs, and a desk for each service."""

    proofs: ProofCheck
    issuing: Desk
    reset: ResetDesk
    registration: RegistrationDesk


def open_desks(
    proofs: ProofCheck, database: Database, municipalities: dict[str, IssuingMunicipality]
) -> Desks:
    """Set up all desks; what they remember is in `database`."""
    review = Review(Registrations(database), proofs.faults, proofs.now)
    return Desks(
        proofs,
        Desk(proofs, review, municipalities),
        ResetDesk(proofs, Reservations(database), Scripts(database)),
        RegistrationDesk(proofs, review, municipalities),
    )
