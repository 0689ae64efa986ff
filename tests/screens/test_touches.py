"""A touch becomes its event, once, and only on the screen it was meant for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_bench import LOOKING, Bench

from kiosk.fsm.events import (
    Acknowledged,
    Agreed,
    Back,
    CertificateChosen,
    Ended,
    Event,
    LanguageChosen,
    LastTryAccepted,
    MunicipalityChosen,
    OptionsChosen,
    OrderConfirmed,
    PinEntered,
    ScopeChosen,
    ServiceChosen,
    StaffCalled,
    StaffLeft,
    StaffPinChecked,
    Started,
)
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.services import Scope, Service
from kiosk.screens.navigation import BACK_FROM, END_FROM
from kiosk.screens.samples import sample

RECORD = CertificateKind.RESIDENT_RECORD


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        ("attract", "start", Started()),
        ("attract", "language", LanguageChosen("en")),
        ("menu", "service:certificates", ServiceChosen(Service.CERTIFICATES)),
        ("menu", "language:en", LanguageChosen("en")),
        ("consent", "agree", Agreed()),
        ("municipality", "scope:residence", ScopeChosen(Scope.RESIDENCE)),
        ("municipality", "scope:register", ScopeChosen(Scope.REGISTER)),
        ("other_municipality", "municipality:01213", MunicipalityChosen("01213")),
        ("last_try", "next", LastTryAccepted()),
        ("certificates", "kind:resident_record", CertificateChosen(RECORD)),
        ("order", "pay", OrderConfirmed()),
        ("take_papers", "acknowledge", Acknowledged()),
        ("take_refund", "acknowledge", Acknowledged()),
        ("claim", "acknowledge", Acknowledged()),
        ("refusal", "acknowledge", Acknowledged()),
        ("maintenance", "in_service", StaffLeft(in_service=True)),
        ("maintenance", "out_of_service", StaffLeft(in_service=False)),
    ],
)
def test_an_action_posts_its_event(bench: Bench, name: str, action: str, event: Event) -> None:
    bench.show(sample(name))
    bench.touch(action)
    assert bench.posted == [event]
    assert bench.touches == [0.0]


@pytest.mark.parametrize("state", sorted(BACK_FROM))
def test_back_posts_back(bench: Bench, state: S) -> None:
    bench.show(sample("certificates-more" if state is S.CERTIFICATES else state.value))
    bench.touch("back")
    assert bench.posted == [Back()]


@pytest.mark.parametrize("state", sorted(END_FROM))
def test_end_posts_ended(bench: Bench, state: S) -> None:
    bench.show(sample(state.value))
    bench.touch("end")
    assert bench.posted == [Ended()]


def test_a_certificate_that_is_not_available_cannot_be_touched(bench: Bench) -> None:
    bench.show(sample("certificates"))
    assert bench.app.locate("kind:taxation") is None


def test_options_and_copies_are_toggled_and_sent_together(bench: Bench) -> None:
    bench.show(replace(sample("options"), copies=1))
    for action in ("option:persons:self", "option:domicile:shown", "copies:+", "copies:+", "copies:-"):
        bench.touch(action)
    assert bench.posted == []
    bench.touch("next")
    chosen = (
        ("domicile", "shown"),
        ("head_and_relationship", "omitted"),
        ("my_number", "omitted"),
        ("persons", "self"),
    )
    assert bench.posted == [OptionsChosen(chosen, 2)]


def test_copies_stay_between_one_and_the_most(bench: Bench) -> None:
    bench.show(replace(sample("options"), copies=1, max_copies=2))
    assert bench.app.locate("copies:-") is None
    bench.touch("copies:+")
    assert bench.app.locate("copies:+") is None


def test_toggles_survive_a_change_of_language_and_end_with_the_entry(bench: Bench) -> None:
    bench.show(sample("options"))
    bench.touch("option:persons:self")
    bench.update(sample("options", "en"))
    bench.touch("next")
    assert isinstance(bench.posted[0], OptionsChosen)
    assert ("persons", "self") in bench.posted[0].options
    bench.posted.clear()
    bench.show(sample("options"))
    bench.touch("next")
    assert isinstance(bench.posted[0], OptionsChosen)
    assert ("persons", "household") in bench.posted[0].options


def test_a_finger_lifted_on_a_newer_screen_does_nothing(bench: Bench) -> None:
    bench.show(sample("consent"))
    place = bench.app.locate("agree")
    assert place is not None
    lift = bench.tap(*place, lift=False)
    bench.show(sample("order"))  # its primary action is in the same place
    lift()
    assert bench.posted == []


def test_a_finger_that_slides_off_does_nothing(bench: Bench) -> None:
    bench.show(sample("consent"))
    place = bench.app.locate("agree")
    assert place is not None
    from kivy.tests.common import UnitTestTouch

    touch = UnitTestTouch(place[0], 768 - place[1])
    touch.touch_down()
    touch.touch_move(400, 400)
    touch.touch_up()
    assert bench.posted == []


def test_the_pin_is_handed_over_and_nothing_stays(bench: Bench) -> None:
    bench.show(sample("enter_pin"))
    digits = bench.app.root.screen.digits
    assert bench.app.locate("next") is None
    for digit in (1, 2, 3, 9):
        bench.touch(f"digit:{digit}")
    bench.touch("erase")
    bench.touch("digit:4")
    bench.touch("digit:5")  # a fifth digit is not taken
    bench.touch("next")
    [event] = bench.posted
    assert isinstance(event, PinEntered)
    assert event.pin.ascii == bytearray(b"1234")
    assert digits.typed == []


@pytest.mark.parametrize("how", ["new entry", "end", "other state"])
def test_typed_digits_are_wiped_when_the_screen_is_left(bench: Bench, how: str) -> None:
    bench.show(sample("enter_pin"))
    held = bench.app.root.screen.digits.typed
    for digit in (7, 7, 7):
        bench.touch(f"digit:{digit}")
    assert len(held) == 3
    if how == "end":
        bench.touch("end")
    elif how == "new entry":
        bench.show(sample("enter_pin"))
    else:
        bench.show(sample("place_card"))
    assert held == []


def test_typed_digits_stay_when_only_the_language_changes(bench: Bench) -> None:
    bench.show(sample("enter_pin"))
    bench.touch("digit:7")
    bench.update(sample("enter_pin", "en"))
    assert len(bench.app.root.screen.digits) == 1


def test_every_digit_key_looks_alike_when_pressed(bench: Bench, tmp_path: object) -> None:
    from kiosk.screens.toolkit.widgets.button import Touchable

    bench.show(sample("enter_pin"))
    keys = [bench.app.root.frame.find(f"digit:{n}") for n in range(10)]
    looks = {(k.fill, k.pressed_fill, k.stroke, k.box.w, k.box.h) for k in keys if isinstance(k, Touchable)}
    assert len(looks) == 1


@pytest.mark.parametrize(("typed", "accepted"), [((2, 4, 6, 8), True), ((1, 1, 1, 1, 1), False)])
def test_the_staff_pin_is_checked_and_wiped(bench: Bench, typed: tuple[int, ...], accepted: bool) -> None:
    bench.show(sample("staff_pin"))
    held = bench.app.root.screen.digits.typed
    for digit in typed:
        bench.touch(f"digit:{digit}")
    bench.touch("next")
    assert bench.posted == [StaffPinChecked(accepted)]
    assert bench.staff_pin == list(typed)
    assert held == []


def test_staff_actions_go_to_staff(bench: Bench) -> None:
    bench.show(sample("maintenance"))
    for action in ("test_page", "test_receipt", "clear_case:7f3a"):
        bench.touch(action)
    assert bench.staff == ["test_page", "test_receipt", "clear_case:7f3a"]
    assert bench.posted == []


@pytest.mark.parametrize("name", ["attract", "menu", "closed", "out_of_service"])
def test_holding_the_title_calls_staff_and_a_short_touch_does_not(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    place = bench.app.locate("staff")
    assert place is not None
    bench.tap(*place)
    assert StaffCalled() not in bench.posted
    bench.posted.clear()
    bench.now += LOOKING
    lift = bench.tap(*place, lift=False)
    [finger] = bench.app.root._fingers._down
    hold = finger.hold
    assert hold.timeout == pytest.approx(1.5)
    hold.cancel()  # or it would ring in a later test
    hold.callback(0)  # the time is Kivy's; that it was asked for 1.5 s is checked above
    lift()
    assert bench.posted == [StaffCalled()]


@pytest.mark.parametrize("name", ["consent", "enter_pin", "pay", "take_papers"])
def test_nobody_calls_staff_in_the_middle_of_a_visit(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    assert bench.app.locate("staff") is None


def test_an_exception_while_drawing_is_reported_and_the_app_lives(bench: Bench) -> None:
    from kiosk.fsm.events import Faulted

    bench.generation += 1
    broken = replace(sample("other_municipality"), generation=bench.generation, municipalities=(None,))  # type: ignore[arg-type]
    bench.app.show(broken)
    bench.turn(5)
    assert bench.posted == [Faulted()]
    assert isinstance(bench.faults[0], AttributeError)
    bench.show(sample("menu"))
    assert bench.app.locate("service:certificates") is not None
