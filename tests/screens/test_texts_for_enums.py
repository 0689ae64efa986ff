"""Whatever the machine, the devices or the law call by a key has a text: nothing is shown as its key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.fsm.notices import NOTICES, Notice
from kiosk.fsm.states import S
from kiosk.hardware.page_printer import reasons
from kiosk.hardware.status import DeviceStatus
from kiosk.rules.card_state import Advice
from kiosk.rules.registration import RegistrationState
from kiosk.rules.services import Service
from kiosk.screens.header import _SERVICES
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.devices import DETAILS, DEVICES, STAFF_RESULTS, STATUSES
from kiosk.screens.messages.out_of_service import OUT_OF_SERVICE
from kiosk.screens.navigation import STEPS
from kiosk.screens.pages.card_check.card_state import _ADVICE
from kiosk.screens.pages.entry.menu import _OTHERS
from kiosk.screens.pages.usage_registration.state import _STATES
from kiosk.screens.pages.wait import _TEXTS, WaitScreen
from kiosk.screens.registry import SCREENS
from kiosk.tasks import health

KIOSK = Path(health.__file__).parents[1]
REPORTS = ("DeviceReport", "PrinterReport", "DeviceChecked")


def test_every_reason_has_a_message_a_helper_and_a_text_for_passers_by() -> None:
    assert set(MESSAGES) == set(OUT_OF_SERVICE) == set(NOTICES) == set(Notice)


def test_every_state_that_only_waits_says_what_for() -> None:
    assert set(_TEXTS) == {state for state, screen in SCREENS.items() if screen is WaitScreen}


def test_every_service_has_a_name_in_the_header_and_a_row_on_the_menu() -> None:
    assert set(_SERVICES) == set(Service)
    assert {*_OTHERS, Service.CERTIFICATES} == set(Service)


def test_every_step_is_named_and_no_state_belongs_to_two_steps_of_a_service() -> None:
    for service, steps in STEPS.items():
        states = [state for _, members in steps for state in members]
        assert len(states) == len(set(states)), service
        assert set(states) <= set(S)


def test_every_advice_and_every_status_of_a_registration_has_a_text() -> None:
    assert set(_ADVICE) == set(Advice)
    assert set(_STATES) == set(RegistrationState)


def test_every_device_that_is_checked_has_a_name() -> None:
    checked = {health.READER, health.PRINTER, health.RECEIPT, health.CASH, health.CENTRE}
    assert set(DEVICES) == checked


def test_every_status_of_a_device_has_a_text() -> None:
    assert set(STATUSES) == {str(status) for status in DeviceStatus}


def _reported_in(source: Path) -> Iterator[str]:
    """Details that a module reports as a literal."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in REPORTS:
            continue
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            for part in ast.walk(argument):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                    yield part.value


def test_every_detail_that_a_device_reports_has_a_text() -> None:
    sources = [*KIOSK.joinpath("hardware").rglob("*.py"), *KIOSK.joinpath("tasks").glob("*.py")]
    found = {detail for source in sources for detail in _reported_in(source)}
    found |= {detail for _, detail, _ in reasons._BLOCKING} | {detail for _, detail in reasons._HINTS}
    assert {"paperOut", "unreachable", "changeShort", "serviceStopped"} <= found  # the search finds them
    assert found - set(DETAILS) == set()


def test_every_action_of_the_staff_is_named_and_so_is_what_came_of_it() -> None:
    staff = KIOSK / "tasks" / "staff.py"
    texts = [
        node.value
        for node in ast.walk(ast.parse(staff.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    results = {text for text in texts if text.endswith(("_ok", "_failed")) and not text.startswith("_")}
    results |= {f"{action}{end}" for action in ("test_page", "test_receipt") for end in ("_ok", "_failed")}
    actions = {result.removesuffix("_ok").removesuffix("_failed") for result in results}
    assert actions == {"test_page", "test_receipt", "fill_coins", "clear_case"}
    assert actions | results == set(STAFF_RESULTS)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_text_about_a_device_is_a_key(language: str) -> None:
    words = Words(language)
    phrases = (*DEVICES.values(), *(text for _, text in STATUSES.values()), *DETAILS.values())
    for text in map(words.of, phrases):
        assert re.search(r"_|[a-z][A-Z]", text) is None, text
        assert language == "en" or not text.isascii(), text
