"""The numbers that the centre gives to documents, resets and applications, and how it can spoil them."""

from __future__ import annotations

import secrets
from typing import TypeVar

from kiosk.centre.messages import Message
from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

# No two characters that are confused in print or on the telephone: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
_ALPHABET = "034679ACDEFGHJKMNPQRTVWXY"
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
M = TypeVar("M", bound=Message)


def document_number() -> str:
    """A random number such as K7Q4-9PX3-W3MA: 12 characters, about 55 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def draw_number(database: Database, service: Service, terminal: str, request: str) -> str:
    """A number that nothing else has, nor ever gets: of two draws of the same one, the later is repeated.

    Within a transaction that is rolled back it was never given.
    """
    while True:
        drawn = database.rows(
            "INSERT INTO given_number (number, service, terminal, request) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING number",
            *(document_number(), service, terminal, request),
        )
        if drawn:
            return str(drawn[0][0])


def spoiled(number: str, faults: CentreFaults) -> str:
    """The number as a faulty centre sends it; unchanged without a fault."""
    if CentreFault.UNUSABLE_NUMBERS in faults:
        return f"{number}\n\x1b@{number * 8}"
    if CentreFault.FULL_WIDTH_NUMBERS in faults:
        return f"　{number.translate(_FULL_WIDTH)} "
    return number


def with_spoiled_number(message: M, faults: CentreFaults) -> M:
    """The message with its `number`, if it has one, as a faulty centre sends it."""
    number = getattr(message, "number", None)
    # A copy is not validated: the message would normalise the number before it is sent.
    return message if number is None else message.model_copy(update={"number": spoiled(number, faults)})
