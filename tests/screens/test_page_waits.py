"""Waits show that something moves, how far it is and what is usual; nothing moves for who wants no motion."""

from __future__ import annotations

import pytest

from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import SAMPLES, sample
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.theme import style_for
from kiosk.screens.toolkit.widgets.waiting import STEP, Waiting, share_of
from tests.support.page_layouts import texts_of
from tests.support.screen_harness import SIZE


def opened(name: str, now: float = 0.0, **facts: object) -> Screen:
    view = sample(name, "en", **facts)
    context = ScreenContext(
        post=lambda event: None,
        clock=lambda: now,
        languages=("ja", "en"),
        simulated=False,
    )
    return SCREENS[view.state](context, view)


def waiting(screen: Screen) -> tuple[Waiting, list[str]]:
    layout = PageLayout(screen, style_for(SIZE, "en", typeface()))
    (found,) = (widget for widget in layout.walk() if isinstance(widget, Waiting))
    return found, [plain(text.markup) for text in texts_of(layout)]


def test_the_bar_follows_the_time_that_is_usual_and_is_never_full() -> None:
    for elapsed, share in ((0.0, 0.0), (2.0, 0.25), (6.0, 0.75), (8.0, 0.95), (80.0, 0.95)):
        found, _ = waiting(opened("prepare", now=elapsed, since=0.0, expected=8.0))
        assert found.share == pytest.approx(share)
    assert share_of(3.0, 0.0) == share_of(9.0, 9.0) < 1


@pytest.mark.parametrize(
    ("expected", "told"), [(8.2, "Usually about 8 seconds"), (0.2, "Usually about 1 second")]
)
def test_what_is_usual_is_told_in_whole_seconds(expected: float, told: str) -> None:
    assert told in waiting(opened("prepare", since=0.0, expected=expected))[1]


def test_a_wait_that_takes_longer_says_so_instead() -> None:
    texts = waiting(opened("prepare-longer"))[1]
    assert any("longer than usual" in text for text in texts)
    assert not any("Usually about" in text for text in texts)


def test_trouble_has_no_usual_time_and_still_moves() -> None:
    found, texts = waiting(opened("reconcile"))
    assert (found.share, found.step) == (None, 0)
    assert not any("usual" in text.lower() for text in texts)


@pytest.mark.parametrize("name", ["prepare", "refund", "print", "reconcile"])
def test_dots_move_step_by_step_and_stand_still_under_reduced_motion(name: str) -> None:
    steps = [waiting(opened(name, now=number * STEP))[0].step for number in range(4)]
    assert steps == [0, 1, 2, 3]
    calm = opened(name, reduced_motion=True)
    assert calm.moves_every is None
    assert waiting(calm)[0].step is None


def test_only_pages_that_wait_move_by_themselves() -> None:
    moving = {name.partition("-")[0] for name in SAMPLES if opened(name).moves_every is not None}
    waits = {
        "read_card", "check_card", "authenticate", "read_signature", "reset_password", "find_head",
        "sign_application", "prepare", "open_deposit", "fix_deposit", "cancel_deposit", "settle", "refund",
        "reconcile", "stop_print", "submit_job", "print", "maintenance",
    }  # fmt: skip
    assert moving == waits


def test_what_is_left_of_printing_comes_from_the_sheets_that_were_measured() -> None:
    for now, left in ((0.0, 60), (10.0, 50), (500.0, 30)):
        texts = waiting(opened("print", now=now, since=0.0, expected=30.0))[1]
        assert any(f"about {left} seconds left" in text for text in texts)
