"""The result of a card check, and the advice for its holder. It contains no personal data."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from enum import StrEnum

from kiosk.rules.hours.japan_time import JST
from kiosk.structs import Struct

RENEWAL_MONTHS = 3
"""Months before its expiry from which a certificate can be renewed free of charge (the city's guide)."""


class CardState(Struct):
    """What can be read from a card without a PIN, and with the password the signature certificate's expiry.

    `…_tries` are the remaining tries: 0 to 3 for the PIN, 0 to 5 for the password, None without the
    certificate. `…_ends` are aware times of expiry, None without the certificate or, for the signature
    certificate, if it was not read.
    """

    authentication: bool
    authentication_ends: datetime | None
    authentication_tries: int | None
    signature: bool
    signature_tries: int | None
    signature_ends: datetime | None = None


class Advice(StrEnum):
    """Advice, most urgent first; the screens have the wording."""

    NO_AUTHENTICATION = "no_authentication"  # the card cannot be used at terminals: counter
    AUTHENTICATION_ENDED = "authentication_ended"  # new certificate at the counter
    PIN_LOCKED = "pin_locked"  # counter
    PIN_LAST_TRY = "pin_last_try"
    AUTHENTICATION_ENDS_SOON = "authentication_ends_soon"  # renewal at the counter
    SIGNATURE_ENDED = "signature_ended"  # new certificate at the counter
    PASSWORD_LOCKED = "password_locked"  # noqa: S105 - reset with a reservation, or counter
    PASSWORD_LAST_TRY = "password_last_try"  # noqa: S105
    SIGNATURE_ENDS_SOON = "signature_ends_soon"
    NO_SIGNATURE = "no_signature"  # under 15, or not requested
    IN_ORDER = "in_order"  # as far as it was read: an expiry that was not may have passed


def renewal_begins(ends: datetime) -> date:
    """Return the first day, in Japan, on which a certificate that expires at `ends` can be renewed.

    `ends` must be aware.
    """
    last = ends.astimezone(JST).date()
    month = last.month - RENEWAL_MONTHS
    year, month = (last.year, month) if month > 0 else (last.year - 1, month + 12)
    return date(year, month, min(last.day, monthrange(year, month)[1]))


class Validity(StrEnum):
    """How long a certificate is still good for."""

    GOOD = "good"
    ENDS_SOON = "ends_soon"  # it can be renewed
    ENDED = "ended"


def validity(ends: datetime | None, now: datetime) -> Validity:
    """Of a certificate that expires at `ends` (aware, as `now` is). One whose end was not read is good."""
    if ends is None:
        return Validity.GOOD
    if now > ends:
        return Validity.ENDED
    return Validity.ENDS_SOON if now.astimezone(JST).date() >= renewal_begins(ends) else Validity.GOOD


def advice(state: CardState, now: datetime) -> tuple[Advice, ...]:
    """Return the advice for the holder of this card at `now` (aware). It is never empty.

    Of a certificate that has expired nothing else is told: a new one comes with a new PIN or password, so
    resetting the old one would be a wasted trip.
    """
    found = [*_of_authentication(state, now), *_of_signature(state, now)]
    order = list(Advice)
    return tuple(sorted(found, key=order.index)) or (Advice.IN_ORDER,)


def _of_authentication(state: CardState, now: datetime) -> list[Advice]:
    if not state.authentication:
        return [Advice.NO_AUTHENTICATION]
    found = _of_end(
        state.authentication_ends, now, Advice.AUTHENTICATION_ENDED, Advice.AUTHENTICATION_ENDS_SOON
    )
    if Advice.AUTHENTICATION_ENDED in found:
        return found
    return found + _of_tries(state.authentication_tries, Advice.PIN_LOCKED, Advice.PIN_LAST_TRY)


def _of_signature(state: CardState, now: datetime) -> list[Advice]:
    if not state.signature:
        return [Advice.NO_SIGNATURE]
    found = _of_end(state.signature_ends, now, Advice.SIGNATURE_ENDED, Advice.SIGNATURE_ENDS_SOON)
    if Advice.SIGNATURE_ENDED in found:
        return found
    return found + _of_tries(state.signature_tries, Advice.PASSWORD_LOCKED, Advice.PASSWORD_LAST_TRY)


def _of_end(ends: datetime | None, now: datetime, ended: Advice, soon: Advice) -> list[Advice]:
    told = {Validity.GOOD: [], Validity.ENDS_SOON: [soon], Validity.ENDED: [ended]}
    return told[validity(ends, now)]


def _of_tries(tries: int | None, locked: Advice, last: Advice) -> list[Advice]:
    return [locked] if tries == 0 else [last] if tries == 1 else []
