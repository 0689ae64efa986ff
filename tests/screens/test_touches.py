"""A touch becomes its event, once, and only on the screen it was meant for."""

from __future__ import annotations

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Agreed, Back, Ended, LastTryAccepted
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import LanguageChosen, MunicipalityChosen, ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft, StaffPageChosen
from kiosk.fsm.flow.staff.signing_in import StaffCalled, StaffPinEntered
from kiosk.fsm.staff_report import StaffAction, StaffPage
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.services import Scope, Service
from kiosk.screens.navigation import BACK_FROM, END_FROM
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from tests.support.screen_harness import LOOKING, ScreenHarness

RECORD = CertificateKind.RESIDENT_RECORD


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        ("attract", "start", Started()),
        ("attract", "language:en", LanguageChosen("en")),
        ("menu", "service:certificates", ServiceChosen(Service.CERTIFICATES)),
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
        ("maintenance-ready", "in_service", StaffLeft(in_service=True)),
    ],
)
def test_an_action_posts_its_event(harness: ScreenHarness, name: str, action: str, event: Event) -> None:
    harness.show(sample(name))
    harness.touch(action)
    assert harness.posted == [event]
    assert harness.touches == [0.0]


def test_any_language_is_two_touches_away_on_every_screen(harness: ScreenHarness) -> None:
    for name in ("menu", "enter_pin", "order", "pay", "take_papers"):
        harness.show(sample(name))
        harness.touch("language")
        harness.touch("language:ko")
        assert harness.posted.pop() == LanguageChosen("ko"), name


@pytest.mark.parametrize("state", sorted(BACK_FROM))
def test_back_posts_back(harness: ScreenHarness, state: S) -> None:
    harness.show(sample("certificates-more" if state is S.CERTIFICATES else state.value))
    harness.touch("back")
    assert harness.posted == [Back()]


@pytest.mark.parametrize("state", sorted(END_FROM))
def test_end_posts_ended(harness: ScreenHarness, state: S) -> None:
    harness.show(sample(state.value))
    harness.touch("end")
    assert harness.posted == [Ended()]


def test_a_certificate_that_is_not_available_cannot_be_touched(harness: ScreenHarness) -> None:
    harness.show(sample("certificates"))
    assert harness.app.locate("kind:taxation") is None


def test_options_and_copies_are_toggled_and_sent_together(harness: ScreenHarness) -> None:
    harness.show(changed(sample("options"), copies=1))
    for action in ("option:persons:self", "option:domicile:shown", "copies:+", "copies:+", "copies:-"):
        harness.touch(action)
    assert harness.posted == []
    harness.touch("next")
    chosen = (
        ("domicile", "shown"),
        ("head_and_relationship", "omitted"),
        ("my_number", "omitted"),
        ("persons", "self"),
    )
    assert harness.posted == [OptionsChosen(chosen, 2)]


def test_copies_stay_between_one_and_the_most(harness: ScreenHarness) -> None:
    harness.show(changed(sample("options"), copies=1, max_copies=2))
    assert harness.app.locate("copies:-") is None
    harness.touch("copies:+")
    assert harness.app.locate("copies:+") is None


def test_toggles_survive_a_change_of_language_and_end_with_the_entry(harness: ScreenHarness) -> None:
    harness.show(sample("options"))
    harness.touch("option:persons:self")
    harness.update(sample("options", "en"))
    harness.touch("next")
    assert isinstance(harness.posted[0], OptionsChosen)
    assert ("persons", "self") in harness.posted[0].options
    harness.posted.clear()
    harness.show(sample("options"))
    harness.touch("next")
    assert isinstance(harness.posted[0], OptionsChosen)
    assert ("persons", "household") in harness.posted[0].options


def test_a_finger_lifted_on_a_newer_screen_does_nothing(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    place = harness.app.locate("agree")
    assert place is not None
    lift = harness.tap(*place, lift=False)
    harness.show(sample("order"))  # its primary action is in the same place
    lift()
    assert harness.posted == []


def test_a_finger_that_slides_off_does_nothing(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    place = harness.app.locate("agree")
    assert place is not None
    from kivy.tests.common import UnitTestTouch

    touch = UnitTestTouch(place[0], 768 - place[1])
    touch.touch_down()
    touch.touch_move(400, 400)
    touch.touch_up()
    assert harness.posted == []


def test_the_pin_is_handed_over_and_nothing_stays(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    digits = harness.app.root.screen.digits
    assert harness.app.locate("next") is None
    for digit in (1, 2, 3, 9):
        harness.touch(f"digit:{digit}")
    harness.touch("erase")
    harness.touch("digit:4")
    harness.touch("digit:5")  # a fifth digit is not taken
    harness.touch("next")
    [event] = harness.posted
    assert isinstance(event, PinEntered)
    assert event.pin.ascii == bytearray(b"1234")
    assert digits.typed == []


@pytest.mark.parametrize("how", ["new entry", "end", "other state"])
def test_typed_digits_are_wiped_when_the_screen_is_left(harness: ScreenHarness, how: str) -> None:
    harness.show(sample("enter_pin"))
    held = harness.app.root.screen.digits.typed
    for digit in (7, 7, 7):
        harness.touch(f"digit:{digit}")
    assert len(held) == 3
    if how == "end":
        harness.touch("end")
    elif how == "new entry":
        harness.show(sample("enter_pin"))
    else:
        harness.show(sample("place_card"))
    assert held == []


def test_typed_digits_stay_when_only_the_language_changes(harness: ScreenHarness) -> None:
    harness.show(sample("enter_pin"))
    harness.touch("digit:7")
    harness.update(sample("enter_pin", "en"))
    assert len(harness.app.root.screen.digits) == 1


def test_every_digit_key_looks_alike_when_pressed(harness: ScreenHarness, tmp_path: object) -> None:
    from kiosk.screens.toolkit.widgets.button import Touchable

    harness.show(sample("enter_pin"))
    keys = [harness.app.root.layout.find(f"digit:{n}") for n in range(10)]
    looks = {(k.fill, k.pressed_fill, k.stroke, k.box.w, k.box.h) for k in keys if isinstance(k, Touchable)}
    assert len(looks) == 1


def entered(harness: ScreenHarness) -> tuple[str, bytes]:
    (event,) = harness.posted
    assert isinstance(event, StaffPinEntered)
    return event.person, bytes(event.pin.digits)


def test_staff_choose_who_they_are_and_type_their_pin_which_the_page_does_not_keep(
    harness: ScreenHarness,
) -> None:
    harness.show(sample("staff_pin"))
    harness.touch("person:02")
    held = harness.app.root.screen.digits.typed
    for digit in (2, 4, 6, 8, 1, 3):
        harness.touch(f"digit:{digit}")
    harness.touch("next")
    assert entered(harness) == ("02", b"246813")
    assert held == []


def test_each_button_of_maintenance_mode_is_an_event(harness: ScreenHarness) -> None:
    buttons = {
        "maintenance-prints": ("test_page", "test_receipt"),
        "maintenance-money": ("fill_coins", "close_day"),
        "maintenance-cases": ("pay_case:7f3a", "clear_case:7f3a"),
        "maintenance-checks": ("check_devices", "confirm_clock"),
    }
    for name, actions in buttons.items():
        harness.show(sample(name))
        for action in actions:
            harness.touch(action)
    assert harness.posted == [
        StaffActed(StaffAction.TEST_PAGE),
        StaffActed(StaffAction.TEST_RECEIPT),
        StaffActed(StaffAction.FILL_COINS),
        StaffActed(StaffAction.CLOSE_DAY),
        StaffActed(StaffAction.PAY_CASE, "7f3a"),
        StaffActed(StaffAction.CLEAR_CASE, "7f3a"),
        StaffActed(StaffAction.CHECK_DEVICES),
        StaffActed(StaffAction.CONFIRM_CLOCK),
    ]


def test_each_page_of_maintenance_mode_is_reached_by_its_name(harness: ScreenHarness) -> None:
    harness.show(sample("maintenance"))
    for page in StaffPage:
        harness.touch(f"page:{page}")
    assert harness.posted == [StaffPageChosen(page) for page in StaffPage]


def typed_in(harness: ScreenHarness, opens: str, digits: str) -> None:
    harness.show(sample("maintenance-money"))
    harness.touch(opens)
    for digit in digits:
        harness.touch(f"digit:{digit}")
    harness.touch("record")


def test_what_staff_count_and_take_out_is_typed_in(harness: ScreenHarness) -> None:
    typed_in(harness, "type:count_hopper:500", "29")
    typed_in(harness, "type:add_coins:50", "40")
    typed_in(harness, "type:empty_cash_box:0", "12500")
    assert harness.posted == [
        StaffActed(StaffAction.COUNT_HOPPER, denomination=500, amount=29),
        StaffActed(StaffAction.ADD_COINS, denomination=50, amount=40),
        StaffActed(StaffAction.EMPTY_CASH_BOX, amount=12500),
    ]


def test_services_are_switched_and_ends_are_asked_about_once_more(harness: ScreenHarness) -> None:
    harness.show(sample("maintenance-operation"))
    harness.touch("switch:card_check:0")
    harness.touch("ask:restart")
    assert len(harness.posted) == 1, "nothing has been said yet"
    harness.touch("back")
    harness.touch("ask:out_of_service")
    harness.touch("confirm")
    assert harness.posted == [
        StaffActed(StaffAction.SWITCH_SERVICE, "card_check", amount=0),
        StaffLeft(in_service=False),
    ]


def test_the_records_of_another_day_are_asked_for(harness: ScreenHarness) -> None:
    harness.show(sample("maintenance-records"))
    harness.touch("day:-1")
    assert harness.posted == [StaffPageChosen(StaffPage.RECORDS, "2026-11-23")]


def test_a_claim_slip_is_settled_by_its_number(harness: ScreenHarness) -> None:
    harness.show(sample("maintenance-cases"))
    for button in ("settle:1", "pay_claim:K7Q4-9PX3", "close_claim:K7Q4-9PX3"):
        harness.touch(button)
    assert harness.posted == [
        StaffActed(StaffAction.PAY_CLAIM, "K7Q4-9PX3"),
        StaffActed(StaffAction.CLOSE_CLAIM, "K7Q4-9PX3"),
    ]


@pytest.mark.parametrize("name", ["attract", "menu", "closed", "out_of_service"])
def test_holding_the_title_calls_staff_and_a_short_touch_does_not(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    place = harness.app.locate("staff")
    assert place is not None
    harness.tap(*place)
    assert StaffCalled() not in harness.posted
    harness.posted.clear()
    harness.now += LOOKING
    lift = harness.tap(*place, lift=False)
    [finger] = harness.app.root._fingers._down
    hold = finger.hold
    assert hold.timeout == pytest.approx(1.5)
    hold.cancel()  # or it would ring in a later test
    hold.callback(0)  # the time is Kivy's; that it was asked for 1.5 s is checked above
    lift()
    assert harness.posted == [StaffCalled()]


@pytest.mark.parametrize("name", ["consent", "enter_pin", "pay", "take_papers"])
def test_nobody_calls_staff_in_the_middle_of_a_visit(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    assert harness.app.locate("staff") is None


def test_an_exception_while_drawing_is_reported_and_the_app_lives(harness: ScreenHarness) -> None:
    from kiosk.fsm.events import Faulted

    harness.generation += 1
    broken = changed(sample("other_municipality"), generation=harness.generation, municipalities=(None,))
    harness.app.show(broken)
    harness.turn(5)
    assert harness.posted == [Faulted()]
    assert isinstance(harness.faults[0], AttributeError)
    harness.show(sample("menu"))
    assert harness.app.locate("service:certificates") is not None


@pytest.mark.parametrize(("digits", "accepted"), [(5, None), (6, 6), (12, 12), (13, 12), (16, 12)])
def test_a_staff_pin_has_six_to_twelve_digits_and_a_thirteenth_is_not_taken(
    harness: ScreenHarness, digits: int, accepted: int | None
) -> None:
    harness.show(sample("staff_pin-keys"))
    for number in range(digits):
        harness.touch(f"digit:{number % 10}")
    if accepted is None:
        assert harness.app.locate("next") is None, "the button takes no touch yet"
        return
    harness.touch("next")
    assert entered(harness)[1] == b"".join(b"%d" % (number % 10) for number in range(accepted))
