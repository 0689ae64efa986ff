"""The card pulled at each single APDU of a visit: always CardRemoved, never a wrong try counted twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardConnection, CardRemoved, ReaderFault
from kiosk.hardware.status import DeviceStatus, Media
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.faults import NeverAnswers

Issue = Callable[[str], SoftwareJpkiCard]
APDUS_OF_A_VISIT = 16


def visit(connection: CardConnection) -> bytes:
    jpki = JpkiCard(connection)
    jpki.select()
    jpki.tries_left()
    jpki.authentication_certificate()
    jpki.verify_pin(Pin([1, 2, 3, 4]))
    return jpki.sign(bytes(32))


@pytest.fixture
def reader() -> SoftwareReader:
    return SoftwareReader()


def test_a_visit_takes_as_many_apdus_as_these_tests_pull_at(card: Issue, reader: SoftwareReader) -> None:
    reader.insert(card("normal"))
    with reader.connect() as connection:
        visit(connection)
    assert reader.apdus_sent == APDUS_OF_A_VISIT


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("count", range(APDUS_OF_A_VISIT))
def test_a_pulled_card_is_said_to_be_removed(
    card: Issue, reader: SoftwareReader, count: int, answered: bool
) -> None:
    good = card("normal")
    reader.insert(good)
    reader.remove_after_apdu(count, answered=answered)
    with reader.connect() as connection:
        with pytest.raises(CardRemoved):
            visit(connection)
        assert reader.media() is Media.NOT_PRESENT
        with pytest.raises(CardRemoved):
            connection.transmit(bytes.fromhex("00200080"))
    assert reader.apdus_sent == count
    assert good.tries_left() == 3
    reader.insert(good)
    with reader.connect() as connection:
        assert len(visit(connection)) == 256


def test_a_try_spent_unheard_shows_when_the_card_is_asked_again(card: Issue, reader: SoftwareReader) -> None:
    good = card("normal")
    reader.insert(good)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        reader.remove_after_apdu(2, answered=False)
        with pytest.raises(CardRemoved):
            jpki.verify_pin(Pin([9, 9, 9, 9]))
    reader.insert(good)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        assert jpki.tries_left() == 2


def test_another_card_set_in_between_is_never_talked_to_over_the_old_connection(
    card: Issue, reader: SoftwareReader
) -> None:
    reader.insert(card("normal"))
    with reader.connect() as connection:
        JpkiCard(connection).select()
        reader.insert(card("katsuko"))
        with pytest.raises(CardRemoved):
            JpkiCard(connection).tries_left()
    assert reader.media() is Media.PRESENT


def test_the_same_card_set_again_needs_a_new_connection(card: Issue, reader: SoftwareReader) -> None:
    good = card("normal")
    reader.insert(good)
    with reader.connect() as connection:
        JpkiCard(connection).select()
        reader.remove()
        reader.insert(good)
        with pytest.raises(CardRemoved):
            JpkiCard(connection).tries_left()


@pytest.mark.parametrize("count", range(APDUS_OF_A_VISIT))
def test_a_reader_that_hangs_is_not_mistaken_for_an_error_of_the_card(
    card: Issue, reader: SoftwareReader, count: int
) -> None:
    reader.insert(card("normal"))
    reader.hang_after_apdu(count)
    with pytest.raises(NeverAnswers), reader.connect() as connection:
        visit(connection)
    reader.recover()
    with reader.connect() as connection:
        visit(connection)


def test_an_empty_reader_cannot_be_connected(reader: SoftwareReader) -> None:
    with pytest.raises(CardRemoved), reader.connect():
        pass


def test_a_card_in_use_is_not_given_twice(card: Issue, reader: SoftwareReader) -> None:
    reader.insert(card("normal"))
    with reader.connect(), pytest.raises(ReaderFault), reader.connect():
        pass


def test_an_offline_reader_says_so_everywhere(card: Issue, reader: SoftwareReader) -> None:
    reader.insert(card("normal"))
    with reader.connect() as connection:
        reader.offline = True
        with pytest.raises(ReaderFault):
            connection.transmit(bytes.fromhex("00200080"))
    assert reader.status().status is DeviceStatus.OFFLINE
    assert not reader.status().can_serve
    with pytest.raises(ReaderFault):
        reader.media()
    reader.recover()
    assert reader.media() is Media.PRESENT
    assert reader.status().can_serve


def test_the_console_is_told_of_every_movement_of_the_card(card: Issue) -> None:
    seen: list[Media] = []
    watched = SoftwareReader(on_change=lambda: seen.append(watched.media()))
    watched.insert(card("normal"))
    watched.remove_after_apdu(1)
    with watched.connect() as connection, pytest.raises(CardRemoved):
        visit(connection)
    assert seen == [Media.PRESENT, Media.NOT_PRESENT]


def test_a_slow_card_lets_its_time_pass_for_each_apdu(card: Issue) -> None:
    waited: list[float] = []
    reader = SoftwareReader(wait=waited.append)
    reader.insert(card("slow"))
    with reader.connect() as connection:
        visit(connection)
    assert waited == [0.4] * APDUS_OF_A_VISIT


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_card_is_pulled_at_a_chosen_command_just_before_or_just_after_it(
    card: Issue, reader: SoftwareReader, carried_out: bool
) -> None:
    good = card("normal")
    reader.insert(good)
    reader.remove_at_instruction(0x20, carried_out=carried_out)
    assert reader.removal_at == (0x20, carried_out)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        before = good.apdus
        with pytest.raises(CardRemoved):
            jpki.verify_pin(Pin([9, 9, 9, 9]))
    assert good.apdus == before + (2 if carried_out else 1)
    assert good.tries_left() == (2 if carried_out else 3)
    assert reader.removal_at is None
    assert reader.media() is Media.NOT_PRESENT


@pytest.mark.parametrize("off", ["recover", "remove", "none"])
def test_a_pull_at_a_command_can_be_called_off(card: Issue, reader: SoftwareReader, off: str) -> None:
    reader.insert(card("normal"))
    reader.remove_at_instruction(0x20)
    if off == "recover":
        reader.recover()
    elif off == "none":
        reader.remove_at_instruction(None)
    else:
        reader.remove()
        reader.insert(card("normal"))
    assert reader.removal_at is None
    with reader.connect() as connection:
        assert len(visit(connection)) == 256
