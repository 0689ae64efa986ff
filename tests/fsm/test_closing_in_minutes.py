"""What a view tells of closing time: of the visit's own service, and only before anything is paid."""

from __future__ import annotations

import pytest

from kiosk.fsm.states import S
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.samples.facts import view_of

ROWS = (
    ServiceAvailability(Service.CARD_CHECK, closes_in=2),
    ServiceAvailability(Service.CERTIFICATES, closes_in=4),
)


@pytest.mark.parametrize(
    ("state", "service", "minutes"),
    [
        (S.ORDER, Service.CERTIFICATES, 4),
        (S.CARD_STATE, Service.CARD_CHECK, 2),
        (S.TOPIC, Service.INFORMATION, None),
        (S.PAY, Service.CERTIFICATES, None),
        (S.STOP_PAYING, Service.CERTIFICATES, None),
        (S.PRINT, Service.CERTIFICATES, None),
        (S.TAKE_PAPERS, Service.CERTIFICATES, None),
        (S.ATTRACT, None, None),
    ],
)
def test_closing_time_is_told_of_the_own_service_until_it_is_paid_for(
    state: S, service: Service | None, minutes: int | None
) -> None:
    assert view_of(state, service=service, services=ROWS).closing_in_minutes == minutes
