"""After a key has called the terminal the old screen is not drawn again before the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.screens.samples import sample
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.theme import rgb
from tests.support.screen_harness import ScreenHarness


def pressed(harness: ScreenHarness) -> list[str]:
    """What looks pressed."""
    return [widget.names[0] for widget in harness.app.root.layout.walk() if widget.pressed]


def pixels(harness: ScreenHarness, folder: Path) -> Image.Image:
    """What is on the glass."""
    harness.app.root.screenshot(folder / "glass.png")
    with Image.open(folder / "glass.png") as image:
        return image.convert("RGB")


def layouts(harness: ScreenHarness) -> list[int]:
    """Counts how often the screen is laid out and painted from now on, until the app's next test."""
    root = harness.app.root
    made: list[int] = []
    redraw = type(root).redraw

    def counted() -> None:
        made.append(root.view.generation)
        redraw(root)

    root.redraw = counted
    return made


@pytest.fixture(autouse=True)
def _uncounted(harness: ScreenHarness) -> object:
    yield
    harness.app.root.__dict__.pop("redraw", None)


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("consent", "agree"),
        ("consent", "end"),
        ("attract", "language:en"),
        ("maintenance-prints", "test_page"),
    ],
)
def test_the_answer_comes_without_the_old_screen_before_it(
    harness: ScreenHarness, monkeypatch: pytest.MonkeyPatch, name: str, action: str
) -> None:
    # Three turns are within it, however busy this machine is.
    monkeypatch.setattr("kiosk.screens.kivy.root_widget.RELEASE_AFTER", 600.0)
    harness.show(sample(name))
    made = layouts(harness)
    harness.touch(action)
    assert made == []
    harness.turn(3)
    harness.show(sample("order"))
    assert made == [harness.generation]


def test_a_key_under_a_finger_looks_pressed_without_the_page_being_laid_out_again(
    harness: ScreenHarness, tmp_path: Path
) -> None:
    harness.show(sample("order"))
    made, before = layouts(harness), pixels(harness, tmp_path)
    place = harness.app.locate("pay")
    assert place is not None
    lift = harness.tap(*place, lift=False)
    harness.turn()
    assert made == []
    after = pixels(harness, tmp_path)
    changed = ImageChops.difference(before, after).getbbox()
    box = harness.app.root.layout.find("pay").box
    assert changed is not None
    assert box.x - 1 <= changed[0] < changed[2] <= box.right + 1
    assert box.y - 1 <= changed[1] < changed[3] <= box.bottom + 1
    assert after.getpixel((round(box.x + 20), round(box.middle[1]))) == rgb(theme.PRIMARY_PRESSED)
    lift()


def test_without_an_answer_the_key_comes_up_again(harness: ScreenHarness) -> None:
    harness.show(sample("order"))
    harness.touch("pay")
    root = harness.app.root
    assert harness.posted == [OrderConfirmed()]
    assert pressed(harness) == ["pay"]
    assert root._release.timeout == pytest.approx(0.15)
    root._release.cancel()
    root._release.callback(0)
    assert pressed(harness) == []


def test_an_answer_leaves_nothing_to_be_drawn_later(harness: ScreenHarness) -> None:
    harness.show(sample("order"))
    harness.touch("pay")
    release = harness.app.root._release
    harness.show(sample("consent"))
    assert not release.is_triggered


@pytest.mark.parametrize(("name", "action"), [("enter_pin", "digit:4"), ("new_password", "reveal")])
def test_what_changes_the_screen_itself_is_seen_at_once(
    harness: ScreenHarness, name: str, action: str
) -> None:
    harness.show(sample(name))
    made = layouts(harness)
    harness.touch(action)
    assert len(made) == 1
    assert pressed(harness) == []


def test_a_key_that_the_finger_slid_off_comes_up_at_once(harness: ScreenHarness) -> None:
    from kivy.tests.common import UnitTestTouch

    harness.show(sample("order"))
    place = harness.app.locate("pay")
    assert place is not None
    touch = UnitTestTouch(place[0], 768 - place[1])
    touch.touch_down()
    assert pressed(harness) == ["pay"]
    touch.touch_move(400, 400)
    touch.touch_up()
    assert pressed(harness) == []
