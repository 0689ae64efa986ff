"""One dead device closes the services that need it, and no others."""

from __future__ import annotations

import pytest

from kiosk.rules.needed_devices import NEEDS, Device, is_served, nothing_is_served
from kiosk.rules.services import Service

CLOSES = {
    Device.CARD_READER: {
        Service.CERTIFICATES, Service.PASSWORD_RESET, Service.USAGE_REGISTRATION, Service.CARD_CHECK,
    },
    Device.PAGE_PRINTER: {Service.CERTIFICATES},
    Device.RECEIPT_PRINTER: {Service.CERTIFICATES, Service.PASSWORD_RESET, Service.USAGE_REGISTRATION},
    Device.CASH_UNIT: {Service.CERTIFICATES},
    Device.CENTRE: {Service.CERTIFICATES, Service.PASSWORD_RESET, Service.USAGE_REGISTRATION},
    Device.JOURNAL: set(Service),
}  # fmt: skip
"""Written out once more, from the services' point of view turned around."""


@pytest.mark.parametrize("device", Device)
def test_each_device_closes_what_needs_it(device: Device) -> None:
    assert {each for each in Service if not is_served(each, (device,))} == CLOSES[device]


def test_every_service_and_every_device_has_its_row() -> None:
    assert set(NEEDS) == set(Service)
    assert set(CLOSES) == set(Device)


@pytest.mark.parametrize("device", Device)
def test_the_terminal_is_out_of_service_only_when_nothing_but_information_is_left(device: Device) -> None:
    assert nothing_is_served((device,)) == (device in (Device.CARD_READER, Device.JOURNAL))


def test_with_all_devices_well_everything_is_served() -> None:
    assert all(is_served(each, ()) for each in Service)
    assert not nothing_is_served(())
