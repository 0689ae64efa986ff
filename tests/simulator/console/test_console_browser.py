"""The page in a real browser: it shows every switch, obeys the mouse and follows changes."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from kiosk.config.settings import Mode
from kiosk.fsm.states import S
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.server import Console
from kiosk_simulator.console.texts.faults import FAULT_TEXTS
from tests.simulator.console.conftest import Live
from tests.support.processes.browser import Browser

pytestmark = [pytest.mark.peer, pytest.mark.cost(15)]
READY = "document.body.dataset.ready === 'true'"


def opens(browser: Browser, live: Live) -> None:
    """The page with every panel unfolded."""
    browser.open(live.page.url)
    browser.wait(READY)
    browser.run("document.querySelectorAll('details.fold, .device').forEach((each) => { each.open = true; })")


def switch(id_: str) -> str:
    return f"[data-switch='{id_}']"


def pressed(id_: str) -> str:
    return f"document.querySelector({json.dumps(switch(id_))}).ariaPressed === 'true'"


def test_every_fault_is_shown_pressed_with_the_mouse_and_put_away_with_one_button(
    standing: Live, browser: Browser
) -> None:
    opens(browser, standing)
    switches = standing.page.get("api/catalogue").json()["switches"]
    shown = browser.run(
        "[...document.querySelectorAll('[data-switch]')].map((e) => [e.dataset.switch, e.innerText])"
    )
    assert sorted(id_ for id_, _ in shown) == sorted(each["id"] for each in switches)
    texts = dict(shown)
    for each in switches:
        assert each["ja"] in texts[each["id"]].replace("\n", "")
        browser.click(switch(each["id"]))
        browser.wait(pressed(each["id"]))
        browser.wait(
            f"document.querySelector(\"[data-wrong='{each['id']}']\").innerText.includes({json.dumps(each['en'])})"
        )
    off = {each["id"] for each in switches} - set(standing.page.state()["on"])
    assert off == {"reader.held", "reader.pull", "reader.pull_at_reset"}, (
        "one card is kept back in one way only"
    )
    assert {each["en"] for each in switches} == {
        words.en for kind in FAULT_TEXTS.values() for words in kind.values()
    }
    browser.click("#clear-faults")
    browser.wait("document.querySelectorAll('.switch[aria-pressed=true], [data-wrong]').length === 0")
    assert standing.page.state()["on"] == []
    assert browser.problems == []


def test_a_visit_is_seen_and_served_in_the_browser(live: Live, browser: Browser) -> None:
    opens(browser, live)
    browser.wait("document.querySelector('#state').innerText === 'お客さまを待っています'")
    live.comes_to_the_card()
    browser.click("[data-card='single'] .place")
    browser.wait("document.querySelector('#card-slot').innerText.includes('例示 さくら')")
    live.reaches(S.ENTER_PIN)
    browser.wait("document.querySelector('#state-en').innerText === 'Entering the PIN'")
    browser.wait("Number(document.querySelector('#left').innerText) > 60")
    browser.click("#take-card")
    live.reaches(S.PLACE_CARD)
    live.comes_to_the_money_from_the_card("single")
    browser.click("[data-coin='500']")
    live.reaches(S.TAKE_PAPERS)
    browser.wait("document.querySelector('#tray-amount').innerText.startsWith('¥250')")
    browser.wait(
        "[...document.querySelectorAll('#sheets img, #slips img')]"
        ".filter((i) => i.naturalWidth > 100).length === 2"
    )
    browser.wait("document.querySelector('#journal').innerText.includes('印刷済み')")
    browser.click("#sheets .paper")
    browser.wait(
        "document.querySelector('#look').open && document.querySelector('#look-picture').naturalWidth > 800"
    )
    browser.run("document.querySelector('#look').close()")
    browser.click("#take-sheets")
    browser.wait("document.querySelector('#take-sheets').disabled")
    browser.click("#take-all")
    browser.wait("document.querySelector('#take-all').disabled")
    page = live.page.state()
    assert (page["money"]["tray"], page["paper"]["sheets"], page["slips"]) == ([], [], [])
    assert browser.problems == []


def test_the_clock_buttons_set_japans_clock(live: Live, browser: Browser) -> None:
    opens(browser, live)
    browser.click("#clock-buttons button:nth-child(3)")
    browser.wait("document.querySelector('#clock').innerText.startsWith('22:59:5')")
    live.reaches(S.CLOSED)
    browser.click("#clock-buttons button:nth-child(5)")
    browser.wait("document.querySelector('#date').innerText.startsWith('2026-12-29')")
    browser.click("#clock-buttons button:nth-child(1)")
    browser.wait("document.querySelector('#clock').innerText.startsWith('10:00:0')")
    browser.wait("document.querySelector('#state-en').innerText === 'Closed'")


def test_the_other_services_and_the_hours_obey_the_mouse(live: Live, browser: Browser) -> None:
    opens(browser, live)
    assert browser.run("document.querySelector('#phone').href") == live.environment.phone.url
    browser.click("[data-card='password_one_try'] .place")
    browser.wait("document.querySelector('#service-card').value === 'password_one_try'")
    browser.click("#reserve")
    browser.wait(
        "document.querySelector(\"[data-reservation='password_one_try']\").innerText.includes('有効')"
    )
    browser.click("#take-card")
    browser.wait("document.querySelector('#take-card').disabled")
    browser.click("#password-form button")
    browser.wait(
        "document.querySelector(\"[data-card='password_one_try'] .password-tries\").innerText === '0'"
    )
    browser.click("#reserve-old")
    browser.wait("document.querySelector('[data-reservation].over').innerText.includes('期限切れ')")
    browser.click("#closure-form button")
    browser.wait("document.querySelector('#closures').innerText.includes('All services')")
    browser.click("#closure-end")
    browser.wait("document.querySelector('#closures').children.length === 0")
    browser.click("#jump-form button")
    browser.wait("document.querySelector('#notice').innerText.startsWith('X-105')")
    browser.wait("document.querySelector('#journal').innerText.includes('時計の異常')")
    assert browser.problems == []


def comes_back(live: Live, token: str, closures: Closures | None) -> Console:
    """Another console at the place of the first, as after a restart of the terminal."""
    return Console(
        live.environment, live.terminal, live.clock, live.journal, mode=Mode.SIMULATION, token=token,
        port=urlsplit(live.page.base).port or 0, closures=closures,
    )  # fmt: skip


def test_a_page_goes_on_when_the_terminal_is_back_and_says_when_it_is_another_one(
    standing: Live, browser: Browser
) -> None:
    opens(browser, standing)
    browser.run("globalThis.stayed = true")
    standing.console.stop()
    browser.wait("!document.querySelector('#offline').hidden")
    with comes_back(standing, "the-token-of-another-terminal", standing.closures):
        browser.wait("!document.querySelector('#moved').hidden")
        assert browser.run("document.querySelector('#offline').hidden")
    with comes_back(standing, standing.page.token, standing.closures):
        browser.wait("document.querySelector('#moved').hidden && document.querySelector('#offline').hidden")
        browser.click("[data-coin='1']")
        browser.wait("document.querySelector('#tray-amount').innerText === '¥0 + 1'")
        assert browser.run("globalThis.stayed"), "it was not loaded again"
    with comes_back(standing, standing.page.token, None):  # without a timetable: its page has no closures
        browser.wait(f"globalThis.stayed === undefined && {READY}")
        assert browser.run("document.querySelector('#closure-form').hidden") is True
