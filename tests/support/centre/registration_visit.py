"""One visit for a usage registration: what the centre found, and what the card signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.centre.client import CentreClient
from kiosk.centre.signing import application_message
from kiosk.centre.usage_registration import CardRegistration, RegistrationReceipt
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.usage_registration import RegistrationForm
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.pki.authority import Pki

TOMAKOMAI, MIHON = "01213", "99201"
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=JST)
DUE = date(2026, 12, 7)
RIGHT = RegistrationForm(
    town="試作町二丁目", lot="15-3", head_kana="シサク　ゴロウ", head="試作　五郎", telephone="0144000000"
)


@dataclass
class Applicant:
    """One visit of somebody who registers."""

    client: CentreClient
    pki: Pki
    visit: str
    found: CardRegistration
    profile: str
    code: str

    def application(
        self, form: RegistrationForm = RIGHT, *, request: str = "request", signer: str | None = None
    ) -> tuple[str, str, str, RegistrationForm, bytes, bytes]:
        """Everything that is handed in, signed by the card of `signer`."""
        message = application_message(
            self.found.id, self.visit, request, municipality_code=self.code, form=form
        )
        contents = make_card(signer or self.profile, self.pki).contents
        assert isinstance(contents.signature_key, rsa.RSAPrivateKey)
        assert contents.signature_certificate is not None
        signature = contents.signature_key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return self.found.id, self.visit, request, form, contents.signature_certificate, signature

    def applies(self, form: RegistrationForm = RIGHT, **how: Any) -> RegistrationReceipt:
        return self.client.registration.apply(*self.application(form, **how))

    def heads(self, **typed: str) -> tuple[str, ...]:
        asked = {"town": RIGHT.town, "lot": RIGHT.lot, "head_kana": RIGHT.head_kana} | typed
        return self.client.registration.heads(self.found.id, self.visit, **asked)
