"""The driver's APDU codec, against the software card's own parser, which shares no code with it."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import Channel, Response
from kiosk.hardware.card.protocol import CardFault, ReaderFault
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.command import Answer, Command

byte = st.integers(0, 255)


class Script:
    """A connection that gives prepared answers and remembers what it was sent."""

    def __init__(self, *answers: str) -> None:
        self._answers = [bytes.fromhex(answer) for answer in answers]
        self.sent: list[bytes] = []

    def transmit(self, command: bytes | bytearray) -> bytes:
        self.sent.append(bytes(command))
        return self._answers[len(self.sent) - 1]


@given(byte, byte, byte, byte, st.binary(max_size=255), st.none() | st.integers(1, 256))
def test_a_built_command_is_parsed_back_to_its_fields(
    cla: int, ins: int, p1: int, p2: int, data: bytes, le: int | None
) -> None:
    built = apdu.command(cla, ins, p1, p2, data, le=le)
    parsed = Command.parse(built)
    assert (parsed.cla, parsed.ins, parsed.p1, parsed.p2) == (cla, ins, p1, p2)
    assert (parsed.data, parsed.le) == (data, le)
    assert apdu.has_le(built) == (le is not None)


@given(st.binary(max_size=300))
def test_any_bytes_are_parsed_or_refused_as_a_wrong_length(raw: bytes) -> None:
    try:
        parsed = Command.parse(raw)
    except Answer as answer:
        outcome = answer.sw
    else:
        outcome = 0x9000
        assert apdu.command(parsed.cla, parsed.ins, parsed.p1, parsed.p2, parsed.data, le=parsed.le) == raw
    assert outcome in (0x6700, 0x9000)


@given(st.integers(0, apdu.MAX_OFFSET), st.integers(1, 256))
def test_read_binary_carries_every_offset_and_length(offset: int, length: int) -> None:
    parsed = Command.parse(apdu.read_binary(offset, length))
    assert (parsed.p1 << 8 | parsed.p2, parsed.le) == (offset, length)


@pytest.mark.parametrize("offset", [-1, 0x8000])
def test_an_offset_that_would_become_a_short_identifier_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="offset"):
        apdu.read_binary(offset, 1)


@pytest.mark.parametrize(("data", "le"), [(b"\0" * 256, None), (b"", 0), (b"", 257)])
def test_what_needs_an_extended_command_is_refused(data: bytes, le: int | None) -> None:
    with pytest.raises(ValueError, match="short"):
        apdu.command(0, 0, 0, 0, data, le=le)


def test_the_longest_fields_of_a_short_command_are_built() -> None:
    longest = apdu.command(0x80, 0x2A, 0x00, 0x80, b"\xaa" * 255, le=256)
    assert longest == bytes.fromhex("802A0080FF") + b"\xaa" * 255 + b"\0"
    assert apdu.read_binary(apdu.MAX_OFFSET, 256) == bytes.fromhex("00B07FFF00")


@pytest.mark.parametrize("length", [1, 255])
def test_a_secret_of_every_length_follows_its_header(length: int) -> None:
    secret = bytearray(b"7" * length)
    built = apdu.with_secret(bytes.fromhex("002C0280"), secret)
    assert built == bytes.fromhex("002C0280") + bytes((length,)) + secret


@pytest.mark.parametrize(("header", "length"), [(3, 4), (5, 4), (4, 0), (4, 256)])
def test_a_header_or_a_secret_of_another_length_is_refused(header: int, length: int) -> None:
    with pytest.raises(ValueError, match=r"^a header of 4 bytes and 1 to 255 bytes of data make a command$"):
        apdu.with_secret(b"\0" * header, bytearray(length))


def test_a_command_without_a_secret_is_logged_whole() -> None:
    """VERIFY without data carries no PIN: its four bytes say that the counter was asked for."""
    assert apdu.masked(apdu.verify_query()) == "00200080"
    assert apdu.masked(apdu.with_secret(bytes.fromhex("002C0280"), bytearray(b"A1B2C3"))) == "002C0280 **"


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_verify_carries_the_digits_and_its_log_text_does_not(digits: list[int]) -> None:
    command = apdu.verify(Pin(digits).ascii)
    text = "".join(map(str, digits))
    assert Command.parse(bytes(command)).data == text.encode()
    assert text.encode().hex() not in apdu.masked(command)
    assert apdu.masked(command) == "00200080 **"


def test_the_traffic_log_shows_commands_but_never_a_pin(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(apdu.TRAFFIC):
        channel = Channel(Script("9000", "9000"))
        channel.send(apdu.select_file(0x0018))
        channel.send(apdu.verify(Pin([1, 2, 3, 4]).ascii))
    assert "card > 00A4020C020018" in caplog.text
    assert "31323334" not in caplog.text
    assert "00200080 **" in caplog.text


def test_the_traffic_log_shows_of_an_answer_its_length_and_status_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(apdu.TRAFFIC):
        Channel(Script("0102036A82")).send(apdu.read_binary(0, 3))
    assert [record.getMessage() for record in caplog.records] == [
        "card > 00B0000003",
        "card < 3 bytes, 6A82",
    ]


def test_below_the_traffic_level_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Channel(Script("9000")).send(apdu.select_file(0x0018))
    assert caplog.text == ""


@given(byte.flatmap(lambda high: st.just(high << 8)).flatmap(lambda high: byte.map(lambda low: high | low)))
def test_only_63cx_counts_tries(sw: int) -> None:
    assert apdu.tries_of(sw) == (sw - 0x63C0 if 0x63C0 <= sw <= 0x63CF else None)


def test_an_announced_rest_is_fetched_until_it_ends() -> None:
    script = Script("01026102", "03046101", "059000")
    assert Channel(script).send(apdu.read_binary(0, 256)) == Response(bytes(range(1, 6)), 0x9000)
    assert script.sent[1:] == [bytes.fromhex("00C0000002"), bytes.fromhex("00C0000001")]


def test_a_rest_without_end_is_a_fault() -> None:
    with pytest.raises(CardFault, match=r"^status word 6101: GET RESPONSE never ends$"):
        Channel(Script(*["006101"] * 100)).send(apdu.read_binary(0, 256))


def test_sixty_four_further_parts_are_fetched() -> None:
    script = Script(*["AA6101"] * 64, "BB9000")
    assert Channel(script).send(apdu.read_binary(0, 256)) == Response(b"\xaa" * 64 + b"\xbb", 0x9000)
    with pytest.raises(CardFault):
        Channel(Script(*["AA6101"] * 65, "BB9000")).send(apdu.read_binary(0, 256))


def test_a_corrected_length_is_sent_once_more() -> None:
    script = Script("6C03", "0102039000")
    assert Channel(script).send(apdu.read_binary(7, 256)).data == b"\1\2\3"
    assert script.sent == [bytes.fromhex("00B0000700"), bytes.fromhex("00B0000703")]


def test_a_pin_is_never_sent_again_for_a_corrected_length() -> None:
    script = Script("6C00", "9000")
    assert Channel(script).send(apdu.verify(Pin([1, 2, 3, 4]).ascii)).sw == 0x6C00
    assert len(script.sent) == 1


@pytest.mark.parametrize(("answer", "length"), [("", 0), ("90", 1)])
def test_an_answer_without_a_status_word_is_the_readers_fault(answer: str, length: int) -> None:
    with pytest.raises(ReaderFault, match=f"^an answer of {length} bytes$"):
        Channel(Script(answer)).send(apdu.verify_query())


def test_a_response_shows_no_data_in_its_repr() -> None:
    assert repr(Response(b"secret", 0x9000)) == "Response(6 bytes, 9000)"
