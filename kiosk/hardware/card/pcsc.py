"""PC/SC transport through pyscard, which only this file imports.

It uses the plain SCard functions. pyscard's own monitors stop permanently when the service is
restarted, and its card connections hide which failures invalidate a handle.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from kiosk.hardware.card.protocol import (
    CardConnection,
    CardFault,
    CardRemoved,
    ReaderAmbiguous,
    ReaderFault,
)
from kiosk.hardware.card.reader_name import INDEX, NoSuchReader, SeveralReaders, choose
from kiosk.hardware.status import Detail, DeviceError, DeviceReport, DeviceStatus, Media

LOOK_PATIENCE = 2.0
"""Seconds after which a look that has not come back is left behind: the service answers at once."""


def _scard() -> Any:
    """Import pyscard's SCard functions on first use, so that a terminal without PC/SC starts too.

    Raises ReaderFault if pyscard or the PC/SC library is not installed.
    """
    try:
        from smartcard import scard
    except ImportError:
        raise ReaderFault("pyscard or the PC/SC library is not installed") from None
    return scard


class _Failure(Exception):
    """An SCard call failed with `code` (a PC/SC result, unsigned)."""

    def __init__(self, call: str, code: int) -> None:
        super().__init__(f"{call}: PC/SC result {code:08X}")
        self.call = call
        self.code = code

    def is_any_of(self, *results: int) -> bool:
        """True when the call failed with one of these constants of `smartcard.scard`."""
        return self.code in map(_unsigned, results)


def _unsigned(result: int) -> int:
    """PC/SC results are unsigned; pyscard returns them as signed numbers on some systems."""
    return result & 0xFFFFFFFF


def _checked(call: str, result: Any) -> Any:
    """Return the values of an SCard call without its result code; raises _Failure if it failed."""
    code, *rest = result if isinstance(result, list | tuple) else (result,)
    if code != _scard().SCARD_S_SUCCESS:
        raise _Failure(call, _unsigned(int(code)))
    return rest[0] if len(rest) == 1 else rest


def _as_device_error(failure: _Failure) -> DeviceError:
    scard = _scard()
    # A handle is never used again after any of these, so "removed" also covers a reset by another
    # program and an exchange that broke off: in each case the customer places the card again.
    if failure.is_any_of(
        scard.SCARD_E_NO_SMARTCARD,
        scard.SCARD_E_NOT_TRANSACTED,
        scard.SCARD_W_UNPOWERED_CARD,
        scard.SCARD_W_RESET_CARD,
        scard.SCARD_W_REMOVED_CARD,
    ):
        return CardRemoved(str(failure))
    if failure.is_any_of(scard.SCARD_W_UNRESPONSIVE_CARD):
        return CardFault(0, "no answer to reset")
    return ReaderFault(str(failure))


def _is_reader_missing(failure: _Failure) -> bool:
    scard = _scard()
    return failure.is_any_of(
        scard.SCARD_E_UNKNOWN_READER, scard.SCARD_E_READER_UNAVAILABLE, scard.SCARD_E_NO_READERS_AVAILABLE
    )


def _is_service_stopped(failure: _Failure) -> bool:
    scard = _scard()
    return failure.is_any_of(
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_F_COMM_ERROR,
    )


def reader_names() -> tuple[str, ...]:
    """The names of all PC/SC readers, as the service lists them. Raises ReaderFault without a service."""
    scard = _scard()
    try:
        context = _checked("SCardEstablishContext", scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM))
        try:
            return tuple(
                str(each) for each in _checked("SCardListReaders", scard.SCardListReaders(context, []))
            )
        finally:
            scard.SCardReleaseContext(context)
    except _Failure as failure:
        if _is_reader_missing(failure):
            return ()
        raise ReaderFault(str(failure)) from None


class PcscReader:
    """A PC/SC reader.

    `name` and `index` are those of `reader_name.choose`: None selects the only reader present, and what
    several readers fit is an error.

    `media` and `status` share one PC/SC context and may be called while a card is connected. Each
    connection has its own context, so a card that never answers blocks only its own caller.
    """

    def __init__(self, name: str | None = None, index: str = INDEX) -> None:
        self._name = name
        self._index = index
        self._look = _Look()

    def media(self) -> Media:
        """Return whether a card is on the reader now, without waiting. Raises ReaderFault."""
        return Media.PRESENT if self._state() & _scard().SCARD_STATE_PRESENT else Media.NOT_PRESENT

    def movements(self) -> int:
        """Return pcsc-lite's count of card insertions and removals (modulo 65,536).

        It distinguishes a card that stayed from one that was removed and put back between two calls
        of `media`. Raises ReaderFault.
        """
        return self._state() >> 16

    def _state(self) -> int:
        try:
            return self._reader_state()
        except _Failure as failure:
            raise ReaderFault(str(failure)) from None

    def status(self) -> DeviceReport:
        """Return ONLINE; NO_DEVICE, READER_MISSING; OFFLINE, SERVICE_STOPPED; HARDWARE_ERROR, READER_FAULT;
        or USER_ERROR, READER_AMBIGUOUS."""
        try:
            self._reader_state()
        except _Failure as failure:
            if _is_reader_missing(failure):
                return DeviceReport(DeviceStatus.NO_DEVICE, Detail.READER_MISSING)
            if _is_service_stopped(failure):
                return DeviceReport(DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED)
            return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.READER_FAULT)
        except ReaderAmbiguous:
            return DeviceReport(DeviceStatus.USER_ERROR, Detail.READER_AMBIGUOUS)
        except ReaderFault:
            return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.READER_FAULT)
        return DeviceReport(DeviceStatus.ONLINE)

    @contextmanager
    def connect(self) -> Iterator[CardConnection]:
        """Connect exclusively, hold a transaction, and power the card down at the end.

        Raises CardRemoved, CardFault (no answer to reset) or ReaderFault.
        """
        scard = _scard()
        try:
            context = _checked("SCardEstablishContext", scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM))
        except _Failure as failure:
            raise _as_device_error(failure) from None
        try:
            connection = _Connection(scard, context, self._reader_name(scard, context))
            try:
                yield connection
            finally:
                connection.close()
        except _Failure as failure:
            raise _as_device_error(failure) from None
        finally:
            scard.SCardReleaseContext(context)

    def close(self) -> None:
        """Release the context of `media` and `status`. The reader can be used again afterwards."""
        with self._exclusively() as look:
            look.drop()

    @contextmanager
    def _exclusively(self) -> Iterator[_Look]:
        look = self._look
        if not look.lock.acquire(timeout=LOOK_PATIENCE):
            # Whoever has it hangs in the service, and is given up with its context.
            look = self._look = _Look()
            look.lock.acquire()
        try:
            yield look
        finally:
            look.lock.release()

    def _reader_state(self) -> int:
        with self._exclusively() as look:
            had_context = look.context is not None
            try:
                return self._poll(look)
            except _Failure as failure:
                look.drop()
                if not had_context or _is_reader_missing(failure):
                    raise
            # The service may have been restarted, which is not a fault of the reader: try once more.
            try:
                return self._poll(look)
            except _Failure:
                look.drop()
                raise

    def _poll(self, look: _Look) -> int:
        scard = _scard()
        if look.context is None:
            look.context = _checked(
                "SCardEstablishContext", scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
            )
        name = self._reader_name(scard, look.context)
        states = _checked(
            "SCardGetStatusChange",
            scard.SCardGetStatusChange(look.context, 0, [(name, scard.SCARD_STATE_UNAWARE)]),
        )
        state = int(states[0][1])
        if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_IGNORE):
            raise _Failure("SCardGetStatusChange", _unsigned(scard.SCARD_E_READER_UNAVAILABLE))
        return state

    def _reader_name(self, scard: Any, context: Any) -> str:
        names = [str(name) for name in _checked("SCardListReaders", scard.SCardListReaders(context, []))]
        try:
            return choose(names, self._name, self._index)
        except NoSuchReader:
            raise _Failure("SCardListReaders", _unsigned(scard.SCARD_E_NO_READERS_AVAILABLE)) from None
        except SeveralReaders as error:
            raise ReaderAmbiguous(str(error)) from None


class _Look:
    """The context of `media` and `status`, and the lock of whoever uses it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.context: Any = None

    def drop(self) -> None:
        """Release the context; the next look establishes another."""
        if self.context is not None:
            _scard().SCardReleaseContext(self.context)
            self.context = None


class _Connection:
    """One exclusive handle. After any failure it only raises that failure again."""

    def __init__(self, scard: Any, context: Any, reader: str) -> None:
        self._scard = scard
        self._dead: DeviceError | None = None
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        self._handle, protocol = _checked(
            "SCardConnect", scard.SCardConnect(context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
        )
        self._pci = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1
        try:
            _checked("SCardBeginTransaction", scard.SCardBeginTransaction(self._handle))
        except _Failure:
            self.close()
            raise

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        """See CardConnection. Python shares small integers, so the list leaves no copy of a PIN behind."""
        if self._dead is not None:
            raise self._dead.with_traceback(None)
        try:
            answer = _checked("SCardTransmit", self._scard.SCardTransmit(self._handle, self._pci, list(apdu)))
        except _Failure as failure:
            self._fail(_as_device_error(failure))
        if not answer:
            # The service reports success without data if the card is removed during the exchange.
            self._fail(CardRemoved("the card did not respond"))
        return bytes(byte & 0xFF for byte in answer)

    def close(self) -> None:
        """Power the card down: a verified PIN must not outlive this connection."""
        self._dead = self._dead or ReaderFault("this connection is closed")
        self._scard.SCardDisconnect(self._handle, self._scard.SCARD_UNPOWER_CARD)

    def _fail(self, error: DeviceError) -> NoReturn:
        self._dead = error
        raise error from None
