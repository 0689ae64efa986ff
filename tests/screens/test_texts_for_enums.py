"""Whatever the machine, the devices or the law call by a key has a text: nothing is shown as its key."""

from __future__ import annotations

import re
from itertools import product

import pytest

from kiosk.fsm.reasons import REASONS, Reason
from kiosk.fsm.staff_report import StaffAction, StaffPage
from kiosk.fsm.states import S
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.journal.accounting.staff_acts import STAFF_KINDS
from kiosk.rules.card_check import Advice
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import RegistrationState
from kiosk.screens.frame.header import _SERVICES
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.devices import DETAILS, DEVICES, STATUSES
from kiosk.screens.messages.out_of_service import OUT_OF_SERVICE
from kiosk.screens.messages.staff import ACTS, PAGES, SERVICE_NAMES, STAFF_RESULTS, WHAT_TO_DO
from kiosk.screens.navigation import STEPS
from kiosk.screens.pages.card_check.card_state import _ADVICE
from kiosk.screens.pages.entry.menu import _OTHERS
from kiosk.screens.pages.usage_registration.state import _STATES
from kiosk.screens.pages.wait import _TEXTS, WaitScreen
from kiosk.screens.registry import SCREENS
from kiosk.tasks import silent_devices
from kiosk.tasks.silent_devices import JOURNAL


def test_every_reason_has_a_message_a_helper_and_a_text_for_passers_by() -> None:
    assert set(MESSAGES) == set(OUT_OF_SERVICE) == set(REASONS) == set(Reason)


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
    checked = {
        silent_devices.READER,
        silent_devices.PRINTER,
        silent_devices.RECEIPT,
        silent_devices.CASH,
        silent_devices.CENTRE,
        JOURNAL,
    }
    assert set(DEVICES) == checked


def test_every_status_of_a_device_has_a_text() -> None:
    assert set(STATUSES) == {str(status) for status in DeviceStatus}


def test_every_detail_that_a_device_reports_has_a_text() -> None:
    assert set(DETAILS) == {str(detail) for detail in Detail if detail is not Detail.NONE}


def test_every_action_of_the_staff_has_a_text_for_success_and_failure() -> None:
    assert set(STAFF_RESULTS) == set(product(StaffAction, (True, False)))


def test_every_page_reason_act_and_service_has_its_words_for_staff() -> None:
    assert list(PAGES) == list(StaffPage)
    assert set(WHAT_TO_DO) == set(Reason)
    assert set(ACTS) == set(STAFF_KINDS)
    assert set(SERVICE_NAMES) == set(Service)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_no_text_about_a_device_is_a_key(language: str) -> None:
    words = Words(language)
    phrases = (*DEVICES.values(), *(text for _, text in STATUSES.values()), *DETAILS.values())
    for text in map(words.of, phrases):
        assert re.search(r"_|[a-z][A-Z]", text) is None, text
        assert language != "ja" or not text.isascii(), text
