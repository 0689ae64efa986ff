"""Two quick taps are two keys where something is typed, and one action everywhere else."""

from __future__ import annotations

from itertools import repeat

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Back, Ended
from kiosk.fsm.flow.certificates import OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit.double_tap import WITHIN, DoubleTap, Tap, is_typed
from kiosk.screens.toolkit.widgets.field import TextField
from tests.support.screen_harness import HELD, TYPING, ScreenHarness


def typed(harness: ScreenHarness) -> str:
    """What stands in the field of the screen."""
    screen = harness.app.root.screen
    if hasattr(screen, "digits"):
        return "".join(str(digit) for digit in screen.digits.typed)
    if hasattr(screen, "letters"):
        return bytes(screen.letters.typed).decode()
    [field] = [widget for widget in harness.app.root.layout.walk() if isinstance(widget, TextField)]
    return field.text


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize(
    ("name", "key", "wanted"),
    [
        ("enter_pin", "digit:1", "11"),
        ("staff_pin-keys", "digit:0", "00"),
        ("new_password", "letter:A", "AA"),
        ("signature_password", "letter:9", "99"),
        ("domicile_lot-empty", "digit:1", "11"),
        ("register_head-empty", "letter:ア", "アア"),
        ("telephone-empty", "digit:0", "00"),
    ],
)
def test_the_same_key_twice_is_two_keys(
    harness: ScreenHarness, name: str, key: str, wanted: str, held: float
) -> None:
    harness.held = repeat(held)
    harness.show(sample(name))
    harness.touch(key, then=TYPING)
    harness.touch(key)
    assert typed(harness) == wanted


def test_the_same_key_counts_also_where_its_screen_has_begun_anew(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    harness.touch("digit:1", then=TYPING)
    harness.show(sample("enter_pin"))
    harness.touch("digit:1", then=TYPING)
    assert typed(harness) == "1"


def test_erase_takes_one_away_each_time(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    for key in ("digit:1", "digit:2", "digit:3", "erase", "erase"):
        harness.touch(key, then=TYPING)
    assert typed(harness) == "1"


def test_copies_are_counted_as_quickly_as_they_are_touched(harness: ScreenHarness) -> None:
    harness.show(changed(sample("options"), copies=1))
    for key in ("copies:+", "copies:+", "copies:+", "copies:-"):
        harness.touch(key, then=TYPING)
    harness.touch("next")
    [event] = harness.posted
    assert isinstance(event, OptionsChosen)
    assert event.copies == 3


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [("order", "pay", OrderConfirmed()), ("order", "back", Back()), ("consent", "end", Ended())],
)
def test_the_same_action_twice_is_one_also_before_the_answer(
    harness: ScreenHarness, name: str, action: str, event: Event
) -> None:
    harness.show(sample(name))
    harness.touch(action, then=TYPING)
    harness.touch(action)
    assert harness.posted == [event]


@pytest.mark.parametrize("then", [TYPING, WITHIN - 0.001])
def test_the_second_tap_is_not_taken_for_the_new_screen(harness: ScreenHarness, then: float) -> None:
    harness.show(sample("options"))
    harness.touch("next", then=then)
    harness.show(sample("order"))
    harness.touch("pay", then=TYPING)
    assert [type(event) for event in harness.posted] == [OptionsChosen]
    harness.touch("end")  # another spot
    assert harness.posted[1:] == [Ended()]


def test_who_looks_at_the_new_screen_first_is_understood(harness: ScreenHarness) -> None:
    harness.show(sample("options"))
    harness.touch("next", then=WITHIN)
    harness.show(sample("order"))
    harness.touch("pay")
    assert harness.posted[1:] == [OrderConfirmed()]


def test_the_second_tap_does_not_press_what_the_first_put_under_the_finger(harness: ScreenHarness) -> None:
    harness.show(sample("new_password"))
    key, root = harness.app.locate("letter:Z"), harness.app.root
    assert key is not None
    x, y = (side / root.layout.style.scale for side in key)
    root._double_tap.acted(Tap("agree", x, y, harness.generation - 1, harness.now))
    harness.touch("letter:Z", then=WITHIN)
    assert typed(harness) == ""
    harness.touch("letter:Z")
    assert typed(harness) == "Z"


def test_a_typed_key_and_the_way_on_may_follow_at_once(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    for key in ("digit:1", "digit:1", "digit:1", "digit:1", "next"):
        harness.touch(key, then=TYPING)
    [event] = harness.posted
    assert isinstance(event, PinEntered)
    assert event.pin.ascii == bytearray(b"1111")


def test_a_list_that_changes_in_place_is_a_new_screen_too() -> None:
    guard = DoubleTap()
    guard.acted(Tap("prefecture:01", 200, 300, 7, 10.0))
    assert guard.is_slip(Tap("municipality:01213", 210, 310, 7, 10.2))
    assert not guard.is_slip(Tap("municipality:01213", 210, 400, 7, 10.2))
    assert not guard.is_slip(Tap("municipality:01213", 210, 310, 7, 10.3))


def test_what_is_typed_and_what_acts_are_told_apart_by_name() -> None:
    assert all(map(is_typed, ("digit:0", "letter:ン", "mark:small", "space", "erase", "copies:+", "page:-")))
    assert not any(map(is_typed, ("next", "pay", "row:ア", "prefecture:01", "language:en", "start")))
