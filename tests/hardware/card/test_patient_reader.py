"""Trouble of the reader that passes is waited out, within a budget; trouble that stays is told at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.patient_reader import PAUSE, PatientReader
from kiosk.hardware.card.protocol import CardRemoved, ReaderAmbiguous, ReaderFault
from kiosk.hardware.status import Media
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.reader import ODD_LOOK, SoftwareReader

PATIENCE = 3.0


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 24, 10, 0, tzinfo=JST))


@pytest.fixture
def simulated(clock: ManualClock) -> SoftwareReader:
    return SoftwareReader(wait=clock.advance, now=clock.monotonic)


@pytest.fixture
def reader(simulated: SoftwareReader, clock: ManualClock) -> PatientReader:
    return PatientReader(simulated, patience=PATIENCE, monotonic=clock.monotonic, wait=clock.advance)


def test_a_card_that_another_program_holds_for_a_moment_is_waited_for(
    reader: PatientReader,
    simulated: SoftwareReader,
    clock: ManualClock,
    card: Callable[[str], SoftwareJpkiCard],
) -> None:
    simulated.insert(card("normal"))
    simulated.hold_for(1.5)
    begun = clock.monotonic()
    with reader.connect() as connection:
        JpkiCard(connection).select()
    assert 1.5 <= clock.monotonic() - begun < 1.5 + 2 * PAUSE


def test_a_card_that_is_held_for_longer_is_the_readers_fault(
    reader: PatientReader,
    simulated: SoftwareReader,
    clock: ManualClock,
    card: Callable[[str], SoftwareJpkiCard],
) -> None:
    simulated.insert(card("normal"))
    simulated.hold_for(60)
    begun = clock.monotonic()
    with pytest.raises(ReaderFault), reader.connect():
        pass
    assert PATIENCE <= clock.monotonic() - begun < PATIENCE + 2 * PAUSE


def test_an_odd_state_in_one_of_eleven_looks_is_looked_at_again(
    reader: PatientReader, simulated: SoftwareReader
) -> None:
    simulated.odd_looks = True
    assert [reader.media() for _ in range(5 * ODD_LOOK)] == [Media.NOT_PRESENT] * 5 * ODD_LOOK


def test_a_reader_that_is_gone_fails_at_once_after_its_patience_and_recovers(
    reader: PatientReader, simulated: SoftwareReader, clock: ManualClock
) -> None:
    simulated.offline = True
    assert not reader.status().can_serve
    begun = clock.monotonic()
    for _ in range(10):
        with pytest.raises(ReaderFault):
            reader.media()
        assert not reader.status().can_serve
    assert clock.monotonic() == begun
    simulated.offline = False
    assert reader.status().can_serve
    simulated.offline = True
    with pytest.raises(ReaderFault):
        reader.media()
    assert clock.monotonic() >= begun + PATIENCE


def test_no_command_is_ever_repeated(
    reader: PatientReader, simulated: SoftwareReader, card: Callable[[str], SoftwareJpkiCard]
) -> None:
    simulated.insert(card("normal"))
    simulated.remove_after_apdu(1, answered=False)
    with pytest.raises(CardRemoved), reader.connect() as connection:
        JpkiCard(connection).select()
    assert simulated.apdus_sent == 1


def test_what_no_waiting_helps_is_told_at_once(
    clock: ManualClock, simulated: SoftwareReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def several() -> Media:
        raise ReaderAmbiguous("2 readers")

    monkeypatch.setattr(simulated, "media", several)
    reader = PatientReader(simulated, patience=PATIENCE, monotonic=clock.monotonic, wait=clock.advance)
    begun = clock.monotonic()
    with pytest.raises(ReaderAmbiguous):
        reader.media()
    assert clock.monotonic() == begun


def test_an_error_inside_the_connection_passes_unchanged(
    reader: PatientReader, simulated: SoftwareReader, card: Callable[[str], SoftwareJpkiCard]
) -> None:
    simulated.insert(card("normal"))
    with pytest.raises(ReaderFault, match="its own"), reader.connect():
        raise ReaderFault("its own")
    with reader.connect():
        pass
