"""PIN and password: asking the card for the tries left, and presenting one exactly once."""

from __future__ import annotations

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW, Channel
from kiosk.hardware.card.protocol import CardFault, PinBlocked, PinRejected
from kiosk.rules.credentials.secret import Secret

_BLOCKED = (SW.REFERENCE_DATA_BLOCKED, SW.AUTHENTICATION_METHOD_BLOCKED)


def tries_left(channel: Channel, full: int) -> int:
    """Ask for the counter of the PIN that is selected: 0 (blocked) to 15. Spends no try.

    `full` is what a card means that says "verified" or "unlimited" instead of a number. Raises
    CardFault for any other answer.
    """
    response = channel.send(apdu.verify_query())
    tries = apdu.tries_of(response.sw)
    if tries is not None:
        return tries
    if response.sw in _BLOCKED:
        return 0
    if response.sw in (SW.OK, SW.UNLIMITED_TRIES):
        # 9000: some cards say "already verified", which only a full counter can be.
        return full
    raise CardFault(response.sw, "VERIFY without data")


def refuse_wiped(secret: Secret) -> None:
    """Raise ValueError for a PIN or password that was wiped: its zeros would cost the holder one try."""
    if secret.is_wiped:
        raise ValueError("this PIN or password is wiped already")


def verify(channel: Channel, secret: Secret) -> None:
    """Present `secret` once to the PIN that is selected. The command buffer is wiped here.

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
