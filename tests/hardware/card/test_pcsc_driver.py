"""The PC/SC transport through a real PC/SC service: the visit, the pulled card, the restarted service."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.pcsc import PcscReader
from kiosk.hardware.card.protocol import (
    CardConnection,
    CardFault,
    CardRemoved,
    PinRejected,
    ReaderAmbiguous,
    ReaderFault,
)
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus, Media
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig, RigUnavailable

pytestmark = [pytest.mark.peer, pytest.mark.cost(40)]

Issue = Callable[[str], SoftwareJpkiCard]
APDUS_OF_A_VISIT = 16


def visit(connection: CardConnection) -> bytes:
    jpki = JpkiCard(connection)
    jpki.select()
    jpki.tries_left()
    jpki.authentication_certificate()
    jpki.verify_pin(Pin([1, 2, 3, 4]))
    return jpki.sign(bytes(32))


@pytest.fixture(scope="module")
def rig() -> Iterator[PcscTestRig]:
    with PcscTestRig() as started:
        yield started


@pytest.fixture
def inserted(rig: PcscTestRig, card: Issue) -> Iterator[SoftwareJpkiCard]:
    good = card("normal")
    rig.insert(good)
    yield good
    rig.remove()


def test_a_visit_through_pcsc_signs_with_the_cards_key(rig: PcscTestRig, inserted: SoftwareJpkiCard) -> None:
    with rig.reader.connect() as connection:
        signature = visit(connection)
    assert inserted.contents.authentication_certificate is not None
    key = x509.load_der_x509_certificate(inserted.contents.authentication_certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature, bytes(32), padding.PKCS1v15(), utils.Prehashed(hashes.SHA256()))


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("count", range(APDUS_OF_A_VISIT))
def test_a_card_pulled_at_any_apdu_is_said_to_be_removed(
    rig: PcscTestRig, inserted: SoftwareJpkiCard, count: int, answered: bool
) -> None:
    rig.bridge.remove_after_apdu(count, answered=answered)
    with rig.reader.connect() as connection:
        with pytest.raises(CardRemoved):
            visit(connection)
        with pytest.raises(CardRemoved):
            connection.transmit(bytes.fromhex("00200080"))
    assert inserted.tries_left() == 3


def test_the_old_connection_never_talks_to_another_card(
    rig: PcscTestRig, inserted: SoftwareJpkiCard, card: Issue
) -> None:
    rig.bridge.remove_after_apdu(2, answered=False)
    other = card("katsuko")
    with rig.reader.connect() as connection:
        with pytest.raises(CardRemoved):
            visit(connection)
        before = rig.bridge.apdus_sent
        rig.bridge.insert(other)
        with pytest.raises(CardRemoved):
            connection.transmit(bytes.fromhex("00A4040C0AD392F000260100000001"))
    assert rig.bridge.apdus_sent == before


@pytest.mark.usefixtures("inserted")
def test_the_pin_does_not_survive_the_connection(rig: PcscTestRig) -> None:
    with rig.reader.connect() as connection:
        visit(connection)
    with rig.reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        with pytest.raises(CardFault) as caught:
            jpki.sign(bytes(32))
    assert caught.value.sw == 0x6982


def test_a_wrong_pin_costs_exactly_one_try(rig: PcscTestRig, inserted: SoftwareJpkiCard) -> None:
    with rig.reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        with pytest.raises(PinRejected) as caught:
            jpki.verify_pin(Pin([9, 9, 9, 9]))
    assert caught.value.tries_left == 2 == inserted.tries_left()


@pytest.mark.usefixtures("inserted")
def test_the_connection_is_exclusive(rig: PcscTestRig) -> None:
    second = PcscReader(READER)
    with rig.reader.connect(), pytest.raises(ReaderFault), second.connect():
        pass
    second.close()


@pytest.mark.usefixtures("inserted")
def test_presence_is_seen_while_the_card_hangs(rig: PcscTestRig) -> None:
    rig.bridge.hang()
    outcome: list[BaseException] = []

    def stuck() -> None:
        try:
            with rig.reader.connect() as connection:
                visit(connection)
        except CardRemoved as error:
            outcome.append(error)

    worker = threading.Thread(target=stuck)
    worker.start()
    assert rig.reader.media() is Media.PRESENT
    assert rig.reader.status().can_serve
    rig.bridge.remove()
    worker.join(60)
    assert not worker.is_alive()
    assert len(outcome) == 1


def test_an_empty_reader_is_online_without_media(rig: PcscTestRig) -> None:
    assert rig.reader.media() is Media.NOT_PRESENT
    assert rig.reader.status() == DeviceReport(DeviceStatus.ONLINE)
    with pytest.raises(CardRemoved), rig.reader.connect():
        pass


def test_card_movements_are_counted(rig: PcscTestRig, card: Issue) -> None:
    before = rig.reader.movements()
    rig.insert(card("normal"))
    rig.remove()
    assert rig.reader.movements() == before + 2


def test_a_reader_is_found_by_the_beginning_of_its_name_and_never_guessed(rig: PcscTestRig) -> None:
    with pytest.raises(ReaderAmbiguous):  # it has two slots, and both begin like this
        PcscReader("Virtual PCD 00").media()
    assert PcscReader("Virtual PCD 07 00").media() is Media.NOT_PRESENT
    missing = PcscReader("Somebody's Reader")
    assert missing.status() == DeviceReport(DeviceStatus.NO_DEVICE, Detail.READER_MISSING)
    with pytest.raises(ReaderFault, match="8010002E"):
        missing.media()
    with pytest.raises(ReaderFault, match="2 readers"):
        PcscReader().media()


def test_a_second_service_is_refused_clearly(rig: PcscTestRig) -> None:
    from kiosk_simulator.card import pcsc_rig

    with pytest.raises(RigUnavailable, match="not ours"):
        pcsc_rig._refuse_where_impossible()


@pytest.mark.usefixtures("rig")
def test_the_driver_survives_a_restart_of_the_service(rig: PcscTestRig, card: Issue) -> None:
    rig.insert(card("normal"))
    with rig.reader.connect() as connection:
        rig.stop_service()
        with pytest.raises(ReaderFault):
            visit(connection)
    assert rig.reader.status() == DeviceReport(DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED)
    with pytest.raises(ReaderFault):
        rig.reader.media()
    with pytest.raises(ReaderFault), rig.reader.connect():
        pass
    rig.start_service()
    rig.insert(card("normal"))
    with rig.reader.connect() as connection:
        assert len(visit(connection)) == 256
    rig.remove()


def test_a_restart_between_two_polls_is_not_a_fault_of_the_reader(rig: PcscTestRig) -> None:
    patient = rig.reader
    assert patient.media() is Media.NOT_PRESENT
    rig.stop_service()
    rig.start_service()
    rig.reader = PcscReader(READER)
    rig.wait_for(Media.NOT_PRESENT)
    assert patient.media() is Media.NOT_PRESENT
    assert patient.status() == DeviceReport(DeviceStatus.ONLINE)
    patient.close()


def test_pyscard_is_imported_at_first_use_only() -> None:
    code = "import sys, kiosk.hardware.card.pcsc; sys.exit('smartcard' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
