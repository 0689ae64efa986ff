"""Why a visit stops or stumbles: one code for each cause, as it is shown for the telephone.

The words are not here: screens look them up by `Notice`, the error table in docs/ is
generated from this file, and a test keeps every notice worded in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Helper(StrEnum):
    """Whom the shopper may ask."""

    NOBODY = "nobody"  # the shopper can go on alone
    MUNICIPALITY = "municipality"
    CALL_CENTRE = "call_centre"
    STAFF = "staff"


class Notice(StrEnum):
    """The cause, as a code stable enough to be read out over the telephone."""

    # the card
    CARD_GONE = "C-101"
    CARD_UNREADABLE = "C-102"
    NOT_A_MY_NUMBER_CARD = "C-103"
    JUKI_CARD = "C-104"
    NO_AUTHENTICATION_CERTIFICATE = "C-105"
    CARD_CHANGED = "C-106"
    READER_FAULT = "C-107"
    NO_SIGNATURE_CERTIFICATE = "C-108"
    # the PIN
    PIN_WRONG = "C-201"
    PIN_LAST_TRY = "C-202"
    PIN_LOCKED = "C-204"
    # the signature password
    PASSWORD_WRONG = "C-211"  # noqa: S105
    PASSWORD_LAST_TRY = "C-212"  # noqa: S105
    PASSWORD_LOCKED = "C-214"  # noqa: S105
    PASSWORDS_DIFFER = "C-215"
    # the certificate on the card
    CERTIFICATE_EXPIRED = "C-301"
    CERTIFICATE_REVOKED = "C-302"
    CERTIFICATE_UNKNOWN = "C-303"
    SIGNATURE_EXPIRED = "C-311"
    SIGNATURE_REVOKED = "C-312"
    SIGNATURE_UNKNOWN = "C-313"
    # the reset of the signature password
    NO_RESERVATION = "S-101"
    RESERVATION_TOO_OLD = "S-102"
    RESERVED_FOR_ANOTHER_CARD = "S-103"
    RESET_REFUSED = "S-104"
    RESET_UNCERTAIN = "S-105"  # the card may have the new password or the old one
    # the usage registration
    REGISTRATION_NOT_NEEDED = "U-101"
    REGISTRATION_NOT_TAKEN = "U-102"  # this municipality takes none at terminals
    # the issuing centre
    CENTRE_UNREACHABLE = "N-101"
    CENTRE_SLOW = "N-102"
    CENTRE_ANSWER_INVALID = "N-103"
    RECORD_NOT_GENUINE = "N-201"
    RECORD_MISMATCH = "N-202"
    # the municipality
    REFUSED_BY_MUNICIPALITY = "M-101"
    NOTHING_AVAILABLE = "M-102"
    NOT_REGISTERED_HERE = "M-103"
    NOT_NOW = "M-104"  # offered, at other hours
    RECORD_INCOMPLETE = "M-105"  # genuine, but without an item that the sheet needs
    # paper
    PAPER_OUT = "P-101"
    PAPER_JAM = "P-102"
    PRINTER_FAULT = "P-103"
    PRINTER_LOST = "P-104"  # silent with a job inside: sheets may come out later, unattended
    RECEIPT_PRINTER_FAULT = "P-201"
    # money
    CASH_FAULT = "Y-101"
    CHANGE_SHORT = "Y-102"
    PAYOUT_SHORT = "Y-103"
    BOOKS_DO_NOT_BALANCE = "Y-901"
    # the visit
    TIMED_OUT = "T-101"
    ENDED_BY_SHOPPER = "T-102"
    CLOSING_TIME = "T-103"
    # the terminal
    INTERRUPTED = "X-101"
    STOPPED_BY_STAFF = "X-102"
    SUSPENDED_AFTER_MISMATCH = "X-103"
    CLOCK_IMPLAUSIBLE = "X-104"
    CLOCK_JUMPED = "X-105"
    UNEXPECTED = "X-901"


@dataclass(frozen=True, slots=True)
class NoticeSpec:
    """Who can help, and whether the terminal must stop for everybody until staff acts."""

    helper: Helper
    stops_terminal: bool = False


_M, _S, _C, _N = Helper.MUNICIPALITY, Helper.STAFF, Helper.CALL_CENTRE, Helper.NOBODY

NOTICES: dict[Notice, NoticeSpec] = {
    Notice.CARD_GONE: NoticeSpec(_N),
    Notice.CARD_UNREADABLE: NoticeSpec(_M),
    Notice.NOT_A_MY_NUMBER_CARD: NoticeSpec(_N),
    Notice.JUKI_CARD: NoticeSpec(_M),
    Notice.NO_AUTHENTICATION_CERTIFICATE: NoticeSpec(_M),
    Notice.CARD_CHANGED: NoticeSpec(_N),
    Notice.READER_FAULT: NoticeSpec(_S),
    Notice.NO_SIGNATURE_CERTIFICATE: NoticeSpec(_M),
    Notice.PIN_WRONG: NoticeSpec(_N),
    Notice.PIN_LAST_TRY: NoticeSpec(_M),
    Notice.PIN_LOCKED: NoticeSpec(_M),
    Notice.PASSWORD_WRONG: NoticeSpec(_N),
    Notice.PASSWORD_LAST_TRY: NoticeSpec(_M),
    Notice.PASSWORD_LOCKED: NoticeSpec(_M),
    Notice.PASSWORDS_DIFFER: NoticeSpec(_N),
    Notice.CERTIFICATE_EXPIRED: NoticeSpec(_M),
    Notice.CERTIFICATE_REVOKED: NoticeSpec(_M),
    Notice.CERTIFICATE_UNKNOWN: NoticeSpec(_M),
    Notice.SIGNATURE_EXPIRED: NoticeSpec(_M),
    Notice.SIGNATURE_REVOKED: NoticeSpec(_M),
    Notice.SIGNATURE_UNKNOWN: NoticeSpec(_M),
    Notice.NO_RESERVATION: NoticeSpec(_C),
    Notice.RESERVATION_TOO_OLD: NoticeSpec(_C),
    Notice.RESERVED_FOR_ANOTHER_CARD: NoticeSpec(_C),
    Notice.RESET_REFUSED: NoticeSpec(_C),
    Notice.RESET_UNCERTAIN: NoticeSpec(_C),
    Notice.REGISTRATION_NOT_NEEDED: NoticeSpec(_N),
    Notice.REGISTRATION_NOT_TAKEN: NoticeSpec(_M),
    Notice.CENTRE_UNREACHABLE: NoticeSpec(_C),
    Notice.CENTRE_SLOW: NoticeSpec(_C),
    Notice.CENTRE_ANSWER_INVALID: NoticeSpec(_C),
    Notice.RECORD_NOT_GENUINE: NoticeSpec(_C, stops_terminal=True),
    Notice.RECORD_MISMATCH: NoticeSpec(_C, stops_terminal=True),
    Notice.REFUSED_BY_MUNICIPALITY: NoticeSpec(_M),
    Notice.NOTHING_AVAILABLE: NoticeSpec(_M),
    Notice.NOT_REGISTERED_HERE: NoticeSpec(_M),
    Notice.NOT_NOW: NoticeSpec(_M),
    Notice.RECORD_INCOMPLETE: NoticeSpec(_M),
    Notice.PAPER_OUT: NoticeSpec(_S),
    Notice.PAPER_JAM: NoticeSpec(_S),
    Notice.PRINTER_FAULT: NoticeSpec(_S),
    Notice.PRINTER_LOST: NoticeSpec(_S, stops_terminal=True),
    Notice.RECEIPT_PRINTER_FAULT: NoticeSpec(_S),
    Notice.CASH_FAULT: NoticeSpec(_S),
    Notice.CHANGE_SHORT: NoticeSpec(_S),
    Notice.PAYOUT_SHORT: NoticeSpec(_S, stops_terminal=True),
    Notice.BOOKS_DO_NOT_BALANCE: NoticeSpec(_S, stops_terminal=True),
    Notice.TIMED_OUT: NoticeSpec(_N),
    Notice.ENDED_BY_SHOPPER: NoticeSpec(_N),
    Notice.CLOSING_TIME: NoticeSpec(_N),
    Notice.INTERRUPTED: NoticeSpec(_S, stops_terminal=True),
    Notice.STOPPED_BY_STAFF: NoticeSpec(_S, stops_terminal=True),
    Notice.SUSPENDED_AFTER_MISMATCH: NoticeSpec(_S, stops_terminal=True),
    Notice.CLOCK_IMPLAUSIBLE: NoticeSpec(_S),
    Notice.CLOCK_JUMPED: NoticeSpec(_S, stops_terminal=True),
    Notice.UNEXPECTED: NoticeSpec(_S),
}
