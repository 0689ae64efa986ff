"""The centre's script of a password reset, relayed to a card by the real driver, and every way it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kiosk.centre import messages
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid, RefusalReason, RequestReused
from kiosk.centre.password_reset import MAX_ROUNDS, Command, ResetDone, Script
from kiosk.hardware.card.relay import RelayRefused, relay
from kiosk.rules.credentials.password import Password
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.tls import TERMINAL_ID
from tests.support.centre.reset_visit import NEW, OLD, ResetVisit, accepts, commands_of, reason_of

Begin = Callable[..., ResetVisit]
DAY = timedelta(hours=24)


@pytest.mark.parametrize("profile", ["normal", "password_locked"])
def test_a_reserved_reset_gives_the_card_its_new_password_and_all_tries(begin: Begin, profile: str) -> None:
    visit = begin(profile)
    done = visit.whole()
    assert done.number
    assert visit.card.tries_left(SIGNATURE_PASSWORD) == 5
    assert accepts(visit.card, NEW)


def test_the_password_is_in_no_message(begin: Begin) -> None:
    visit = begin()
    script = visit.start()
    reset = visit.go_on(script, visit.relayed(script))
    assert isinstance(reset, Script)
    (takes,) = [each for each in reset.commands if each.takes_password]
    assert takes.apdu == bytes.fromhex("002C0280")
    assert [len(each.commands) for each in (script, reset)] == [3, 3]


def test_a_reset_that_was_never_reported_leaves_the_reservation_good(begin: Begin) -> None:
    visit = begin()
    script = visit.start()
    with visit.reader.connect() as connection:
        for _ in range(2):
            assert isinstance(script, Script)
            responses = relay(connection, commands_of(script), Password(NEW))
            reported = script
            if not any(each.takes_password for each in script.commands):
                script = visit.go_on(script, responses)  # type: ignore[assignment]
    assert accepts(visit.card, NEW)
    assert begin(reserve=False).reservation.good_until == visit.reservation.good_until
    # A late report, in its own visit, still counts.
    assert isinstance(visit.go_on(reported, responses), ResetDone)
    assert reason_of(lambda: begin(reserve=False)) is RefusalReason.NO_RESERVATION


def test_a_lost_answer_can_be_asked_for_again(begin: Begin) -> None:
    visit = begin()
    with visit.reader.connect() as connection:

        def sent(script: Script) -> tuple[bytes, ...]:
            return relay(connection, commands_of(script), Password(NEW))

        first = visit.start()
        challenge = sent(first)
        second = visit.go_on(first, challenge)
        assert second == visit.go_on(first, challenge)
        assert isinstance(second, Script)
        last = sent(second)
    assert visit.go_on(second, last) == visit.go_on(second, last)


def test_an_authentication_for_certificates_starts_no_script(
    client: CentreClient, sign_in: Callable[..., Any]
) -> None:
    visit = sign_in("normal")
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.reset.start(visit.authentication.id, visit.id)


@pytest.mark.parametrize("answer", ["6982", "63C9", "6983", "6A82", "6F00"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_card_that_answers_anything_else_ends_the_script_and_keeps_the_reservation(
    begin: Begin, which: int, answer: str
) -> None:
    visit = begin()
    script = visit.start()
    responses = visit.relayed(script)
    wrong = (*responses[:which], bytes.fromhex(answer))
    assert reason_of(lambda: visit.go_on(script, wrong)) is RefusalReason.RESET_REFUSED
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.go_on(script, responses)
    assert visit.start().commands


@pytest.mark.parametrize("how", ["short challenge", "missing", "too many", "went on"])
def test_responses_that_no_card_gives_end_the_script(begin: Begin, how: str) -> None:
    visit = begin()
    script = visit.start()
    ok = bytes.fromhex("9000")
    responses = {
        "short challenge": (ok, ok, bytes(15) + ok),
        "missing": (ok, ok),
        "too many": (ok, ok, bytes(16) + ok, ok),
        "went on": (ok, bytes.fromhex("6A82"), bytes(16) + ok),
    }[how]
    assert reason_of(lambda: visit.go_on(script, responses)) is RefusalReason.RESET_REFUSED


def test_a_password_that_the_card_refuses_leaves_the_reservation_good(begin: Begin) -> None:
    visit = begin()
    script = visit.start()
    second = visit.go_on(script, visit.relayed(script))
    assert isinstance(second, Script)
    ok = bytes.fromhex("9000")
    refused = (ok, ok, bytes.fromhex("6A80"))
    assert reason_of(lambda: visit.go_on(second, refused)) is RefusalReason.RESET_REFUSED
    assert begin(reserve=False).reservation.id


def test_other_responses_to_an_answered_round_are_refused(begin: Begin) -> None:
    visit = begin()
    script = visit.start()
    visit.go_on(script, visit.relayed(script))
    ok = bytes.fromhex("9000")
    with pytest.raises(RequestReused):
        visit.go_on(script, (ok, ok, bytes(16) + ok))


@pytest.mark.parametrize("whose", ["the same card's", "another card's"])
def test_an_authorisation_fits_one_challenge_of_one_card(begin: Begin, whose: str) -> None:
    visit = begin()
    target = visit if whose == "the same card's" else begin("katsuko")
    script = visit.start()
    second = visit.go_on(script, visit.relayed(script))
    assert isinstance(second, Script)
    with target.reader.connect() as connection:
        assert len(relay(connection, commands_of(script), Password(NEW))) == 3
        assert relay(connection, commands_of(second), Password(NEW)) == (bytes.fromhex("63C9"),)
    assert accepts(target.card, OLD)


def test_a_new_start_ends_the_script_before(begin: Begin) -> None:
    visit = begin()
    old = visit.start()
    responses = visit.relayed(old)
    new = visit.start()
    assert new.id != old.id
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.go_on(old, responses)
    assert isinstance(visit.go_on(new, visit.relayed(new)), Script)


def test_a_script_is_of_no_use_to_another_visit(begin: Begin) -> None:
    one, two = begin(), begin("katsuko")
    script = one.start()
    responses = one.relayed(script)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        two.go_on(script, responses)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        two.client.reset.start(one.reservation.id, two.id)
    assert isinstance(one.go_on(script, responses), Script)


def test_a_script_is_of_no_use_to_another_terminal(begin: Begin, centre: SimulatedCentre) -> None:
    """Both terminals of the simulation share a certificate: the service itself is asked."""
    visit = begin()
    script = visit.start()
    services = centre._services
    assert services is not None
    asked = messages.ResponsesRequest(script=script.id, visit=visit.id, responses=visit.relayed(script))
    again = messages.ScriptRequest(authentication=visit.reservation.id, visit=visit.id)
    for call in (
        lambda: services.password_reset.continue_script("SIM-0002", asked),
        lambda: services.password_reset.start("SIM-0002", again),
    ):
        with pytest.raises(Exception, match="no such"):
            call()
    assert services.password_reset.continue_script(TERMINAL_ID, asked).script


@pytest.mark.parametrize(("seconds", "is_good"), [(180, True), (181, False)])
def test_a_script_ends_after_three_minutes(
    begin: Begin, centre: SimulatedCentre, seconds: int, is_good: bool
) -> None:
    now = centre.now()
    centre.now = lambda: now
    visit = begin()
    script = visit.start()
    responses = visit.relayed(script)
    centre.now = lambda: now + timedelta(seconds=seconds)
    if is_good:
        assert isinstance(visit.go_on(script, responses), Script)
    else:
        with pytest.raises(CentreAnswerInvalid, match="400"):
            visit.go_on(script, responses)


def test_an_unknown_script_is_refused(begin: Begin) -> None:
    visit = begin()
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.go_on(Script("unknown", (), 1), (bytes.fromhex("9000"),))


def test_a_script_that_never_ends_is_given_up_by_the_client(begin: Begin, centre: SimulatedCentre) -> None:
    visit = begin()
    centre.faults.set(CentreFault.ENDLESS_SCRIPT)
    script: Script | ResetDone = visit.start()
    for number in range(1, MAX_ROUNDS):
        assert isinstance(script, Script)
        assert script.round == number
        script = visit.go_on(script, visit.relayed(script))
    assert isinstance(script, Script)
    last = script
    with pytest.raises(CentreAnswerInvalid, match="does not end"):
        visit.go_on(last, visit.relayed(last))
    assert accepts(visit.card, OLD)


def test_a_script_that_never_ended_uses_no_reservation_up(begin: Begin, centre: SimulatedCentre) -> None:
    visit = begin()
    centre.faults.set(CentreFault.ENDLESS_SCRIPT)
    script = visit.start()
    second = visit.go_on(script, visit.relayed(script))
    assert isinstance(second, Script)
    centre.faults.only()
    assert reason_of(lambda: visit.go_on(second, visit.relayed(second))) is RefusalReason.RESET_REFUSED
    assert begin(reserve=False).whole().number


def test_a_wrong_cryptogram_costs_the_key_a_try_and_changes_nothing(
    begin: Begin, centre: SimulatedCentre
) -> None:
    visit = begin()
    centre.faults.set(CentreFault.WRONG_CRYPTOGRAM)
    assert reason_of(visit.whole) is RefusalReason.RESET_REFUSED
    assert accepts(visit.card, OLD)
    centre.faults.only()
    assert visit.whole().number


def test_a_forbidden_command_is_not_relayed(begin: Begin, centre: SimulatedCentre) -> None:
    visit = begin()
    centre.faults.set(CentreFault.FORBIDDEN_COMMAND)
    script = visit.start()
    assert any(each.apdu[:2] == bytes.fromhex("802A") for each in script.commands)
    with pytest.raises(RelayRefused):
        visit.relayed(script)


@pytest.mark.parametrize(
    "content",
    [
        b'{"script":null,"number":null}',
        b'{"script":{"id":"a","commands":[{"apdu":"ACwCgA==","takes_password":true,"expects":36864}]},"number":"N"}',
        b'{"script":{"id":"a","commands":[]},"number":null}',
        b'{"script":{"id":"a","commands":[{"apdu":"ACwCgAE=","takes_password":true,"expects":36864}]}}',
        b'{"script":{"id":"a","commands":[{"apdu":"ACw=","takes_password":false,"expects":36864}]}}',
        b'{"script":{"id":"a","commands":[{"apdu":"ACwCgA==","takes_password":false,"expects":1}]}}',
    ],
)
def test_an_answer_that_is_no_script_is_refused_whole(content: bytes) -> None:
    with pytest.raises(ValueError, match="ResponsesAnswer"):
        messages.ResponsesAnswer.model_validate_json(content)


@pytest.mark.parametrize("responses", [(), (b"",), (b"\x90",), (bytes(259),), (b"\x90\x00",) * 17])
def test_responses_that_are_none_are_not_sent(client: CentreClient, responses: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="ResponsesRequest"):
        client.reset.go_on(Script("a", (), 1), "visit", responses)


def test_commands_and_responses_show_no_bytes() -> None:
    message = messages.CommandMessage(apdu=bytes.fromhex("0082008001FF"), expects=0x9000)
    assert "apdu" not in repr(message)
    assert "apdu" not in repr(Command(message.apdu, False, 0x9000))
    assert "responses" not in repr(messages.ResponsesRequest(script="a", visit="b", responses=(b"\x90\x00",)))
