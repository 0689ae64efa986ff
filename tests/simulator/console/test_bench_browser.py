"""The bench in a real browser: beside the terminal's window and alone, in both languages, by clicks only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.states import S
from kiosk_simulator.scenarios.glass import SIZE
from tests.simulator.console.conftest import Live
from tests.support.processes.browser import Browser

pytestmark = [pytest.mark.peer, pytest.mark.cost(25)]
READY = "document.body.dataset.ready === 'true'"
BESIDE, ALONE, FRAMED = (416, 900), (1440, 900), (1440, 720)
"""Beside the terminal's window of 1024 by 768 on a laptop of 1440 by 900, in a window of its own, and with
the browser's bars around that one."""
REACH = "#state-words, #clock, #left, #take-card, [data-coin], [data-note], #take-all, #clear-faults"

UNFOLD = """document.querySelectorAll(
  "details.fold, #faults details, [data-file='pay'], [data-file='pay'] details"
).forEach((each) => { each.open = true; })"""
"""Every panel and every device; of the scenarios, which are all alike, those of one file."""
OVERFLOWS = """(() => {
  const cuts = (e) => /(auto|scroll|hidden)/.test(getComputedStyle(e).overflowX);
  const scrolls = (e) => e && (cuts(e) || scrolls(e.parentElement));
  const width = document.documentElement.clientWidth;
  const bad = [];
  if (document.documentElement.scrollWidth > width) bad.push('the page');
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || scrolls(e.parentElement)) continue;
    if (box.left < -0.5 || box.right > width + 0.5) bad.push(e.outerHTML.slice(0, 80));
    const around = e.parentElement.getBoundingClientRect();
    const { position, display } = getComputedStyle(e);
    const isFree = position === 'absolute' || display === 'inline' || !e.closest('#bench *');
    if (!isFree && box.right > around.right + 0.5) bad.push(`out of its box: ${e.outerHTML}`);
    if (e.tagName === 'BUTTON' && e.scrollWidth > e.clientWidth + 1) bad.push(e.innerText);
  }
  return bad;
})()"""
OUT_OF_REACH = """((selectors) => {
  const bad = [];
  for (const e of document.querySelectorAll(selectors)) {
    const box = e.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const isCovered = !(top && (e.contains(top) || top.contains(e)));
    if (!box.width || box.top < 0 || box.bottom > innerHeight || isCovered) {
      bad.push(e.outerHTML.slice(0, 80));
    }
  }
  return bad;
})"""
IN_ONE_LANGUAGE = r"""(() => {
  const japanese = /[\u3041-\u30ff\u4e00-\u9fff]/;
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const [text, e] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
    if (!/\p{L}/u.test(text) || e.closest('.data, code, .ja, .en')) continue;
    if (e.tagName === 'OPTION' && japanese.test(text) && / \/ .*[A-Za-z]/.test(text)) continue;
    bad.push(text);
  }
  for (const [own, other] of [['ja', 'en'], ['en', 'ja']]) {
    for (const e of document.querySelectorAll(`.${own}`)) {
      const partner = e.parentElement.querySelector(`:scope > .${other}`)
        ?? e.parentElement.parentElement.querySelector(`:scope > .${other}`)
        ?? e.parentElement.querySelector(`:scope > * > .${other}`);
      const says = (each) => Boolean(each.textContent.trim());
      if (!partner || says(e) !== says(partner)) bad.push(e.outerHTML);
    }
  }
  for (const e of document.querySelectorAll('body *')) {
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
      const text = e.getAttribute(name) ?? '';
      if (!/\p{L}/u.test(text) || e.matches('.data')) continue;
      if (!(japanese.test(text) && / \/ .*[A-Za-z]/.test(text))) bad.push(`${name}: ${text}`);
    }
  }
  return bad;
})()"""


@pytest.fixture(scope="module")
def busy(
    working_day_keys: Path, console_fonts: Fonts, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Live, Browser]]:
    """A terminal at which a lot is going on (card, money, sheets, faults, a closure), and its page."""
    live = Live(working_day_keys, console_fonts, with_keys=True).runs()
    page = live.page
    live.comes_to_the_money("large_household")
    page.does("coin", yen=1)
    page.does("coin", yen=500)
    live.reaches(S.TAKE_PAPERS)
    page.does("card/place", profile="face_authentication")
    page.does("reservation", profile="normal", hours_ago=25)
    page.does("closure", minutes=600, lasts=60)
    for switch in ("receipt.deaf_at_first", "validator.full", "centre.protection_filed"):
        page.does("switch", id=switch, on=True)
    browser = Browser(tmp_path_factory.mktemp("busy"), ALONE)
    opens(browser, live)
    browser.run(UNFOLD)
    yield live, browser
    browser.close()
    live.stop()


def opens(browser: Browser, live: Live) -> None:
    browser.open(live.page.url)
    browser.wait(READY)
    browser.wait("document.querySelectorAll('#scenarios .scenario').length > 500")


def says_words(browser: Browser, which: str) -> None:
    browser.click(f"[data-choice='{which}']")
    browser.wait(f"document.body.dataset.words === '{which}'")


def test_nothing_overflows_and_what_is_needed_is_in_reach_at_both_sizes_in_every_language(
    busy: tuple[Live, Browser],
) -> None:
    _, browser = busy
    for size in (BESIDE, ALONE, FRAMED):
        browser.resize(size)
        for words in ("both", "ja", "en"):
            says_words(browser, words)
            outside = "\n".join(browser.run(OVERFLOWS))
            assert outside == "", (size, words)
            for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
                browser.run(f"scrollTo(0, {place})")
                missing = "\n".join(browser.run(f"{OUT_OF_REACH}({json.dumps(REACH)})"))
                assert missing == "", (size, words, place)
    assert browser.run(f"document.querySelectorAll({json.dumps(REACH)}).length") == 14
    assert browser.problems == []


def test_every_word_is_there_in_both_languages(busy: tuple[Live, Browser]) -> None:
    _, browser = busy
    browser.click("#record")
    browser.wait("!document.querySelector('#message').hidden")
    missing = "\n".join(browser.run(IN_ONE_LANGUAGE))
    assert missing == ""


def test_one_button_takes_everything(busy: tuple[Live, Browser]) -> None:
    live, browser = busy
    browser.click("#take-all")
    browser.wait("document.querySelector('#take-all').disabled")
    state: Any = live.page.state()
    assert (state["money"]["tray"], state["money"]["returned"], state["card"]["present"]) == ([], [], False)
    assert (state["paper"]["sheets"], state["slips"]) == ([], [])


def test_the_choice_of_words_and_of_panels_stays(standing: Live, browser: Browser) -> None:
    opens(browser, standing)
    says_words(browser, "en")
    assert "カード" not in browser.run("document.querySelector('.bench').innerText")
    browser.click("#fold-journal > summary")
    browser.click("#fold-cards > summary")
    kept = "JSON.parse(localStorage.getItem('console-folds'))"  # the browser tells of a fold a moment later
    browser.wait(f"{kept}.includes('journal') && !{kept}.includes('cards')")
    opens(browser, standing)
    assert browser.run("document.body.dataset.words") == "en"
    assert browser.run("document.querySelector('#fold-journal').open")
    assert not browser.run("document.querySelector('#fold-cards').open")
    says_words(browser, "ja")
    assert "Waiting" not in browser.run("document.querySelector('.bench').innerText")


def shown(browser: Browser, selector: str) -> list[str]:
    names: list[str] = browser.run(
        f"[...document.querySelectorAll({json.dumps(selector)})].filter((e) => e.checkVisibility())"
        ".map((e) => e.dataset.card ?? e.dataset.switch ?? e.dataset.scenario)"
    )
    return names


def test_cards_faults_and_scenarios_are_searched_and_filtered(standing: Live, browser: Browser) -> None:
    opens(browser, standing)
    browser.click("#fold-faults > summary")
    browser.wait("document.querySelector('#fold-faults').open")
    assert shown(browser, "[data-switch]") == [], "every device is folded at first"
    browser.types("#fault-search", "ｐ－103 printer")
    assert {"printer.stopped", "printer.gone"} <= {*shown(browser, "[data-switch]")}
    assert not any(each.startswith("centre.") for each in shown(browser, "[data-switch]"))
    browser.types("#fault-search", "引き抜く")
    browser.click("[data-switch='reader.pull']")
    browser.wait("document.querySelector('[data-wrong=\"reader.pull\"]')")
    browser.types("#fault-search", "")
    browser.click("#faults-on")
    assert shown(browser, "[data-switch]") == ["reader.pull"]

    browser.types("#card-search", "c-204")
    assert shown(browser, "[data-card]") == ["locked"]
    browser.types("#card-search", "さくら")
    assert shown(browser, "[data-card]") == ["single"]
    browser.types("#card-search", "")
    browser.click("[data-chip='media']")
    assert "iphone" in shown(browser, "[data-card]")
    assert "normal" not in shown(browser, "[data-card]")
    browser.types("#card-search", "nobody has this name")
    assert shown(browser, "[data-card]") == []
    assert browser.run("document.querySelector('#cards-none').checkVisibility()")

    browser.types("#scenario-search", "printer.paper_out")
    found = shown(browser, "[data-scenario]")
    assert found
    assert all(each.startswith(("print:", "receipt:", "rare:", "devices:")) for each in found), found
    assert browser.problems == []


def touches(browser: Browser, live: Live, key: str, *then: S) -> None:
    """Click on a key in the picture, once it shows what the terminal shows."""
    assert live.glass is not None
    browser.wait(f"document.querySelector('#picture').dataset.generation === '{live.view.generation}'")
    widget = live.glass.page()[0].find(key)
    assert widget is not None, live.glass.touchable()
    x, y = widget.box.middle
    browser.press("#picture", x / SIZE[0], y / SIZE[1])
    live.reaches(*then)


def test_a_visit_is_recorded_saved_and_replayed_by_clicks(
    keyed: Live, browser: Browser, tmp_path: Path
) -> None:
    browser.save_files_in(tmp_path)
    opens(browser, keyed)
    browser.click("#record")
    browser.wait("document.querySelector('#record').disabled")
    touches(browser, keyed, "start", S.MENU)
    touches(browser, keyed, "service:card_check", S.PLACE_CARD)
    browser.click("[data-card='normal'] .place")
    keyed.reaches(S.CARD_STATE)
    browser.click("#take-card")
    browser.wait("document.querySelector('#take-card').disabled")
    touches(browser, keyed, "end", S.ATTRACT)
    browser.types("#record-name", "the state of a card")
    browser.click("#record-stop")
    row = "#scenarios [data-recorded='true']"
    browser.wait(f"document.querySelector(\"{row}\")?.innerText.includes('the state of a card')")
    saved = tmp_path / "recorded.scenario"
    browser.wait("document.querySelector('#record').disabled === false")
    text = _text_of(saved, browser)
    assert text.startswith("Scenario: the state of a card\n")
    for step in ("touch start", "set-card normal", "take-card", "touch end"):
        assert f"  {step}" in text
    for button in ("here", "apart"):
        browser.click(f"{row} [data-{button}]")
        browser.wait(f"document.querySelector(\"{row} .outcome\").innerText.includes('{button}')", 60)
        assert browser.run(f'document.querySelector("{row}").dataset.result') == "passed", browser.run(
            f'document.querySelector("{row}").innerText'
        )
    browser.click(f"{row} [data-forget]")
    browser.wait(f'document.querySelector("{row}") === null')
    assert browser.problems == []


def _text_of(path: Path, browser: Browser) -> str:
    """The file that the browser saves in its own time."""
    for _ in range(200):
        if path.exists() and path.stat().st_size:
            return path.read_text(encoding="utf-8")
        browser.run("new Promise((done) => setTimeout(done, 25))")
    raise AssertionError(f"{path.name} was not saved")


def test_a_scenario_of_the_project_is_played_on_this_terminal_at_one_click(
    keyed: Live, browser: Browser
) -> None:
    opens(browser, keyed)
    browser.types("#scenario-search", "ends before any coin")
    (id_,) = shown(browser, "[data-scenario]")
    browser.click(f"[data-here='{id_}']")
    browser.wait("document.querySelector('#running-step').innerText !== ''")
    assert browser.run("document.querySelector('#run-stop').checkVisibility()")
    browser.wait(f"document.querySelector(\"[data-scenario='{id_}']\").dataset.result === 'passed'", 60)
    assert browser.run("document.querySelector('#running').hidden")
    assert browser.problems == []


def test_a_picture_that_nobody_looks_at_is_not_asked_for(keyed: Live, browser: Browser) -> None:
    assert keyed.glass is not None
    laid_out: list[int] = []
    page = keyed.glass.page

    def counted() -> Any:
        laid_out.append(1)
        return page()

    keyed.glass.page = counted  # type: ignore[method-assign]
    browser.resize(BESIDE)
    opens(browser, keyed)
    keyed.page.does("touch", key="start")
    keyed.reaches(S.MENU)
    browser.wait("document.querySelector('#state-en').innerText === 'Choosing a service'")
    assert laid_out == [], "beside the terminal's window the picture is folded at first"
    browser.click("#fold-screen > summary")
    browser.wait(f"document.querySelector('#picture').dataset.generation === '{keyed.view.generation}'")
    assert laid_out
