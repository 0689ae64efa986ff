"""Every finger by itself: one that rests or is never seen to leave makes the panel deaf for nobody."""

from __future__ import annotations

import pytest
from kivy.tests.common import UnitTestTouch

from kiosk.fsm.events import Agreed, Ended
from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.fsm.flow.menu import Started
from kiosk.screens.kivy.fingers import Finger, Fingers
from kiosk.screens.samples import sample
from tests.support.screen_harness import SIZE, ScreenHarness

EDGE = (3, 400)
"""Where a resting hand lies: on nothing."""


def pressed(harness: ScreenHarness) -> list[str]:
    """What looks pressed."""
    return [widget.names[0] for widget in harness.app.root.layout.walk() if widget.pressed]


@pytest.mark.parametrize("lost_on", ["agree", "end", None])
def test_a_release_that_never_comes_leaves_the_next_touch_alone(
    harness: ScreenHarness, lost_on: str | None
) -> None:
    harness.show(sample("consent"))
    harness.tap(*((lost_on and harness.app.locate(lost_on)) or EDGE), lift=False)
    harness.touch("agree")
    assert harness.posted == [Agreed()]


@pytest.mark.parametrize("lost_on", ["agree", "end", None])
def test_a_release_that_never_comes_is_forgotten_with_its_screen(
    harness: ScreenHarness, lost_on: str | None
) -> None:
    harness.show(sample("consent"))
    harness.tap(*((lost_on and harness.app.locate(lost_on)) or EDGE), lift=False)
    harness.show(sample("order"))
    assert pressed(harness) == []
    harness.touch("pay")
    assert harness.posted == [OrderConfirmed()]
    assert pressed(harness) in ([], ["pay"])


def test_visits_go_on_under_a_resting_hand(harness: ScreenHarness) -> None:
    harness.show(sample("attract"))
    lift = harness.tap(*EDGE, lift=False)
    harness.show(sample("consent"))
    harness.touch("agree")
    harness.show(sample("enter_pin"))
    for digit in (1, 1, 2, 2):
        harness.touch(f"digit:{digit}")
    assert harness.app.root.screen.digits.typed == [1, 1, 2, 2]
    harness.show(sample("attract"))
    harness.touch("start")
    lift()
    assert harness.posted == [Agreed(), Started()]


def test_a_hand_that_rests_on_a_control_presses_it_only_when_it_lifts(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    place = harness.app.locate("digit:5")
    assert place is not None
    lift = harness.tap(*place, lift=False)
    harness.touch("digit:8")
    assert harness.app.root.screen.digits.typed == [8]
    assert pressed(harness) == ["digit:5"]
    lift()
    assert harness.app.root.screen.digits.typed == [8, 5]
    assert pressed(harness) == []


def test_fingers_may_overlap_as_those_of_a_quick_typist_do(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    lifts = []
    for digit in (3, 1, 4):
        place = harness.app.locate(f"digit:{digit}")
        assert place is not None
        lifts.append(harness.tap(*place, lift=False))
    assert set(pressed(harness)) == {"digit:3", "digit:1", "digit:4"}
    for lift in lifts:
        lift()
    assert harness.app.root.screen.digits.typed == [3, 1, 4]


def test_two_fingers_on_one_action_are_one(harness: ScreenHarness) -> None:
    harness.show(sample("order"))
    place = harness.app.locate("pay")
    assert place is not None
    first = harness.tap(*place, lift=False)
    second = harness.tap(place[0] + 60, place[1], lift=False)
    first()
    harness.now += 5
    second()
    assert harness.posted == [OrderConfirmed()]


def test_only_a_touch_that_began_on_a_control_counts(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    place = harness.app.locate("agree")
    assert place is not None
    touch = UnitTestTouch(EDGE[0], SIZE[1] - EDGE[1])
    touch.touch_down()
    touch.touch_move(place[0], SIZE[1] - place[1])
    touch.touch_up()
    assert harness.posted == []


@pytest.mark.parametrize("name", ["menu", "closed"])
def test_a_long_press_ends_with_its_screen_whoever_else_touches(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    place = harness.app.locate("staff")
    assert place is not None
    harness.tap(*place, lift=False)
    [finger] = harness.app.root._fingers._down
    hold = finger.hold
    harness.tap(*EDGE)
    assert hold.is_triggered
    harness.show(sample("consent"))
    assert not hold.is_triggered
    assert len(harness.app.root._fingers) == 0


def test_a_finger_lifted_on_a_newer_screen_does_not_keep_its_next_touch_away(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    place = harness.app.locate("end")
    assert place is not None
    lift = harness.tap(*place, lift=False)
    harness.show(sample("order"))
    lift()
    harness.touch("end")
    assert harness.posted == [Ended()]


def test_no_more_fingers_are_kept_than_a_panel_knows() -> None:
    fingers, touches = Fingers(), [object() for _ in range(100)]
    for touch in touches:
        fingers.put(Finger(touch, "next"))
    assert len(fingers) == 10
    assert fingers.lift(touches[0]) is None
    assert fingers.lift(touches[-1]) is not None


def test_only_a_touch_on_a_control_is_activity(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    for place in (EDGE, (700, 400), (1020, 740)):
        harness.tap(*place)
    assert harness.touches == []
    harness.touch("agree")
    assert len(harness.touches) == 1


def test_a_second_finger_is_taken_while_a_palm_rests_on_a_key(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    place = harness.app.locate("digit:9")
    assert place is not None
    harness.tap(*place, lift=False)
    for digit in (1, 1, 2, 2):
        harness.touch(f"digit:{digit}")
    assert harness.app.root.screen.digits.typed == [1, 1, 2, 2]


def test_what_is_chosen_belongs_to_the_picture_it_was_chosen_on(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    harness.touch("agree")
    assert harness.posted_on == [harness.generation]
