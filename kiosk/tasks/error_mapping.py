"""Maps the errors of devices and of the centre to reasons: one table for each."""

from __future__ import annotations

from kiosk.centre.errors import (
    AnswerOfAnother,
    CentreAnswerInvalid,
    CentreError,
    CentreRefused,
    CentreSlow,
    ProgramTooOld,
    RefusalReason,
    TerminalNotAccepted,
)
from kiosk.fsm.reasons import Reason
from kiosk.hardware.card.protocol import (
    CardRemoved,
    JukiCard,
    NoAuthenticationCertificate,
    NoPin,
    NoSignatureCertificate,
    NotAMyNumberCard,
    PinBlocked,
    ReaderFault,
    SmartphoneToken,
)
from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.status import Detail, DeviceError, DeviceStatus, Paper

_CARD: dict[type[DeviceError], Reason] = {
    CardRemoved: Reason.CARD_GONE,
    ReaderFault: Reason.READER_FAULT,
    NotAMyNumberCard: Reason.NOT_A_MY_NUMBER_CARD,
    SmartphoneToken: Reason.SMARTPHONE_NOT_TAKEN,
    JukiCard: Reason.JUKI_CARD,
    NoAuthenticationCertificate: Reason.NO_AUTHENTICATION_CERTIFICATE,
    NoSignatureCertificate: Reason.NO_SIGNATURE_CERTIFICATE,
    NoPin: Reason.NO_PIN,
    PinBlocked: Reason.PIN_LOCKED,
}

_REFUSALS: dict[RefusalReason, Reason] = {
    RefusalReason.CERTIFICATE_EXPIRED: Reason.CERTIFICATE_EXPIRED,
    RefusalReason.CERTIFICATE_REVOKED: Reason.CERTIFICATE_REVOKED,
    RefusalReason.CERTIFICATE_UNKNOWN: Reason.CERTIFICATE_UNKNOWN,
    RefusalReason.SIGNATURE_INVALID: Reason.CERTIFICATE_UNKNOWN,
    RefusalReason.SMARTPHONE_NOT_TAKEN: Reason.SMARTPHONE_NOT_TAKEN,
    RefusalReason.NO_SIGNATURE_CERTIFICATE: Reason.NO_SIGNATURE_CERTIFICATE,
    RefusalReason.SIGNATURE_EXPIRED: Reason.SIGNATURE_EXPIRED,
    RefusalReason.SIGNATURE_REVOKED: Reason.SIGNATURE_REVOKED,
    RefusalReason.STATUS_UNAVAILABLE: Reason.STATUS_UNAVAILABLE,
    RefusalReason.SIGNATURE_UNKNOWN: Reason.SIGNATURE_UNKNOWN,
    RefusalReason.NO_RESERVATION: Reason.NO_RESERVATION,
    RefusalReason.RESERVATION_TOO_OLD: Reason.RESERVATION_TOO_OLD,
    RefusalReason.RESERVED_FOR_ANOTHER_CARD: Reason.RESERVED_FOR_ANOTHER_CARD,
    RefusalReason.RESET_REFUSED: Reason.RESET_REFUSED,
    RefusalReason.REGISTRATION_NOT_NEEDED: Reason.REGISTRATION_NOT_NEEDED,
    RefusalReason.REGISTRATION_NOT_TAKEN: Reason.REGISTRATION_NOT_TAKEN,
    RefusalReason.NOT_REGISTERED_HERE: Reason.NOT_REGISTERED_HERE,
    RefusalReason.REFUSED_BY_MUNICIPALITY: Reason.REFUSED_BY_MUNICIPALITY,
    RefusalReason.NOTHING_AVAILABLE: Reason.NOTHING_AVAILABLE,
    RefusalReason.OUTSIDE_HOURS: Reason.CLOSING_TIME,
}


def card_reason(error: DeviceError) -> Reason:
    """Why the card cannot be used; everything unknown is an unreadable card."""
    return _CARD.get(type(error), Reason.CARD_UNREADABLE)


def centre_reason(error: CentreError) -> Reason:
    """Why the issuing centre could not help."""
    if isinstance(error, CentreRefused):
        return _REFUSALS.get(error.reason, Reason.REFUSED_BY_MUNICIPALITY)
    if isinstance(error, TerminalNotAccepted):
        return Reason.TERMINAL_NOT_ACCEPTED
    if isinstance(error, ProgramTooOld):
        return Reason.PROGRAM_TOO_OLD
    if isinstance(error, CentreSlow):
        return Reason.CENTRE_SLOW
    if isinstance(error, AnswerOfAnother):
        return Reason.RECORD_MISMATCH
    if isinstance(error, CentreAnswerInvalid):
        return Reason.CENTRE_ANSWER_INVALID
    return Reason.CENTRE_UNREACHABLE


def centre_detail(error: CentreError) -> Detail:
    """What staff reads of an issuing centre that does not serve this terminal."""
    if isinstance(error, TerminalNotAccepted):
        return Detail.CERTIFICATE_REFUSED
    return Detail.PROGRAM_TOO_OLD if isinstance(error, ProgramTooOld) else Detail.UNREACHABLE


def printer_reason(report: PrinterReport) -> Reason | None:
    """Why the printer cannot print now; None when it can."""
    if report.paper is Paper.OUT:
        return Reason.PAPER_OUT
    if report.paper is Paper.JAMMED:
        return Reason.PAPER_JAM
    # A busy printer prints what it has and takes the next job afterwards.
    return None if report.can_serve or report.status is DeviceStatus.BUSY else Reason.PRINTER_FAULT
