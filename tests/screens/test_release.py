"""After a key has called the terminal the old screen is not drawn again before the answer."""

from __future__ import annotations

import pytest
from screen_bench import Bench

from kiosk.fsm.events import OrderConfirmed
from kiosk.screens.samples import sample


def pressed(bench: Bench) -> list[str]:
    """What looks pressed."""
    return [part.names[0] for part in bench.app.root.frame.walk() if part.pressed]


def layouts(bench: Bench) -> list[int]:
    """Counts how often the screen is laid out and painted from now on, until the app's next test."""
    root, made = bench.app.root, []
    redraw = type(root).redraw
    root.redraw = lambda: (made.append(root.view.generation), redraw(root))
    return made


@pytest.fixture(autouse=True)
def _uncounted(bench: Bench) -> object:
    yield
    bench.app.root.__dict__.pop("redraw", None)


@pytest.mark.parametrize(
    ("name", "action"),
    [("consent", "agree"), ("consent", "end"), ("menu", "language:en"), ("maintenance", "test_page")],
)
def test_the_answer_comes_without_the_old_screen_before_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str, action: str
) -> None:
    # Three turns are within it, however busy this machine is.
    monkeypatch.setattr("kiosk.screens.kivy.root_widget.RELEASE_AFTER", 600.0)
    bench.show(sample(name))
    made = layouts(bench)
    bench.touch(action)
    old = bench.generation
    assert made == [old]  # the pressed key, when the finger came down
    bench.turn(3)
    bench.show(sample("order"))
    assert made == [old, bench.generation]


def test_without_an_answer_the_key_comes_up_again(bench: Bench) -> None:
    bench.show(sample("order"))
    bench.touch("pay")
    root = bench.app.root
    assert bench.posted == [OrderConfirmed()]
    assert pressed(bench) == ["pay"]
    assert root._release.timeout == pytest.approx(0.15)
    root._release.cancel()
    root._release.callback(0)
    assert pressed(bench) == []


def test_an_answer_leaves_nothing_to_be_drawn_later(bench: Bench) -> None:
    bench.show(sample("order"))
    bench.touch("pay")
    release = bench.app.root._release
    bench.show(sample("consent"))
    assert not release.is_triggered


@pytest.mark.parametrize(("name", "action"), [("enter_pin", "digit:4"), ("new_password", "reveal")])
def test_what_changes_the_screen_itself_is_seen_at_once(bench: Bench, name: str, action: str) -> None:
    bench.show(sample(name))
    made = layouts(bench)
    bench.touch(action)
    assert len(made) == 2
    assert pressed(bench) == []


def test_a_key_that_the_finger_slid_off_comes_up_at_once(bench: Bench) -> None:
    from kivy.tests.common import UnitTestTouch

    bench.show(sample("order"))
    place = bench.app.locate("pay")
    assert place is not None
    touch = UnitTestTouch(place[0], 768 - place[1])
    touch.touch_down()
    assert pressed(bench) == ["pay"]
    touch.touch_move(400, 400)
    touch.touch_up()
    assert pressed(bench) == []
