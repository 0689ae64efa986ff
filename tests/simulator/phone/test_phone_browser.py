"""A real browser of a telephone's size: taps, types, goes back, and reserves at the real simulated centre."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.rules.hours.japan_time import JST
from kiosk_simulator.environment import Environment
from kiosk_simulator.phone import texts
from kiosk_simulator.phone.refusals import Refusal
from tests.support.processes.phone_browser import SIZE, PhoneBrowser

pytestmark = [pytest.mark.peer, pytest.mark.cost(12)]

NOW = datetime(2026, 11, 24, 21, 30, 20, tzinfo=JST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("phone-environment")


@pytest.fixture
def environment(folder: Path) -> Iterator[Environment]:
    """Everything real but the clock: the cards, the driver, the centre and the page."""
    with Environment(folder, lambda: NOW, wait=time.sleep) as started:
        yield started


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneBrowser]:
    opened = PhoneBrowser(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.fixture
def page(browser: PhoneBrowser, environment: Environment) -> Iterator[PhoneBrowser]:
    browser.problems.clear()
    browser.open(environment.phone.url)
    browser.sees("h1", texts.CARD_TITLE.of("ja"))
    yield browser
    assert browser.problems == []


def chooses(page: PhoneBrowser, profile: str) -> None:
    page.click(f'a[href*="card={profile}&"]')


def types_pin(page: PhoneBrowser, pin: str) -> None:
    page.sees("h1", texts.PIN_TITLE.of("ja"))
    page.types("#pin", pin)
    page.click("#next")


def fits(page: PhoneBrowser) -> bool:
    """Nothing is cut off at the side, and every target is large enough for a finger."""
    assert page.run("document.documentElement.scrollWidth") <= SIZE[0]
    heights = page.run("[...document.querySelectorAll('main a, button, #pin')].map((e) => e.offsetHeight)")
    assert min(heights, default=48) >= 48
    return True


def test_a_whole_reservation(page: PhoneBrowser, environment: Environment) -> None:
    assert fits(page)
    chooses(page, "password_locked")
    page.sees("#tries", texts.PIN_TRIES.of("ja").format(tries=3))
    assert fits(page)
    types_pin(page, "1234")
    page.sees(".caution", texts.FACE_SIMULATED.of("ja"))
    assert fits(page)
    page.click("#next")
    until = NOW + timedelta(hours=24)
    page.sees(".until", texts.moment(until, "ja"))
    assert page.run("document.querySelector('time').dateTime").startswith("2026-11-25T21:30:20")
    assert fits(page)
    steps = page.sees("main > ol:not(.steps)")
    assert texts.menu("ja") in steps
    certificate = environment.card("password_locked").contents.authentication_certificate
    assert certificate is not None
    assert environment.centre.reserve(certificate) == until, "the centre knows the card"
    page.click("#languages summary")
    assert fits(page)
    page.click("#languages a[lang=en-001]")
    page.sees("h1", texts.DONE_TITLE.of("en"))
    page.sees(".until", texts.moment(until, "en"))
    page.reload()
    page.sees("h1", texts.DONE_TITLE.of("en"))


def test_wrong_pins_to_the_lock_are_spent_on_the_card(page: PhoneBrowser, environment: Environment) -> None:
    chooses(page, "normal")
    types_pin(page, "9999")
    page.sees(".alert", texts.PIN_WRONG.of("ja"))
    page.sees("#tries", texts.PIN_TRIES.of("ja").format(tries=2))
    assert environment.cards.pin_tries("normal") == 2
    page.reload()
    page.sees(".alert", texts.PIN_WRONG.of("ja"))
    assert environment.cards.pin_tries("normal") == 2, "a reload spends nothing"
    types_pin(page, "9999")
    page.sees("#tries", texts.PIN_LAST.of("ja"))
    types_pin(page, "9999")
    page.sees(".alert", texts.REFUSALS[Refusal.PIN_LOCKED][0].of("ja"))
    assert environment.cards.pin_tries("normal") == 0
    assert fits(page)


def test_going_back_to_an_old_pin_page_spends_no_second_try(
    page: PhoneBrowser, environment: Environment
) -> None:
    chooses(page, "katsuko")
    types_pin(page, "9999")
    page.sees(".alert", texts.PIN_WRONG.of("ja"))
    page.back()
    page.wait("!document.querySelector('.alert') && document.querySelector('#pin')")
    if page.run("document.querySelector('#tries').innerText") == texts.PIN_TRIES.of("ja").format(tries=3):
        # The browser kept the page as it was: its ticket is used, so no card is asked.
        types_pin(page, "9999")
        page.sees(".alert", texts.REFUSALS[Refusal.TOO_LATE][0].of("ja"))
    assert environment.cards.pin_tries("katsuko") == 2


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        ("child", Refusal.NO_SIGNATURE_CERTIFICATE),
        ("expired", Refusal.CERTIFICATE_EXPIRED),
        ("locked", Refusal.PIN_LOCKED),
    ],
)
def test_a_card_that_cannot_is_refused_at_once(page: PhoneBrowser, profile: str, refusal: Refusal) -> None:
    chooses(page, profile)
    page.sees(".alert", texts.REFUSALS[refusal][0].of("ja"))
    assert fits(page)
    page.click(".button")
    page.sees("h1", texts.CARD_TITLE.of("ja"))


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        ("revoked", Refusal.CERTIFICATE_REVOKED),
        ("signature_expired", Refusal.SIGNATURE_EXPIRED),
        ("signature_revoked", Refusal.SIGNATURE_REVOKED),
        ("no_resident", Refusal.NOT_KNOWN),
    ],
)
def test_what_only_the_centre_knows_is_refused_after_the_pin(
    page: PhoneBrowser, profile: str, refusal: Refusal
) -> None:
    chooses(page, profile)
    types_pin(page, "1234")
    page.sees("h1", texts.FACE_TITLE.of("ja"))
    page.click("#next")
    page.sees(".alert", texts.REFUSALS[refusal][0].of("ja"))


def test_the_browser_itself_asks_for_four_digits(page: PhoneBrowser, environment: Environment) -> None:
    chooses(page, "normal")
    types_pin(page, "12")
    assert page.run("!document.querySelector('#pin').checkValidity()")
    page.sees("h1", texts.PIN_TITLE.of("ja"))
    assert environment.card("normal").tries_left() == 3
