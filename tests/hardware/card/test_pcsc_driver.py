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
from kiosk.hardware.card.types import CardConnection, CardFault, CardRemoved, PinRejected, ReaderFault
from kiosk.hardware.status import DeviceReport, DeviceStatus, Media
from kiosk.rules.pin import Pin
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.pcsc_rig import READER, LabRefused, PcscLab

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
def lab() -> Iterator[PcscLab]:
    with PcscLab() as started:
        yield started


@pytest.fixture
def inserted(lab: PcscLab, card: Issue) -> Iterator[SoftwareJpkiCard]:
    good = card("normal")
    lab.insert(good)
    yield good
    lab.remove()


def test_a_visit_through_pcsc_signs_with_the_cards_key(lab: PcscLab, inserted: SoftwareJpkiCard) -> None:
    with lab.reader.connect() as connection:
        signature = visit(connection)
    assert inserted.contents.authentication_certificate is not None
    key = x509.load_der_x509_certificate(inserted.contents.authentication_certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature, bytes(32), padding.PKCS1v15(), utils.Prehashed(hashes.SHA256()))


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("count", range(APDUS_OF_A_VISIT))
def test_a_card_pulled_at_any_apdu_is_said_to_be_removed(
    lab: PcscLab, inserted: SoftwareJpkiCard, count: int, answered: bool
) -> None:
    lab.bridge.remove_after_apdu(count, answered=answered)
    with lab.reader.connect() as connection:
        with pytest.raises(CardRemoved):
            visit(connection)
        with pytest.raises(CardRemoved):
            connection.transmit(bytes.fromhex("00200080"))
    assert inserted.tries_left() == 3


def test_the_old_connection_never_talks_to_another_card(
    lab: PcscLab, inserted: SoftwareJpkiCard, card: Issue
) -> None:
    lab.bridge.remove_after_apdu(2, answered=False)
    other = card("katsuko")
    with lab.reader.connect() as connection:
        with pytest.raises(CardRemoved):
            visit(connection)
        before = lab.bridge.apdus_sent
        lab.bridge.insert(other)
        with pytest.raises(CardRemoved):
            connection.transmit(bytes.fromhex("00A4040C0AD392F000260100000001"))
    assert lab.bridge.apdus_sent == before


@pytest.mark.usefixtures("inserted")
def test_the_pin_does_not_survive_the_connection(lab: PcscLab) -> None:
    with lab.reader.connect() as connection:
        visit(connection)
    with lab.reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        with pytest.raises(CardFault) as caught:
            jpki.sign(bytes(32))
    assert caught.value.sw == 0x6982


def test_a_wrong_pin_costs_exactly_one_try(lab: PcscLab, inserted: SoftwareJpkiCard) -> None:
    with lab.reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        with pytest.raises(PinRejected) as caught:
            jpki.verify_pin(Pin([9, 9, 9, 9]))
    assert caught.value.tries_left == 2 == inserted.tries_left()


@pytest.mark.usefixtures("inserted")
def test_the_connection_is_exclusive(lab: PcscLab) -> None:
    second = PcscReader(READER)
    with lab.reader.connect(), pytest.raises(ReaderFault), second.connect():
        pass
    second.close()


@pytest.mark.usefixtures("inserted")
def test_presence_is_seen_while_the_card_hangs(lab: PcscLab) -> None:
    lab.bridge.hang()
    outcome: list[BaseException] = []

    def stuck() -> None:
        try:
            with lab.reader.connect() as connection:
                visit(connection)
        except CardRemoved as error:
            outcome.append(error)

    worker = threading.Thread(target=stuck)
    worker.start()
    assert lab.reader.media() is Media.PRESENT
    assert lab.reader.status().can_serve
    lab.bridge.remove()
    worker.join(10)
    assert not worker.is_alive()
    assert len(outcome) == 1


def test_an_empty_reader_is_online_without_media(lab: PcscLab) -> None:
    assert lab.reader.media() is Media.NOT_PRESENT
    assert lab.reader.status() == DeviceReport(DeviceStatus.ONLINE)
    with pytest.raises(CardRemoved), lab.reader.connect():
        pass


def test_card_movements_are_counted(lab: PcscLab, card: Issue) -> None:
    before = lab.reader.movements()
    lab.insert(card("normal"))
    lab.remove()
    assert lab.reader.movements() == before + 2


def test_a_reader_is_found_by_the_beginning_of_its_name_and_never_guessed(lab: PcscLab) -> None:
    assert PcscReader("Virtual PCD 00").media() is Media.NOT_PRESENT
    missing = PcscReader("Somebody's Reader")
    assert missing.status() == DeviceReport(DeviceStatus.NO_DEVICE, "readerMissing")
    with pytest.raises(ReaderFault, match="8010002E"):
        missing.media()
    with pytest.raises(ReaderFault, match="2 readers"):
        PcscReader().media()


def test_a_second_service_is_refused_clearly(lab: PcscLab) -> None:
    from kiosk_simulator.card import lab as lab_module

    with pytest.raises(LabRefused, match="not ours"):
        lab_module._refuse_where_impossible()


@pytest.mark.usefixtures("lab")
def test_the_driver_survives_a_restart_of_the_service(lab: PcscLab, card: Issue) -> None:
    lab.insert(card("normal"))
    with lab.reader.connect() as connection:
        lab.stop_service()
        with pytest.raises(ReaderFault):
            visit(connection)
    assert lab.reader.status() == DeviceReport(DeviceStatus.OFFLINE, "serviceStopped")
    with pytest.raises(ReaderFault):
        lab.reader.media()
    with pytest.raises(ReaderFault), lab.reader.connect():
        pass
    lab.start_service()
    lab.insert(card("normal"))
    with lab.reader.connect() as connection:
        assert len(visit(connection)) == 256
    lab.remove()


def test_a_restart_between_two_polls_is_not_a_fault_of_the_reader(lab: PcscLab) -> None:
    patient = lab.reader
    assert patient.media() is Media.NOT_PRESENT
    lab.stop_service()
    lab.start_service()
    lab.reader = PcscReader(READER)
    lab.wait_for(Media.NOT_PRESENT)
    assert patient.media() is Media.NOT_PRESENT
    assert patient.status() == DeviceReport(DeviceStatus.ONLINE)
    patient.close()


def test_pyscard_is_imported_at_first_use_only() -> None:
    code = "import sys, kiosk.hardware.card.pcsc; sys.exit('smartcard' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
