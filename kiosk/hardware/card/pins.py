"""PIN and password: reading the retry counter, and presenting the secret exactly once."""

from __future__ import annotations

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW, Channel
from kiosk.hardware.card.protocol import CardFault, NoPin, PinBlocked, PinRejected
from kiosk.rules.credentials.secret import Secret

_BLOCKED = (SW.REFERENCE_DATA_BLOCKED, SW.AUTHENTICATION_METHOD_BLOCKED)


def tries_left(channel: Channel, full: int) -> int:
    """Return the retry counter of the selected PIN: 0 (blocked) to 15. Does not use a try up.

    `full` is returned for a card that answers "verified" or "unlimited" instead of a number. Raises NoPin for
    a card that has no such reference data (ISO/IEC 7816-4, 6A88), CardFault for any other answer.
    """
    response = channel.send(apdu.verify_query())
    tries = apdu.tries_of(response.sw)
    if tries is not None:
        return tries
    if response.sw in _BLOCKED:
        return 0
    if response.sw in (SW.OK, SW.UNLIMITED_TRIES):
        # 9000 means "already verified", which implies a full counter.
        return full
    if response.sw == SW.REFERENCE_DATA_NOT_FOUND:
        raise NoPin("the card has no PIN")
    raise CardFault(response.sw, "VERIFY without data")


def refuse_wiped(secret: Secret) -> None:
    """Raise ValueError for a wiped PIN or password: sending its zeros would cost the holder one try."""
    if secret.is_wiped:
        raise ValueError("this PIN or password is wiped already")


def verify(channel: Channel, secret: Secret) -> None:
    """Present `secret` once to the selected PIN reference. The command buffer is wiped here.

    Raises PinRejected(tries_left), PinBlocked, or CardFault for any other answer.
    """
    command = apdu.verify(secret.ascii)
    try:
        sw = channel.send(command).sw
    finally:
        apdu.wipe(command)
    if sw == SW.OK:
        return
    tries = apdu.tries_of(sw)
    if sw in _BLOCKED or tries == 0:
        raise PinBlocked("the card's PIN or password is blocked")
    if tries is None:
        raise CardFault(sw, "VERIFY")
    raise PinRejected(tries)
