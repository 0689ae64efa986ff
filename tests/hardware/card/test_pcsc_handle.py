"""What the PC/SC transport makes of each result of the service, with pyscard's calls replaced."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from smartcard import scard

from kiosk.hardware.card import pcsc
from kiosk.hardware.card.pcsc import PcscReader
from kiosk.hardware.card.protocol import CardFault, CardRemoved, ReaderAmbiguous, ReaderFault
from kiosk.hardware.status import Detail, DeviceError, DeviceReport, DeviceStatus

SELECT = bytes.fromhex("00A4040C0AD392F000260100000001")


class Service:
    """PC/SC calls that give prepared results; `calls` remembers them in order. Constants are pyscard's."""

    def __init__(self, *transmits: tuple[int, list[int]], connect: int = 0, begin: int = 0) -> None:
        self._transmits = list(transmits)
        self._connect = connect
        self._begin = begin
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> int:
        if not name.startswith("SCARD_"):
            raise AttributeError(name)
        constant: int = getattr(scard, name)
        return constant

    def SCardEstablishContext(self, _scope: int) -> tuple[int, str]:
        return 0, "context"

    def SCardListReaders(self, _context: str, _groups: list[str]) -> tuple[int, list[str]]:
        return 0, ["Reader 00 00"]

    def SCardConnect(self, _context: str, _reader: str, share: int, _protocols: int) -> tuple[int, str, int]:
        assert share == scard.SCARD_SHARE_EXCLUSIVE
        return self._connect, "handle", scard.SCARD_PROTOCOL_T1

    def SCardBeginTransaction(self, _handle: str) -> int:
        return self._begin

    def SCardTransmit(self, _handle: str, pci: int, apdu: list[int]) -> tuple[int, list[int]]:
        assert pci == scard.SCARD_PCI_T1
        assert bytes(apdu) == SELECT
        self.calls.append("transmit")
        return self._transmits.pop(0)

    def SCardDisconnect(self, _handle: str, disposition: int) -> int:
        self.calls.append("unpower" if disposition == scard.SCARD_UNPOWER_CARD else "leave")
        return 0

    def SCardReleaseContext(self, _context: str) -> int:
        self.calls.append("release")
        return 0


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(service: Service) -> PcscReader:
        monkeypatch.setattr(pcsc, "_scard", lambda: service)
        return PcscReader()

    return install


# As numbers, from the PC/SC specification (part 5, 3.1): the driver uses pyscard's names for them.
FAILURES = [
    (0x80100069, CardRemoved),
    (0x80100068, CardRemoved),
    (0x80100067, CardRemoved),
    (0x80100016, CardRemoved),
    (0x8010000C, CardRemoved),
    (0x80100066, CardFault),
    (0x80100013, ReaderFault),
    (0x8010001D, ReaderFault),
    (0x80100017, ReaderFault),
    (0x8010000B, ReaderFault),
    (0x80109999, ReaderFault),
]


@pytest.mark.parametrize(("code", "error"), FAILURES)
def test_after_a_failed_transmit_the_handle_is_never_used_again(
    use: Any, code: int, error: type[DeviceError]
) -> None:
    service = Service((code, []), (0, [0x90, 0x00]))
    with use(service).connect() as connection:
        for _ in range(3):
            with pytest.raises(error):
                connection.transmit(SELECT)
    assert service.calls == ["transmit", "unpower", "release"]


@pytest.mark.parametrize(
    ("code", "status", "detail"),
    [
        (0x80100009, DeviceStatus.NO_DEVICE, Detail.READER_MISSING),
        (0x80100017, DeviceStatus.NO_DEVICE, Detail.READER_MISSING),
        (0x8010002E, DeviceStatus.NO_DEVICE, Detail.READER_MISSING),
        (0x80100003, DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED),
        (0x8010001D, DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED),
        (0x8010001E, DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED),
        (0x80100013, DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED),
        (0x8010000B, DeviceStatus.HARDWARE_ERROR, Detail.READER_FAULT),
        (0x80100069, DeviceStatus.HARDWARE_ERROR, Detail.READER_FAULT),
    ],
)
def test_a_failed_listing_of_readers_names_its_cause(
    use: Any, monkeypatch: pytest.MonkeyPatch, code: int, status: DeviceStatus, detail: Detail
) -> None:
    service = Service()
    monkeypatch.setattr(service, "SCardListReaders", lambda *_: (code - (1 << 32), []))
    assert use(service).status() == DeviceReport(status, detail)
    assert service.calls == ["release"]


def test_two_slots_of_one_name_are_a_fault_that_only_staff_can_mend(
    use: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service()
    monkeypatch.setattr(service, "SCardListReaders", lambda *_: (0, ["Reader 00 00", "Reader 00 01"]))
    reader = use(service)
    assert reader.status() == DeviceReport(DeviceStatus.USER_ERROR, Detail.READER_AMBIGUOUS)
    with pytest.raises(ReaderAmbiguous), reader.connect():
        pass


def test_success_without_an_answer_is_a_pulled_card(use: Any) -> None:
    service = Service((0, []), (0, [0x90, 0x00]))
    with use(service).connect() as connection:
        for _ in range(2):
            with pytest.raises(CardRemoved):
                connection.transmit(SELECT)
    assert service.calls == ["transmit", "unpower", "release"]


def test_negative_results_and_bytes_are_read_as_unsigned(use: Any) -> None:
    service = Service((0, [-112, 0]), (0x80100069 - (1 << 32), []))
    with use(service).connect() as connection:
        assert connection.transmit(SELECT) == b"\x90\x00"
        with pytest.raises(CardRemoved):
            connection.transmit(SELECT)


@pytest.mark.parametrize(("code", "error"), FAILURES)
def test_a_failed_connect_gives_the_context_back(use: Any, code: int, error: type[DeviceError]) -> None:
    service = Service(connect=code)
    with pytest.raises(error), use(service).connect():
        pass
    assert service.calls == ["release"]


def test_a_failed_transaction_unpowers_and_gives_the_context_back(use: Any) -> None:
    service = Service(begin=0x8010000B)
    with pytest.raises(ReaderFault), use(service).connect():
        pass
    assert service.calls == ["unpower", "release"]


def test_an_error_of_the_caller_passes_and_the_card_is_unpowered(use: Any) -> None:
    service = Service()
    with pytest.raises(ZeroDivisionError), use(service).connect():
        _ = 1 / 0
    assert service.calls == ["unpower", "release"]


def test_a_closed_connection_sends_nothing(use: Any) -> None:
    service = Service((0, [0x90, 0x00]))
    with use(service).connect() as connection:
        pass
    with pytest.raises(ReaderFault):
        connection.transmit(SELECT)
    assert "transmit" not in service.calls


def test_a_missing_pcsc_library_is_the_readers_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "smartcard", SimpleNamespace())
    with pytest.raises(ReaderFault, match="not installed"):
        PcscReader().media()
    assert PcscReader().status().detail == "readerFault"
