"""From what a device or the centre raised to what the shopper is told: one table for each."""

from __future__ import annotations

from kiosk.centre.errors import (
    CentreAnswerInvalid,
    CentreError,
    CentreRefused,
    CentreSlow,
    RefusalReason,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.protocol import (
    CardRemoved,
    JukiCard,
    NoAuthenticationCertificate,
    NoSignatureCertificate,
    NotAMyNumberCard,
    PinBlocked,
    ReaderFault,
)
from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.status import DeviceError, DeviceStatus, Paper

_CARD: dict[type[DeviceError], Notice] = {
    CardRemoved: Notice.CARD_GONE,
    ReaderFault: Notice.READER_FAULT,
    NotAMyNumberCard: Notice.NOT_A_MY_NUMBER_CARD,
    JukiCard: Notice.JUKI_CARD,
    NoAuthenticationCertificate: Notice.NO_AUTHENTICATION_CERTIFICATE,
    NoSignatureCertificate: Notice.NO_SIGNATURE_CERTIFICATE,
    PinBlocked: Notice.PIN_LOCKED,
}

_REFUSALS: dict[RefusalReason, Notice] = {
    RefusalReason.CERTIFICATE_EXPIRED: Notice.CERTIFICATE_EXPIRED,
    RefusalReason.CERTIFICATE_REVOKED: Notice.CERTIFICATE_REVOKED,
    RefusalReason.CERTIFICATE_UNKNOWN: Notice.CERTIFICATE_UNKNOWN,
    RefusalReason.SIGNATURE_INVALID: Notice.CERTIFICATE_UNKNOWN,
    RefusalReason.NO_SIGNATURE_CERTIFICATE: Notice.NO_SIGNATURE_CERTIFICATE,
    RefusalReason.SIGNATURE_EXPIRED: Notice.SIGNATURE_EXPIRED,
    RefusalReason.SIGNATURE_REVOKED: Notice.SIGNATURE_REVOKED,
    RefusalReason.SIGNATURE_UNKNOWN: Notice.SIGNATURE_UNKNOWN,
    RefusalReason.NO_RESERVATION: Notice.NO_RESERVATION,
    RefusalReason.RESERVATION_TOO_OLD: Notice.RESERVATION_TOO_OLD,
    RefusalReason.RESERVED_FOR_ANOTHER_CARD: Notice.RESERVED_FOR_ANOTHER_CARD,
    RefusalReason.RESET_REFUSED: Notice.RESET_REFUSED,
    RefusalReason.REGISTRATION_NOT_NEEDED: Notice.REGISTRATION_NOT_NEEDED,
    RefusalReason.REGISTRATION_NOT_TAKEN: Notice.REGISTRATION_NOT_TAKEN,
    RefusalReason.NOT_REGISTERED_HERE: Notice.NOT_REGISTERED_HERE,
    RefusalReason.REFUSED_BY_MUNICIPALITY: Notice.REFUSED_BY_MUNICIPALITY,
    RefusalReason.NOTHING_AVAILABLE: Notice.NOTHING_AVAILABLE,
    RefusalReason.OUTSIDE_HOURS: Notice.CLOSING_TIME,
}


def card_notice(error: DeviceError) -> Notice:
    """Why the card cannot be used; everything unknown is an unreadable card."""
    return _CARD.get(type(error), Notice.CARD_UNREADABLE)


def centre_notice(error: CentreError) -> Notice:
    """Why the issuing centre could not help."""
    if isinstance(error, CentreRefused):
        return _REFUSALS.get(error.reason, Notice.REFUSED_BY_MUNICIPALITY)
    if isinstance(error, CentreSlow):
        return Notice.CENTRE_SLOW
    if isinstance(error, CentreAnswerInvalid):
        return Notice.CENTRE_ANSWER_INVALID
    return Notice.CENTRE_UNREACHABLE


def printer_notice(report: PrinterReport) -> Notice | None:
    """Why the printer cannot print now; None when it can."""
    if report.paper is Paper.OUT:
        return Notice.PAPER_OUT
    if report.paper is Paper.JAMMED:
        return Notice.PAPER_JAM
    # A busy printer prints what it has and takes the next job afterwards.
    return None if report.can_serve or report.status is DeviceStatus.BUSY else Notice.PRINTER_FAULT
