"""Who stands at the simulated terminals: holders of specimen cards, whose keys sign with no card around."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.centre.signing import subject_of
from kiosk_simulator.card.profiles import PROFILES, make_card
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.residents import resident

PROFILES_PLAYED = (
    "normal", "katsuko", "single", "register_elsewhere", "unregistered", "large_household", "foreign",
    "former_name", "common_name", "birth_year_only", "adoption", "no_register", "seal_unregistered",
    "tax_undeclared",
)  # fmt: skip
"""Cards that are served: of fourteen people in two municipalities."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person and a card. `subject` and `name` are what a certificate must be bound to, and show."""

    resident: str
    name: str = field(repr=False)
    certificate: bytes = field(repr=False)
    subject: str
    key: rsa.RSAPrivateKey = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """As the card signs the message's SHA-256."""
        return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def holders(pki: Pki) -> tuple[Holder, ...]:
    """All of them; their keys are made at first use, in the state folder."""
    return tuple(_holder(profile, pki) for profile in PROFILES_PLAYED)


def _holder(profile: str, pki: Pki) -> Holder:
    contents = make_card(profile, pki).contents
    key, certificate, who = (
        contents.authentication_key,
        contents.authentication_certificate,
        PROFILES[profile],
    )
    if not isinstance(key, rsa.RSAPrivateKey) or certificate is None or who.resident is None:
        raise ValueError(f"the card {profile} proves nobody")
    person, _ = resident(who.resident)
    return Holder(who.resident, person.name, certificate, subject_of(certificate), key)
