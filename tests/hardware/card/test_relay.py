"""Relaying the centre's commands: the password reaches the card alone, and only a reset can be made of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.card import apdu
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardConnection, CardRemoved, PinRejected
from kiosk.hardware.card.relay import MOST_COMMANDS, RelayCommand, RelayRefused, relay
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD, SoftwareJpkiCard
from kiosk_simulator.card.password_reset import RESET_KEY
from kiosk_simulator.card.reader import RESET_RETRY_COUNTER, SoftwareReader
from kiosk_simulator.card.reset_key import authorisation

Issue = Callable[[str], SoftwareJpkiCard]
OK = 0x9000


def plain(command: str, expects: int | None = OK) -> RelayCommand:
    return RelayCommand(bytes.fromhex(command), takes_password=False, expects=expects)


SELECT_JPKI = plain("00A4040C0AD392F000260100000001")
SELECT_KEY = plain("00A4020C020019")
GET_CHALLENGE = plain("0084000010")
SELECT_PASSWORD = plain("00A4020C02001B")
RESET = RelayCommand(bytes.fromhex("002C0280"), takes_password=True, expects=OK)


def new(text: str = "NEW456") -> Password:
    return Password(text.encode())


class Sent:
    """A connection that answers everything with one status word and keeps what it was sent."""

    def __init__(self, sw: str = "9000") -> None:
        self._sw = bytes.fromhex(sw)
        self.sent: list[bytes] = []
        self.buffers: list[bytes | bytearray] = []

    def transmit(self, command: bytes | bytearray) -> bytes:
        self.buffers.append(command)
        self.sent.append(bytes(command))
        return self._sw


def reset(connection: CardConnection, card: SoftwareJpkiCard, password: Password) -> tuple[bytes, ...]:
    """Play the centre's side of a whole reset; returns the answers of the second round."""
    answers = relay(connection, (SELECT_JPKI, SELECT_KEY, GET_CHALLENGE), password)
    assert [answer[-2:].hex() for answer in answers] == ["9000"] * 3
    assert card.contents.reset_key is not None
    cryptogram = authorisation(card.contents.reset_key, answers[-1][:-2])
    prove = plain("0082008010" + cryptogram.hex())
    return relay(connection, (prove, SELECT_PASSWORD, RESET), password)


def opens(card: SoftwareJpkiCard, text: str) -> bool:
    """Whether this is the card's password, in a new connection."""
    reader = SoftwareReader()
    reader.insert(card)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        try:
            jpki.verify_password(Password(text.encode()))
        except PinRejected:
            return False
        return True


@pytest.mark.parametrize("profile", ["normal", "password_one_try", "password_locked"])
def test_a_reset_gives_the_card_the_new_password_and_all_tries(card: Issue, profile: str) -> None:
    issued, reader = card(profile), SoftwareReader()
    reader.insert(issued)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        jpki.verify_pin(Pin([1, 2, 3, 4]))
        assert reset(connection, issued, new()) == (b"\x90\x00",) * 3
        assert jpki.password_tries_left() == 5
    assert opens(issued, "NEW456")
    assert not opens(issued, "ABC123")


def test_the_answers_come_back_whole_and_the_password_is_in_none(card: Issue) -> None:
    sent = Sent("9000")
    answers = relay(sent, (SELECT_PASSWORD, RESET), new("LONG0NEWPASSWORD"))
    assert sent.sent[-1] == bytes.fromhex("002C028010") + b"LONG0NEWPASSWORD"
    assert answers == (b"\x90\x00", b"\x90\x00")


@pytest.mark.parametrize("sw", ["9000", "6982", "6A80"])
def test_the_command_buffer_with_the_password_is_wiped_whatever_the_card_says(sw: str) -> None:
    commands = (SELECT_PASSWORD, RESET)

    class OnlyReset(Sent):
        def transmit(self, command: bytes | bytearray) -> bytes:
            return super().transmit(command) if command[1] == RESET_RETRY_COUNTER else b"\x90\x00"

    sent = OnlyReset(sw)
    relay(sent, commands, new())
    assert sent.sent == [bytes.fromhex("002C028006") + b"NEW456"]
    assert sent.buffers == [bytearray(11)]


def test_a_pulled_card_leaves_no_password_in_the_buffer_either() -> None:
    class Pulled(Sent):
        def transmit(self, command: bytes | bytearray) -> bytes:
            super().transmit(command)
            if command[1] == RESET_RETRY_COUNTER:
                raise CardRemoved("pulled")
            return b"\x90\x00"

    pulled = Pulled()
    with pytest.raises(CardRemoved):
        relay(pulled, (SELECT_PASSWORD, RESET), new())
    assert pulled.buffers[-1] == bytearray(11)


@pytest.mark.parametrize("stopped_at", [0, 1, 2])
def test_nothing_is_sent_after_an_answer_that_is_not_the_expected_one(stopped_at: int) -> None:
    commands = [SELECT_JPKI, SELECT_KEY, GET_CHALLENGE]
    words = ["9000"] * 3
    words[stopped_at] = "6A82"

    class Scripted(Sent):
        def transmit(self, command: bytes | bytearray) -> bytes:
            super().transmit(command)
            return bytes.fromhex(words[len(self.sent) - 1])

    scripted = Scripted()
    answers = relay(scripted, commands, new())
    assert [answer.hex().upper() for answer in answers] == words[: stopped_at + 1]
    assert len(scripted.sent) == stopped_at + 1


def test_where_any_answer_will_do_the_script_goes_on() -> None:
    sent = Sent("6A82")
    commands = (plain("00A4020C020019", None), plain("0084000010", 0x6A82), GET_CHALLENGE, SELECT_KEY)
    assert len(relay(sent, commands, new())) == 3


REFUSED = {
    "VERIFY": "0020008004" + "31323334",
    "VERIFY without data": "00200080",
    "CHANGE REFERENCE DATA": "0024018006" + "414243313233",
    "COMPUTE DIGITAL SIGNATURE": "802A008020" + "AA" * 32 + "00",
    "COMPUTE DIGITAL SIGNATURE in the plain class": "002A008020" + "AA" * 32 + "00",
    "READ BINARY": "00B0000000",
    "READ RECORD": "00B2010400",
    "GET DATA": "00CA5F5100",
    "a password of the centre's own": "002C028006" + "4E4557343536",
    "the counter without a new password": "002C0380",
    "the counter by a resetting code": "002C008008" + "3132333435363738",
    "another application": "00A4040C0AD3921000310001010408",
    "the beginning of a name": "00A4040C05D392F00026",
    "the name with what follows": "00A404000AD392F0002601000000010000",
    "the master file": "00A40000",
    "SELECT with an answer": "00A4020C02001B00",
    "SELECT of three bytes": "00A4020C03001B00",
    "SELECT by path": "00A4080C02001B",
    "secure messaging": "0C84000010",
    "a logical channel": "0184000010",
    "chaining": "1082008010" + "AA" * 16,
    "GET CHALLENGE with data": "008400000401020304",
    "GET CHALLENGE of extended length": "00840000000010",
    "EXTERNAL AUTHENTICATE without data": "00820080",
    "EXTERNAL AUTHENTICATE with an answer": "0082008010" + "AA" * 16 + "00",
    "MUTUAL AUTHENTICATE": "0082018010" + "AA" * 16,
    "half a header": "00A402",
    "nothing": "",
    "JICSAP CHANGE KEY": "8032008004" + "31323334",
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_but_a_reset_is_relayed_and_nothing_at_all_is_sent(what: str) -> None:
    sent = Sent()
    with pytest.raises(RelayRefused) as caught:
        relay(sent, (SELECT_JPKI, plain(REFUSED[what])), new())
    assert sent.sent == []
    data = REFUSED[what][10:]
    assert not data or data not in str(caught.value)


@pytest.mark.parametrize(
    "commands",
    [
        (RESET,),
        (SELECT_PASSWORD, GET_CHALLENGE, RESET),
        (plain("00A4020C020018"), RESET),
        (plain("00A4020C020011"), RESET),
        (plain("00A4020C02001B", None), RESET),
        (plain("00A4020C02001B", 0x6A82), RESET),
        (SELECT_PASSWORD, RESET, RESET),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("002C0298"), takes_password=True, expects=OK)),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("002C0080"), takes_password=True, expects=OK)),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("00200080"), takes_password=True, expects=OK)),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("002C028006"), takes_password=True, expects=OK)),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("802C0280"), takes_password=True, expects=OK)),
        (SELECT_PASSWORD, RelayCommand(bytes.fromhex("00DC0280"), takes_password=True, expects=OK)),
    ],
)
def test_the_password_goes_into_nothing_but_the_reset_of_the_password_just_selected(
    commands: tuple[RelayCommand, ...],
) -> None:
    sent = Sent()
    with pytest.raises(RelayRefused):
        relay(sent, commands, new())
    assert sent.sent == []


def test_a_script_without_end_is_refused() -> None:
    assert len(relay(Sent(), [GET_CHALLENGE] * MOST_COMMANDS, new())) == MOST_COMMANDS
    sent = Sent()
    with pytest.raises(RelayRefused, match="17 commands"):
        relay(sent, [GET_CHALLENGE] * (MOST_COMMANDS + 1), new())
    assert sent.sent == []


@settings(deadline=None)
@given(st.binary(max_size=24) | st.tuples(st.just(b"\0"), st.binary(max_size=24)).map(b"".join))
def test_whatever_a_centre_sends_only_the_four_instructions_ever_reach_the_card(raw: bytes) -> None:
    sent = Sent()
    try:
        relay(sent, (RelayCommand(raw, takes_password=False, expects=None),), new())
    except RelayRefused:
        assert sent.sent == []
    else:
        assert raw[0] == 0x00
        assert raw[1] in {0xA4, 0x84, 0x82}
        assert sent.sent == [raw]


@pytest.mark.parametrize("text", ["ABCDEF", "123456"])
def test_a_password_that_no_card_may_take_as_new_is_never_sent(text: str) -> None:
    sent = Sent()
    with pytest.raises(ValueError, match="letter and a digit") as caught:
        relay(sent, (SELECT_PASSWORD, RESET), new(text))
    assert text not in str(caught.value)
    assert sent.sent == []


def test_a_wiped_password_is_never_sent_and_a_round_without_it_needs_none() -> None:
    wiped, sent = new(), Sent()
    wiped.wipe()
    with pytest.raises(ValueError, match="wiped"):
        relay(sent, (SELECT_PASSWORD, RESET), wiped)
    assert sent.sent == []
    assert len(relay(sent, (SELECT_JPKI,), wiped)) == 1


def test_the_traffic_log_has_neither_the_password_nor_its_length(
    card: Issue, caplog: pytest.LogCaptureFixture
) -> None:
    issued, reader = card("normal"), SoftwareReader()
    reader.insert(issued)
    with caplog.at_level(apdu.TRAFFIC), reader.connect() as connection:
        reset(connection, issued, new("SECRET99"))
    assert "card > 002C0280 **" in caplog.text
    assert "002C028008" not in caplog.text
    assert b"SECRET99".hex().upper() not in caplog.text
    assert "SECRET99" not in caplog.text


@pytest.mark.parametrize(("carried_out", "password"), [(False, "ABC123"), (True, "NEW456")])
def test_a_card_pulled_at_the_reset_has_the_old_or_the_new_password_and_never_none(
    card: Issue, carried_out: bool, password: str
) -> None:
    issued, reader = card("password_locked" if carried_out else "normal"), SoftwareReader()
    reader.insert(issued)
    reader.remove_at_instruction(RESET_RETRY_COUNTER, carried_out=carried_out)
    with reader.connect() as connection, pytest.raises(CardRemoved):
        reset(connection, issued, new())
    assert opens(issued, password)
    assert issued.tries_left(SIGNATURE_PASSWORD) == 5
    assert issued.tries_left(RESET_KEY) == 10
    reader.insert(issued)
    with reader.connect() as connection:
        assert reset(connection, issued, new("AGAIN7"))[-1] == b"\x90\x00"
    assert opens(issued, "AGAIN7")


@pytest.mark.parametrize("count", range(6))
@pytest.mark.parametrize("answered", [True, False])
def test_a_card_pulled_anywhere_in_a_reset_can_be_reset_again(
    card: Issue, count: int, answered: bool
) -> None:
    issued, reader = card("normal"), SoftwareReader()
    reader.insert(issued)
    reader.remove_after_apdu(count, answered=answered)
    with reader.connect() as connection, pytest.raises(CardRemoved):
        reset(connection, issued, new())
    reader.insert(issued)
    with reader.connect() as connection:
        assert reset(connection, issued, new())[-1] == b"\x90\x00"
    assert opens(issued, "NEW456")
