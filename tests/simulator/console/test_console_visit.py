"""A visit by the console's actions: card, coins, papers, change, slips, and what the page tells of it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from kiosk.fsm.events import Acknowledged
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.credentials.pin import Pin
from tests.simulator.console.conftest import Live, Page


def test_a_whole_visit_with_the_consoles_hands(
    live: Live, until: Callable[[Callable[[], object]], None]
) -> None:
    page = live.page
    live.comes_to_the_money("large_household")
    assert page.does("coin", yen=1) is False
    assert page.does("coin", yen=0) is False
    assert page.does("coin", yen=500) is True
    live.reaches(S.TAKE_PAPERS)
    until(lambda: page.state()["slips"])
    state = page.state()
    assert state["screen"]["state"] == "take_papers"
    assert 0 < state["left"] <= state["timeout"] == 60
    assert state["money"]["amount"] == 250
    assert state["money"]["returned"] == [1, 0]
    assert [each["number"] for each in state["paper"]["sheets"]] == [1, 2]
    assert {each["kind"] for each in state["journal"]} >= {
        "visit_began",
        "coin_accepted",
        "certificate_printed",
    }
    first, second = (page.get(f"sheet/{each['id']}.png").content for each in state["paper"]["sheets"])
    assert first != second
    for png in (first, second):
        width, height = Image.open(BytesIO(png)).size
        assert height / width == pytest.approx(297 / 210, rel=0.01)
    large = page.get(f"sheet/{state['paper']['sheets'][0]['id']}.png?large=true").content
    assert Image.open(BytesIO(large)).width > 2 * Image.open(BytesIO(first)).width
    slip = page.get(f"slip/{state['slips'][0]['id']}.png").content
    assert Image.open(BytesIO(slip)).width == 576

    assert page.does("tray/take") == 250
    assert page.does("sheets/take") == 2
    assert page.does("slips/take") == 1
    live.ends_the_visit()
    until(lambda: page.state()["centre"]["reports"] == 1)
    left = page.state()
    assert (left["money"]["tray"], left["money"]["returned"], left["paper"]["sheets"], left["slips"]) == (
        [],
        [],
        [],
        [],
    )
    assert page.get(f"sheet/{state['paper']['sheets'][0]['id']}.png").status_code == 404


def test_a_reader_that_hangs_answers_again_when_it_is_switched_well(
    live: Live, until: Callable[[Callable[[], object]], None]
) -> None:
    page = live.page
    page.does("switch", id="reader.hang", on=True, amount=2)
    live.comes_to_the_card()
    page.does("card/place", profile="normal")
    live.reaches(S.READ_CARD)
    until(lambda: live.environment.reader.is_hanging)
    page.does("faults/clear")
    live.reaches(S.REFUSAL)
    page.does("card/take")
    live.touches(Acknowledged()).reaches(S.ATTRACT)
    live.comes_to_the_card()
    page.does("card/place", profile="normal")
    live.reaches(S.ENTER_PIN)


def test_a_card_that_is_pulled_is_seen_to_be_gone_and_may_be_placed_again(
    live: Live, until: Callable[[Callable[[], object]], None]
) -> None:
    page = live.page
    page.does("switch", id="reader.pull", on=True, amount=4)
    live.comes_to_the_card()
    page.does("card/place", profile="single")
    until(lambda: page.state()["on"] == [])
    assert page.state()["card"]["present"] is False
    until(lambda: page.state()["screen"]["notice"] == "C-101")
    live.reaches(S.PLACE_CARD)
    page.does("card/place", profile="single")
    live.reaches(S.ENTER_PIN)


def test_a_spent_try_is_shown_and_a_new_card_has_all_its_tries_back(live: Live) -> None:
    page = live.page
    live.comes_to_the_card()
    page.does("card/place", profile="normal")
    live.reaches(S.ENTER_PIN).touches(PinEntered(Pin([0, 0, 0, 0]))).reaches(S.AUTHENTICATE).reaches(
        S.ENTER_PIN
    )
    assert page.state()["card"]["tries"]["normal"] == 2
    assert page.state()["card"]["placed"] == "normal"
    page.does("card/reissue", profile="normal")
    assert page.state()["card"]["tries"]["normal"] == 3
    assert page.state()["card"]["placed"] == "normal"
    assert live.environment.reader.card is live.environment.card("normal")


@pytest.mark.exhaustive
def test_every_card_can_be_placed_and_is_named(standing: Live) -> None:
    page = standing.page
    for card in page.get("api/catalogue").json()["cards"]:
        page.does("card/place", profile=card["key"])
        assert page.state()["card"]["placed"] == card["key"]
    page.does("card/take")
    assert page.state()["card"]["placed"] is None
    assert page.post("card/place", profile="nobody").status_code == 404


def test_setting_the_clock_closes_and_opens_the_terminal_at_once(live: Live) -> None:
    page = live.page
    page.does("clock", at="2026-11-24T22:50:00")
    live.reaches(S.CLOSED, seconds=0.9)
    state = page.state()
    assert state["screen"]["opens_at"] == "2026-11-25 06:30"
    assert abs(state["now"] / 1000 - 1795528200) < 5, "22:50 in Japan is 13:50 UTC"
    page.does("clock", at="2026-12-29T10:00:00")
    live.reaches(S.CLOSED)
    page.does("clock", at="2026-11-25T10:00:00")
    live.reaches(S.ATTRACT, seconds=0.9)


def test_a_note_put_in_by_hand_is_stacked_and_the_wrong_one_comes_back(
    live: Live, until: Callable[[Callable[[], object]], None]
) -> None:
    page = live.page
    assert page.does("note", yen=1000) is False, "nobody pays yet"
    assert page.state()["money"]["returned"] == [1000]
    page.does("tray/take")
    live.comes_to_the_money("normal")
    assert page.does("note", yen=5000) is False
    assert page.does("note", yen=1000) is True
    live.reaches(S.TAKE_PAPERS)
    money = page.state()["money"]
    assert (money["stacker"], money["escrow"], money["amount"]) == ([1000], False, 750)
    assert money["returned"] == [5000]
    assert "note_stacked" in {each["kind"] for each in page.state()["journal"]}
    assert page.post("note", yen=2000).status_code == 404
    live.ends_the_visit()


def test_counts_of_coins_and_paper_are_set_and_bounded(standing: Live) -> None:
    page, environment = standing.page, standing.environment
    standing.journal.append(Kind.STOCK_SET, {"denomination": 50, "pieces": 40})
    page.does("hopper", yen=50, coins=7)
    page.does("paper", sheets=3)
    assert (environment.changer.hoppers[50].coins, environment.printer.paper) == (7, 3)
    hopper = next(each for each in page.state()["money"]["hoppers"] if each["yen"] == 50)
    assert (hopper["coins"], hopper["booked"]) == (7, 40)
    assert page.post("hopper", yen=50, coins=501).status_code == 422
    assert page.post("hopper", yen=20, coins=1).status_code == 404
    assert page.post("paper", sheets=-1).status_code == 422
    assert page.post("coin", yen=2000).status_code == 404
    assert (environment.changer.hoppers[50].coins, environment.printer.paper) == (7, 3)


class Stream:
    """The page's event stream, read by a thread of its own."""

    def __init__(self, page: Page) -> None:
        self.states: list[dict[str, Any]] = []
        self.heard = threading.Condition()
        self.answer = requests.get(f"{page.base}/api/events?token={page.token}", stream=True, timeout=60)
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        try:
            for line in self.answer.iter_lines():
                if line.startswith(b"data: "):
                    with self.heard:
                        self.states.append(json.loads(line[6:]))
                        self.heard.notify_all()
        except (requests.RequestException, AttributeError):
            pass  # the console stopped

    def hears(self, wanted: Callable[[dict[str, Any]], bool]) -> None:
        with self.heard:
            assert self.heard.wait_for(lambda: any(map(wanted, self.states)), 60)


def test_a_change_reaches_the_page_within_a_tenth_of_a_second(standing: Live) -> None:
    def placed(profile: str, state: dict[str, Any]) -> bool:
        return bool(state["card"]["placed"] == profile)

    stream = Stream(standing.page)
    stream.hears(lambda state: not state["card"]["present"])
    delays = []
    for profile in ("normal", "single", "katsuko", "child", "slow"):
        card = standing.environment.card(profile)
        begin = time.perf_counter()
        standing.environment.reader.insert(card)
        stream.hears(partial(placed, profile))
        delays.append(time.perf_counter() - begin)
    assert sorted(delays)[2] < 0.1, delays


def test_a_change_that_no_device_announces_reaches_the_page_too(standing: Live) -> None:
    stream = Stream(standing.page)
    stream.hears(lambda state: state["money"]["hoppers"][0]["coins"] == 40)
    standing.environment.changer.hoppers[10].coins = 39
    stream.hears(lambda state: state["money"]["hoppers"][0]["coins"] == 39)


def test_nothing_is_sent_while_nothing_happens(standing: Live) -> None:
    stream = Stream(standing.page)
    stream.hears(lambda state: True)
    looks = standing.console._feed
    before = looks._version
    for _ in range(20):
        looks.state()
    assert looks._version == before


def test_stopping_the_console_ends_its_streams_and_closes_its_port(standing: Live) -> None:
    stream = Stream(standing.page)
    stream.hears(lambda state: True)
    standing.console.stop()
    stream.thread.join(60)
    assert not stream.thread.is_alive()
    with pytest.raises(requests.ConnectionError):
        standing.page.get("api/state")
