"""What a card check found, and what its holder should do about it. Nothing in it names a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.rules.hours.japan_time import JST

RENEWAL_MONTHS = 3
"""Months before its end from which a certificate can be renewed, free of charge (the city's guide)."""


@dataclass(frozen=True, slots=True)
class CardState:
    """What the card says without a PIN; the end of the signature certificate only after its password.

    Tries are those that the card has left: 0 to 3 for the PIN, 0 to 5 for the password, None without
    the certificate that they guard. Ends are aware times, None when there is no certificate or, for
    the signature certificate, when it was not read.
    """

    authentication: bool
    authentication_ends: datetime | None
    authentication_tries: int | None
    signature: bool
    signature_tries: int | None
    signature_ends: datetime | None = None


class Advice(StrEnum):
    """What to do, most pressing first; the screens word it."""

    NO_AUTHENTICATION = "no_authentication"  # no certificates from terminals with this card: counter
    AUTHENTICATION_ENDED = "authentication_ended"  # counter issues anew
    PIN_LOCKED = "pin_locked"  # counter
    PIN_LAST_TRY = "pin_last_try"
    AUTHENTICATION_ENDS_SOON = "authentication_ends_soon"  # renewal at the counter
    SIGNATURE_ENDED = "signature_ended"  # counter issues anew
    PASSWORD_LOCKED = "password_locked"  # noqa: S105 - reset with a reservation, or counter
    PASSWORD_LAST_TRY = "password_last_try"  # noqa: S105
    SIGNATURE_ENDS_SOON = "signature_ends_soon"
    NO_SIGNATURE = "no_signature"  # under 15, or not wished
    IN_ORDER = "in_order"


def renewal_begins(ends: datetime) -> date:
    """The first day on which a certificate that ends at `ends` (aware) can be renewed, in Japan."""
    last = ends.astimezone(JST).date()
    month = last.month - RENEWAL_MONTHS
    year, month = (last.year, month) if month > 0 else (last.year - 1, month + 12)
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(last.day, (first_after - timedelta(days=1)).day))


def advice(state: CardState, now: datetime) -> tuple[Advice, ...]:
    """What the holder of this card should know at `now` (aware); never empty."""
    found = [*_of_authentication(state, now), *_of_signature(state, now)]
    order = list(Advice)
    return tuple(sorted(found, key=order.index)) or (Advice.IN_ORDER,)


def _of_authentication(state: CardState, now: datetime) -> list[Advice]:
    if not state.authentication:
        return [Advice.NO_AUTHENTICATION]
    found = _of_end(
        state.authentication_ends, now, Advice.AUTHENTICATION_ENDED, Advice.AUTHENTICATION_ENDS_SOON
    )
    return found + _of_tries(state.authentication_tries, Advice.PIN_LOCKED, Advice.PIN_LAST_TRY)


def _of_signature(state: CardState, now: datetime) -> list[Advice]:
    if not state.signature:
        return [Advice.NO_SIGNATURE]
    found = _of_end(state.signature_ends, now, Advice.SIGNATURE_ENDED, Advice.SIGNATURE_ENDS_SOON)
    return found + _of_tries(state.signature_tries, Advice.PASSWORD_LOCKED, Advice.PASSWORD_LAST_TRY)


def _of_end(ends: datetime | None, now: datetime, ended: Advice, soon: Advice) -> list[Advice]:
    if ends is None:
        return []
    if now > ends:
        return [ended]
    return [soon] if now.astimezone(JST).date() >= renewal_begins(ends) else []


def _of_tries(tries: int | None, locked: Advice, last: Advice) -> list[Advice]:
    return [locked] if tries == 0 else [last] if tries == 1 else []
