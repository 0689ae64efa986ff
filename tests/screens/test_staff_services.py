"""The page on which staff switches services off and on, where the fleet's operator has closed some."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.view import View
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from tests.support.layout_checks import complaints
from tests.support.page_layouts import CONTEXT, SHAPES, Recorder

CLOSED = {"en": "Closed by the operator", "ja": "運用担当の指示で休止中"}


def painted(view: View, language: str, size: tuple[int, int]) -> str:
    """All that the page says, once it is clear that it fits."""
    layout, canvas = PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language)), Recorder()
    layout.paint(layout.style, canvas)
    assert list(complaints(layout, canvas)) == []
    return "".join(text for text, *_ in canvas.texts)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("language", CLOSED)
def test_services_that_the_operator_closed_are_told_from_those_that_staff_switched_off(
    language: str, size: tuple[int, int]
) -> None:
    view = sample("maintenance-operation", language)
    services = tuple(
        ServiceAvailability(each, may_start=False, by_command=each is not Service.INFORMATION)
        for each in Service
    )
    status = replace(view.status, services=services, switched_off=frozenset({Service.CARD_CHECK}))
    closed = painted(replace(view, status=status), language, size)
    assert closed.count(CLOSED[language]) == len(Service) - 1
    assert CLOSED[language] not in painted(view, language, size)
