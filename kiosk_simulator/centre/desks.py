"""All desks of the simulated centre, over one database."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_simulator.centre.database import Database
from kiosk_simulator.centre.desk import Desk
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.proofs import ProofCheck
from kiosk_simulator.centre.registration_desk import RegistrationDesk
from kiosk_simulator.centre.registrations import Registrations
from kiosk_simulator.centre.reservations import Reservations, Scripts
from kiosk_simulator.centre.reset_desk import ResetDesk
from kiosk_simulator.centre.review import Review


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
