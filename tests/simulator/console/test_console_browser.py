"""The page in a real browser: it shows every switch, obeys the mouse and follows changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.fsm.states import S
from kiosk_simulator.console.texts.faults import FAULT_TEXTS
from tests.simulator.console.conftest import Live
from tests.support.processes.browser import Browser

pytestmark = [pytest.mark.peer, pytest.mark.cost(15)]
READY = "document.body.dataset.ready === 'true'"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    opened = Browser(tmp_path / "profile")
    yield opened
    opened.close()


def switch(id_: str) -> str:
    return f"[data-switch='{id_}']"


def pressed(id_: str) -> str:
    return f"document.querySelector({json.dumps(switch(id_))}).ariaPressed === 'true'"


def test_every_fault_is_shown_pressed_with_the_mouse_and_put_away_with_one_button(
    standing: Live, browser: Browser
) -> None:
    browser.open(standing.page.url)
    browser.wait(READY)
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
    browser.wait("document.querySelectorAll('[aria-pressed=true], [data-wrong]').length === 0")
    assert standing.page.state()["on"] == []
    assert browser.problems == []


def test_a_visit_is_seen_and_served_in_the_browser(live: Live, browser: Browser) -> None:
    browser.open(live.page.url)
    browser.wait(READY)
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
    browser.wait("document.querySelector('#tray-amount').innerText.startsWith('250円')")
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
    for button in ("#take-tray", "#take-sheets", "#take-slips"):
        browser.click(button)
        browser.wait(f"document.querySelector('{button}').disabled")
    page = live.page.state()
    assert (page["money"]["tray"], page["paper"]["sheets"], page["slips"]) == ([], [], [])
    assert browser.problems == []


def test_the_clock_buttons_set_japans_clock(live: Live, browser: Browser) -> None:
    browser.open(live.page.url)
    browser.wait(READY)
    browser.click("#clock-buttons button:nth-child(3)")
    browser.wait("document.querySelector('#clock').innerText.startsWith('22:59:5')")
    live.reaches(S.CLOSED)
    browser.click("#clock-buttons button:nth-child(5)")
    browser.wait("document.querySelector('#date').innerText.startsWith('2026-12-29')")
    browser.click("#clock-buttons button:nth-child(1)")
    browser.wait("document.querySelector('#clock').innerText.startsWith('10:00:0')")
    browser.wait("document.querySelector('#state-en').innerText === 'Closed'")


def test_the_other_services_and_the_hours_obey_the_mouse(live: Live, browser: Browser) -> None:
    browser.open(live.page.url)
    browser.wait(READY)
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
        "document.querySelector(\"[data-card='password_one_try'] .password-tries\").innerText === '署0'"
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


@pytest.mark.parametrize("width", [1280, 1600, 1920])
def test_nothing_sticks_out_at_the_side_and_the_guide_opens(
    standing: Live, tmp_path: Path, width: int
) -> None:
    browser = Browser(tmp_path / f"profile-{width}", (width, 1000))
    try:
        browser.open(standing.page.url)
        browser.wait(READY)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        outside = (
            "[...document.querySelectorAll('button, input')].filter((e) => e.scrollWidth > e.clientWidth + 1"
            " && e.tagName === 'BUTTON').map((e) => e.innerText)"
        )
        assert browser.run(outside) == []
        browser.open(browser.run("document.querySelector('#guide').href"))
        browser.wait("document.querySelectorAll('tbody tr').length > 30")
        assert browser.problems == []
    finally:
        browser.close()


def test_the_page_says_when_the_terminal_is_gone(standing: Live, browser: Browser) -> None:
    browser.open(standing.page.url)
    browser.wait(READY)
    assert browser.run("document.querySelector('#offline').hidden")
    standing.console.stop()
    browser.wait("!document.querySelector('#offline').hidden")
