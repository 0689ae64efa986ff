"""Who is on the ccTalk bus? Polls and questions of identity only: nothing moves, nothing is enabled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.hardware.cash.bus import Bus, read_serial
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent

ACCEPTOR, PAYOUT, VALIDATOR = "Coin Acceptor", "Payout", "Bill Validator"
"""Equipment categories (ccTalk Generic Specification 4.7, part 3)."""
ADDRESSES = (*range(2, 18), *range(40, 48), 55, 100)
"""Where those categories may be: acceptors 2 and 11–17, payouts 3–10, validators 40–47, a changer 55, a
bill-to-bill changer 100 (ibid.). Each that is silent takes 0.3 s."""


@dataclass(frozen=True, slots=True)
class BusDevice:
    """What a device says of itself; empty or 0 where it does not."""

    address: int
    category: str
    product: str
    manufacturer: str
    serial: int


def scan(bus: Bus, addresses: Iterable[int] = ADDRESSES) -> Iterator[BusDevice]:
    """The devices that answer. Raises CashSilent when the serial port itself is not there."""
    for address in addresses:
        try:
            bus.ask(address, Header.SIMPLE_POLL, tries=1, length=0)
        except CashRefused:
            pass  # busy, and there
        except CashSilent as error:
            if error.__cause__ is not None:
                raise  # the port
            continue
        yield BusDevice(
            address,
            _text(bus, address, Header.REQUEST_CATEGORY),
            _text(bus, address, Header.REQUEST_PRODUCT_CODE),
            _text(bus, address, Header.REQUEST_MANUFACTURER),
            _serial(bus, address),
        )


def _text(bus: Bus, address: int, header: Header) -> str:
    try:
        raw = bus.ask(address, header).decode("ascii", "replace")
    except CashFault:
        return ""
    return "".join(each if each.isprintable() else "?" for each in raw).strip()


def _serial(bus: Bus, address: int) -> int:
    try:
        return read_serial(bus, address)
    except CashFault:
        return 0
