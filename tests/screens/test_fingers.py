"""Every finger by itself: one that rests or is never seen to leave makes the panel deaf for nobody."""

from __future__ import annotations

import pytest
from kivy.tests.common import UnitTestTouch
from screen_bench import SIZE, Bench

from kiosk.fsm.events import Agreed, Ended, OrderConfirmed, Started
from kiosk.screens.kivy.fingers import Finger, Fingers
from kiosk.screens.samples import sample

EDGE = (3, 400)
"""Where a resting hand lies: on nothing."""


def pressed(bench: Bench) -> list[str]:
    """What looks pressed."""
    return [part.names[0] for part in bench.app.root.frame.walk() if part.pressed]


@pytest.mark.parametrize("lost_on", ["agree", "end", None])
def test_a_release_that_never_comes_leaves_the_next_touch_alone(bench: Bench, lost_on: str | None) -> None:
    bench.show(sample("consent"))
    bench.tap(*((lost_on and bench.app.locate(lost_on)) or EDGE), lift=False)
    bench.touch("agree")
    assert bench.posted == [Agreed()]


@pytest.mark.parametrize("lost_on", ["agree", "end", None])
def test_a_release_that_never_comes_is_forgotten_with_its_screen(bench: Bench, lost_on: str | None) -> None:
    bench.show(sample("consent"))
    bench.tap(*((lost_on and bench.app.locate(lost_on)) or EDGE), lift=False)
    bench.show(sample("order"))
    assert pressed(bench) == []
    bench.touch("pay")
    assert bench.posted == [OrderConfirmed()]
    assert pressed(bench) in ([], ["pay"])


def test_visits_go_on_under_a_resting_hand(bench: Bench) -> None:
    bench.show(sample("attract"))
    lift = bench.tap(*EDGE, lift=False)
    bench.show(sample("consent"))
    bench.touch("agree")
    bench.show(sample("enter_pin"))
    for digit in (1, 1, 2, 2):
        bench.touch(f"digit:{digit}")
    assert bench.app.root.screen.digits.typed == [1, 1, 2, 2]
    bench.show(sample("attract"))
    bench.touch("start")
    lift()
    assert bench.posted == [Agreed(), Started()]


def test_a_hand_that_rests_on_a_control_presses_it_only_when_it_lifts(bench: Bench) -> None:
    bench.show(sample("enter_pin"))
    place = bench.app.locate("digit:5")
    assert place is not None
    lift = bench.tap(*place, lift=False)
    bench.touch("digit:8")
    assert bench.app.root.screen.digits.typed == [8]
    assert pressed(bench) == ["digit:5"]
    lift()
    assert bench.app.root.screen.digits.typed == [8, 5]
    assert pressed(bench) == []


def test_fingers_may_overlap_as_those_of_a_quick_typist_do(bench: Bench) -> None:
    bench.show(sample("enter_pin"))
    lifts = []
    for digit in (3, 1, 4):
        place = bench.app.locate(f"digit:{digit}")
        assert place is not None
        lifts.append(bench.tap(*place, lift=False))
    assert set(pressed(bench)) == {"digit:3", "digit:1", "digit:4"}
    for lift in lifts:
        lift()
    assert bench.app.root.screen.digits.typed == [3, 1, 4]


def test_two_fingers_on_one_action_are_one(bench: Bench) -> None:
    bench.show(sample("order"))
    place = bench.app.locate("pay")
    assert place is not None
    first = bench.tap(*place, lift=False)
    second = bench.tap(place[0] + 60, place[1], lift=False)
    first()
    bench.now += 5
    second()
    assert bench.posted == [OrderConfirmed()]


def test_only_a_touch_that_began_on_a_control_counts(bench: Bench) -> None:
    bench.show(sample("consent"))
    place = bench.app.locate("agree")
    assert place is not None
    touch = UnitTestTouch(EDGE[0], SIZE[1] - EDGE[1])
    touch.touch_down()
    touch.touch_move(place[0], SIZE[1] - place[1])
    touch.touch_up()
    assert bench.posted == []


@pytest.mark.parametrize("name", ["menu", "closed"])
def test_a_long_press_ends_with_its_screen_whoever_else_touches(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    place = bench.app.locate("staff")
    assert place is not None
    bench.tap(*place, lift=False)
    [finger] = bench.app.root._fingers._down
    hold = finger.hold
    bench.tap(*EDGE)
    assert hold.is_triggered
    bench.show(sample("consent"))
    assert not hold.is_triggered
    assert len(bench.app.root._fingers) == 0


def test_a_finger_lifted_on_a_newer_screen_does_not_keep_its_next_touch_away(bench: Bench) -> None:
    bench.show(sample("consent"))
    place = bench.app.locate("end")
    assert place is not None
    lift = bench.tap(*place, lift=False)
    bench.show(sample("order"))
    lift()
    bench.touch("end")
    assert bench.posted == [Ended()]


def test_no_more_fingers_are_kept_than_a_panel_knows() -> None:
    fingers, touches = Fingers(), [object() for _ in range(100)]
    for touch in touches:
        fingers.put(Finger(touch, "next"))
    assert len(fingers) == 10
    assert fingers.lift(touches[0]) is None
    assert fingers.lift(touches[-1]) is not None
