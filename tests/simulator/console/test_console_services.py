"""QA's actions at the other services: card passwords, reservations, applications, closures, a wrong clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import requests

from kiosk.fsm.events import Acknowledged, Agreed, Ended, PasswordEntered
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import MunicipalityChosen, ServiceChosen, Started
from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, ApplicationWanted, FormFilled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import VisitLog
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import Registration, RegistrationForm
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.manual_actions import MAX_MINUTES, ManualActions
from tests.simulator.console.conftest import Live

TOMAKOMAI = "01213"
RIGHT = RegistrationForm("試作町二丁目", "15-3", "シサク　ゴロウ", "試作　五郎", "09000000000")
WRONG = RegistrationForm("試作町二丁目", "15-4", "シサク　ゴロウ", "", "09000000000")


def pin() -> PinEntered:
    return PinEntered(Pin([1, 2, 3, 4]))


def entered(password: bytes) -> PasswordEntered:
    return PasswordEntered(Password(password))


def leaves(live: Live) -> None:
    """From the result home; the card may be seen to go before or after the touch."""
    live.page.does("card/take")
    live.touches(Acknowledged()).reaches(S.FAREWELL, S.RETURN_CARD, S.ATTRACT)
    live.touches(Acknowledged()).reaches(S.ATTRACT)


def resets(live: Live, profile: str, password: bytes = b"KIOSK2026") -> View:
    """A whole visit for a password reset, the card by the console's actions, up to its result."""
    chosen = (Started(), ServiceChosen(Service.PASSWORD_RESET), Agreed())
    live.touches(*chosen).reaches(S.PLACE_CARD)
    live.page.does("card/place", profile=profile)
    live.reaches(S.ENTER_PIN).touches(pin()).reaches(S.NEW_PASSWORD, S.REFUSAL)
    if live.view.state is S.NEW_PASSWORD:
        live.touches(entered(password), entered(password)).reaches(S.RESULT, S.REFUSAL)
    view = live.view
    leaves(live)
    return view


def comes_to_the_registration(live: Live) -> Registration:
    """From the menu to how far the registration of the card is, as the terminal shows it."""
    with live.terminal.view_changed:  # the centre's list comes a moment after the start
        assert live.terminal.view_changed.wait_for(lambda: live.view.status.municipalities, 60)
    chosen = (Started(), ServiceChosen(Service.USAGE_REGISTRATION), Agreed(), MunicipalityChosen(TOMAKOMAI))
    live.touches(*chosen).reaches(S.PLACE_CARD)
    live.page.does("card/place", profile="unregistered")
    live.reaches(S.ENTER_PIN).touches(pin()).reaches(S.REGISTRATION_STATE)
    record = live.view.visit.registration.record
    assert record is not None
    return record


def goes_away(live: Live) -> None:
    live.page.does("card/take")
    live.touches(Ended()).reaches(S.ATTRACT, S.RETURN_CARD).reaches(S.ATTRACT)


def applies(live: Live, form: RegistrationForm) -> str:
    """A whole visit for a usage registration, up to its number."""
    comes_to_the_registration(live)
    live.touches(ApplicationWanted())
    for filled in (
        RegistrationForm(form.town),
        RegistrationForm(form.town, form.lot),
        RegistrationForm(form.town, form.lot, form.head_kana),
    ):
        live.touches(FormFilled(filled))
    live.reaches(S.HEAD_CANDIDATES, S.TELEPHONE)
    if live.view.state is S.HEAD_CANDIDATES:
        live.touches(FormFilled(RegistrationForm(form.town, form.lot, form.head_kana, form.head)))
    live.touches(FormFilled(form), ApplicationConfirmed()).reaches(S.SIGNATURE_PASSWORD)
    live.touches(entered(b"ABC123")).reaches(S.RESULT)
    number = live.view.visit.registration.number
    leaves(live)
    return number


# --- cards and their passwords ------------------------------------------------------------------------


def test_every_cards_password_tries_are_told_without_issuing_one(standing: Live) -> None:
    told = standing.page.state()["card"]["password_tries"]
    assert set(told) == set(PROFILES)
    assert (told["normal"], told["password_one_try"], told["password_locked"]) == (5, 1, 0)
    assert (told["child"], told["not_jpki"], told["damaged"]) == (None, None, None)


@pytest.mark.parametrize("left", [4, 1, 0])
def test_password_tries_are_spent_on_the_card_itself_and_a_new_card_has_them_back(
    standing: Live, left: int
) -> None:
    page = standing.page
    page.does("card/password", profile="single", left=left)
    card = standing.environment.card("single")
    assert card.tries_left(SIGNATURE_PASSWORD) == left
    assert card.tries_left() == 3, "the PIN is not touched"
    assert page.state()["card"]["password_tries"]["single"] == left
    if left < 4:
        assert page.post("card/password", profile="single", left=left + 1).status_code == 422
    page.does("card/reissue", profile="single")
    assert page.state()["card"]["password_tries"]["single"] == 5


@pytest.mark.parametrize(
    ("profile", "left", "status"),
    [("nobody", 0, 404), ("child", 0, 422), ("damaged", 0, 422), ("normal", 6, 422), ("normal", -1, 422)],
)
def test_what_no_card_can_have_is_refused(standing: Live, profile: str, left: int, status: int) -> None:
    assert standing.page.post("card/password", profile=profile, left=left).status_code == status


def test_a_card_on_the_reader_is_left_alone(standing: Live) -> None:
    page = standing.page
    page.does("card/place", profile="normal")
    answer = page.post("card/password", profile="normal", left=1)
    assert (answer.status_code, "take it off" in answer.text) == (422, True)
    assert standing.environment.card("normal").tries_left(SIGNATURE_PASSWORD) == 5


# --- reservations -------------------------------------------------------------------------------------


def test_the_page_leads_to_the_telephone(standing: Live) -> None:
    url = standing.page.get("api/state").json()["phone"]
    assert url == standing.environment.phone.url
    assert requests.get(url, timeout=60).status_code == 200


def test_a_reservation_that_was_made_elsewhere_is_listed_with_its_card(standing: Live) -> None:
    assert standing.page.state()["reservations"] == []
    certificate = standing.environment.card("new_card").contents.authentication_certificate
    assert certificate is not None
    until = standing.environment.centre.reserve(certificate)
    (line,) = standing.page.state()["reservations"]
    assert line == {"profile": "new_card", "until": f"{until.astimezone(JST):%m-%d %H:%M}", "good": True}


def test_a_reset_uses_the_reservation_up_and_one_of_25_hours_ago_is_too_old(live: Live) -> None:
    page = live.page
    page.does("reservation", profile="normal", hours_ago=25)
    page.does("reservation", profile="password_locked")
    lines = page.state()["reservations"]
    assert [(each["profile"], each["good"]) for each in lines] == [
        ("normal", False), ("password_locked", True),
    ]  # fmt: skip
    view = resets(live, "password_locked")
    assert (view.state, view.reason) == (S.RESULT, None)
    assert [each["profile"] for each in page.state()["reservations"]] == ["normal"]
    assert page.state()["card"]["password_tries"]["password_locked"] == 5
    assert resets(live, "normal").reason is Reason.RESERVATION_TOO_OLD
    page.does("reservation", profile="normal")
    assert resets(live, "normal").state is S.RESULT
    assert page.state()["reservations"] == []


def test_a_reservation_grows_old_with_the_clock(standing: Live) -> None:
    page = standing.page
    page.does("reservation", profile="normal", hours_ago=23)
    assert page.state()["reservations"][0]["good"] is True
    page.does("clock", at=f"{standing.clock.now() + timedelta(hours=2):%Y-%m-%dT%H:%M:%S}")
    assert page.state()["reservations"][0]["good"] is False


@pytest.mark.parametrize(
    ("profile", "hours_ago", "status", "says"),
    [
        ("nobody", 0, 404, "nobody"),
        ("no_certificate", 0, 422, "no user-authentication certificate"),
        ("signature_revoked", 0, 422, "signature_revoked"),
        ("child", 0, 422, "no_signature_certificate"),
        ("normal", 241, 422, "240 hours"),
        ("normal", -1, 422, "240 hours"),
    ],
)
def test_what_the_centre_would_not_reserve_is_refused_with_its_reason(
    standing: Live, profile: str, hours_ago: int, status: int, says: str
) -> None:
    answer = standing.page.post("reservation", profile=profile, hours_ago=hours_ago)
    assert (answer.status_code, says in answer.text) == (status, True), answer.text
    assert standing.page.state()["reservations"] == []


# --- usage registrations ------------------------------------------------------------------------------


def test_an_application_is_listed_and_decided_when_the_hand_says_so(live: Live) -> None:
    page = live.page
    number = applies(live, RIGHT)
    (line,) = page.state()["registrations"]
    assert (line["number"], line["profile"], line["state"]) == (number, "unregistered", "in_review")
    assert line["municipality"] == "苫小牧市"
    page.does("application/decide", number=number)
    assert page.state()["registrations"][0]["state"] == "registered"
    assert comes_to_the_registration(live).state.value == "registered"
    goes_away(live)
    assert page.post("application/decide", number="AAAA-0000").status_code == 404


def test_an_application_that_does_not_fit_the_register_has_to_be_corrected(live: Live) -> None:
    number = applies(live, WRONG)
    live.page.does("application/decide", number=number)
    assert live.page.state()["registrations"][0]["state"] == "to_be_corrected"


def test_the_switch_decides_every_application_at_once(live: Live) -> None:
    applies(live, RIGHT)
    live.page.does("switch", id="centre.registered_at_once", on=True)
    assert live.page.state()["registrations"][0]["state"] == "registered"


# --- clock and closures -------------------------------------------------------------------------------


def test_the_clock_jumps_and_the_journal_tells_it(live: Live) -> None:
    live.page.does("clock/jump", minutes=-30)
    live.reaches(S.OUT_OF_SERVICE, seconds=5)
    state = live.page.state()
    assert state["screen"]["notice"] == "X-105"
    assert state["journal"][0]["kind"] == "clock_jumped"
    for minutes in (0, MAX_MINUTES + 1):
        assert live.page.post("clock/jump", minutes=minutes).status_code == 422


def test_maintenance_of_one_service_closes_it_on_the_menu_only(
    live: Live, until: Callable[[Callable[[], object]], None]
) -> None:
    live.page.does("closure", minutes=0, lasts=60, service="password_reset")

    def may_start() -> dict[Service, bool]:
        return {each.service: each.may_start for each in live.view.status.services}

    until(lambda: not may_start()[Service.PASSWORD_RESET])
    assert may_start()[Service.CERTIFICATES]
    assert live.view.state is S.ATTRACT
    (line,) = live.page.state()["closures"]
    assert line["services"] == [["パスワード初期化", "Password reset"]]
    live.page.does("closure/end")
    until(lambda: may_start()[Service.PASSWORD_RESET])
    assert live.page.state()["closures"] == []


def test_maintenance_of_all_services_begins_when_it_was_told_and_is_taken_back(live: Live) -> None:
    live.page.does("closure", minutes=9, lasts=5)
    live.reaches(S.CLOSED, seconds=5)  # no visit begins in the last ten minutes
    (line,) = live.page.state()["closures"]
    assert live.view.status.opens_at == f"2026-{line['end']}"
    live.page.does("closure/end")
    live.reaches(S.ATTRACT, seconds=5)


@pytest.mark.parametrize(
    ("minutes", "lasts", "service", "status"),
    [
        (-1, 5, None, 422),
        (0, 0, None, 422),
        (0, MAX_MINUTES + 1, None, 422),
        (MAX_MINUTES + 1, 5, None, 422),
        (0, 5, "laundry", 404),
    ],
)
def test_closures_that_cannot_be_are_refused(
    standing: Live, minutes: int, lasts: int, service: str | None, status: int
) -> None:
    body = {"minutes": minutes, "lasts": lasts, "service": service}
    assert standing.page.post("closure", **body).status_code == status
    assert standing.page.state()["closures"] == []


def test_the_settings_own_closures_stay_and_the_information_is_never_closed(standing: Live) -> None:
    usual = Timetable()
    closures = Closures(usual)
    actions = ManualActions(standing.environment, standing.terminal, standing.clock, closures=closures)
    assert closures() is usual
    actions.close(0, 60)
    actions.close(0, 60, "card_check")
    now = standing.clock.now() + timedelta(seconds=1)
    opened = {each.service for each in closures().services(now) if each.is_open}
    assert opened == {Service.INFORMATION}
    assert [len(each.services) for each in closures.made] == [0, 1]
    actions.open_again()
    assert closures() == usual


def test_hands_without_the_terminals_timetable_close_nothing(standing: Live) -> None:
    actions = ManualActions(standing.environment, standing.terminal, standing.clock)
    with pytest.raises(ValueError, match="cannot be changed"):
        actions.close(0, 5)


# --- a power cut --------------------------------------------------------------------------------------


def test_a_reset_and_an_application_that_a_power_cut_left_open_keep_nobody_out_and_are_not_repeated(
    standing: Live,
) -> None:
    log = VisitLog(standing.journal, "v")
    log.intend(Kind.PASSWORD_RESET_INTENDED, script="s")
    log.intend(Kind.APPLICATION_INTENDED, request="r", municipality=TOMAKOMAI)
    standing.page.does("reservation", profile="normal")
    standing.page.does("card/place", profile="normal")
    standing.runs()
    rows = [(each.kind, each.facts.get("reason")) for each in standing.journal.entries() if each.visit]
    assert rows[2:] == [
        (Kind.PASSWORD_RESET_ENDED, "S-105"), (Kind.APPLICATION_ENDED, "N-102"),
    ]  # fmt: skip
    assert standing.environment.reader.apdus_sent == 0, "the card that lies there is not touched"
    state = standing.page.state()
    assert (len(state["reservations"]), state["registrations"]) == (1, [])
    assert datetime.fromisoformat(list(standing.journal.entries())[-1].at) <= standing.clock.now()
