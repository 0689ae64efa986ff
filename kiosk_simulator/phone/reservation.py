"""How a telephone beside the centre's process asks it for a reservation: a route that only it may use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pydantic import AwareDatetime

from kiosk.centre.messages import Message
from kiosk.centre.transport import TlsFiles, Transport

RESERVE_PATH = "/v1/telephone/reservations"
TELEPHONE = "telephone"
"""Common name of its client certificate; no terminal has it."""


class CertificateShown(Message):
    """A user-authentication certificate (DER) whose card has accepted its PIN."""

    certificate: bytes


class Reserved(Message):
    """Until when the reservation is valid."""

    until: AwareDatetime


def reserve_at(url: str, files: TlsFiles) -> Callable[[bytes], datetime]:
    """Return what makes a reservation at the centre at `url`; it raises CentreError."""

    def reserve(certificate: bytes) -> datetime:
        transport = Transport(url, files, connect_timeout=3.0, read_timeout=15.0)
        try:
            asked = CertificateShown(certificate=certificate)
            return transport.post(RESERVE_PATH, asked, Reserved, repeatable=True).until
        finally:
            transport.close()

    return reserve
