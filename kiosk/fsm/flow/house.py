"""Hours, clock, devices, staff."""

from __future__ import annotations

from kiosk.fsm.events import (
    Back,
    CardGone,
    CardSet,
    ClockJumped,
    DeviceChecked,
    Ended,
    HoursChanged,
    LanguageChosen,
    MunicipalitiesListed,
    Ready,
    StaffActed,
    StaffCalled,
    StaffLeft,
    StaffPinChecked,
    StaffReported,
    TimedOut,
)
from kiosk.fsm.flow.groups import (
    AT_THE_CENTRE,
    BEFORE_MONEY,
    CARD_MAY_GO,
    CARD_WAITS,
    EVERYWHERE,
    FINISHING,
    IDLE,
    PAID,
    SHOPPER,
    STAFF,
)
from kiosk.fsm.flow.rows import HOME, STAY, Row, row
from kiosk.fsm.states import S

UNMOVED_BY_A_JUMP = (S.STARTING, S.OUT_OF_SERVICE, *STAFF, *AT_THE_CENTRE, *PAID, *FINISHING, S.CLAIM)

# fmt: off
HOUSE: tuple[Row, ...] = (
    row(Ready, S.STARTING, S.OUT_OF_SERVICE, only_if="start_is_blocked", then="note_ready"),
    row(Ready, S.STARTING, S.OUT_OF_SERVICE, only_if="must_stop"),
    row(Ready, S.STARTING, S.ATTRACT, only_if="may_start"),
    row(Ready, S.STARTING, S.CLOSED),
    row(HoursChanged, S.ATTRACT, S.CLOSED, only_if="starts_end", then="note_hours"),
    row(HoursChanged, S.CLOSED, S.ATTRACT, unless="starts_end", then="note_hours"),
    row(HoursChanged, S.MENU, S.REFUSAL, only_if="starts_end", then="note_hours say_closing"),
    row(HoursChanged, BEFORE_MONEY, S.REFUSAL, only_if="closes", then="note_hours say_closing"),
    row(HoursChanged, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, only_if="closes", then="note_hours say_closing"),
    row(HoursChanged, EVERYWHERE, STAY, then="note_hours"),
    row(ClockJumped, BEFORE_MONEY, S.REFUSAL, then="say_clock_jumped"),
    row(ClockJumped, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, then="say_clock_jumped"),
    row(ClockJumped, (S.ATTRACT, S.CLOSED), S.OUT_OF_SERVICE, then="stop_for_clock"),
    row(ClockJumped, UNMOVED_BY_A_JUMP, STAY, then="stop_for_clock"),
    row(DeviceChecked, S.ATTRACT, S.OUT_OF_SERVICE, only_if="a_device_fails", then="note_devices"),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.ATTRACT, unless="a_device_fails must_stop", only_if="may_start", then="note_devices"),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.CLOSED, unless="a_device_fails must_stop", then="note_devices"),
    row(DeviceChecked, (S.ATTRACT, S.OUT_OF_SERVICE, S.MAINTENANCE), STAY, then="note_devices"),
    row(MunicipalitiesListed, EVERYWHERE, STAY, then="note_municipalities"),
    row(LanguageChosen, (*IDLE, *SHOPPER), STAY, only_if="language_is_known", then="note_language"),
    row(CardSet, (*CARD_WAITS, S.TAKE_CARD, *CARD_MAY_GO, S.RESULT, S.REFUSAL, S.RETURN_CARD), STAY, then="note_card"),
    row(CardGone, (S.PLACE_CARD, *CARD_MAY_GO, S.RESULT, S.REFUSAL), STAY, then="note_card_gone"),
    row(StaffCalled, (*IDLE, S.MENU), S.STAFF_PIN, then="forget_visit"),
    row(StaffCalled, S.RETURN_CARD, S.STAFF_PIN, then="end_visit"),
    row(StaffCalled, tuple(s for s in SHOPPER if s not in (S.MENU, S.RETURN_CARD)), STAY, then="note_staff_waits"),
    row(StaffPinChecked, S.STAFF_PIN, S.MAINTENANCE, only_if="staff_pin_is_right", then="open_maintenance"),
    row(StaffPinChecked, S.STAFF_PIN, STAY, then="note_staff_pin_wrong"),
    row(Back, S.STAFF_PIN, HOME, then="staff_gone"),
    row(Ended, S.STAFF_PIN, HOME, then="staff_gone"),
    row(TimedOut, S.STAFF_PIN, HOME, then="staff_gone"),
    row(StaffActed, S.MAINTENANCE, S.MAINTENANCE, then="note_staff_action"),
    row(StaffReported, S.MAINTENANCE, STAY, then="note_staff_report"),
    row(StaffLeft, S.MAINTENANCE, S.OUT_OF_SERVICE, unless="staff_puts_in_service", then="note_staff_left"),
    row(StaffLeft, S.MAINTENANCE, S.ATTRACT, only_if="may_start", then="note_staff_left"),
    row(StaffLeft, S.MAINTENANCE, S.CLOSED, then="note_staff_left"),
    row(TimedOut, S.MAINTENANCE, HOME, then="staff_gone"),
)
