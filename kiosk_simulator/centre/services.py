"""The services of the simulated centre, over one database."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.authentication import ProofVerifier
from kiosk_simulator.centre.certificates.service import CertificateService
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.password_reset.service import PasswordResetService
from kiosk_simulator.centre.password_reset.store import Reservations, Scripts
from kiosk_simulator.centre.swaps.kept_answers import KeptAnswers
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.centre.usage_registration.service import UsageRegistrationService
from kiosk_simulator.centre.usage_registration.store import Registrations


@dataclass(frozen=True, slots=True)
class Services:
    """The verification of proofs, which every service begins with, the services, and what faults keep."""

    verifier: ProofVerifier
    certificates: CertificateService
    password_reset: PasswordResetService
    usage_registration: UsageRegistrationService
    kept_answers: KeptAnswers


def make_services(
    verifier: ProofVerifier, database: Database, municipalities: dict[str, IssuingMunicipality]
) -> Services:
    """All services; their state is in `database`."""
    review = Review(Registrations(database), verifier.faults, verifier.now)
    return Services(
        verifier,
        CertificateService(verifier, review, municipalities),
        PasswordResetService(verifier, Reservations(database), Scripts(database)),
        UsageRegistrationService(verifier, review, municipalities),
        KeptAnswers(database),
    )
