"""Why a visit stops or is held up: one code for each cause, read out over the telephone.

Screens look up the words by `Reason`, the error table in docs/ is
generated from this file, and a test keeps every reason worded in every language.
"""

from __future__ import annotations

from enum import StrEnum

from kiosk.structs import Struct


class Helper(StrEnum):
    """Whom the shopper may ask."""

    NOBODY = "nobody"  # the shopper can go on alone
    MUNICIPALITY = "municipality"
    CALL_CENTRE = "call_centre"
    STAFF = "staff"


class Reason(StrEnum):
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
    CARD_LEFT = "C-109"  # a card may lie on a reader that cannot say so
    SMARTPHONE_NOT_TAKEN = "C-110"  # by this municipality, or for this service
    # the PIN
    PIN_WRONG = "C-201"
    PIN_LAST_TRY = "C-202"
    PIN_LOCKED = "C-204"
    NO_PIN = "C-205"  # 顔認証マイナンバーカード
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
    STATUS_UNAVAILABLE = "N-104"  # whether the card's certificate is revoked cannot be learnt now
    TERMINAL_NOT_ACCEPTED = "N-105"  # the centre refuses the terminal's own certificate
    PROGRAM_TOO_OLD = "N-106"  # the centre serves only a newer program than this
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
    PRINT_UNCERTAIN = "P-105"  # it is unknown whether a sheet is out, or will come out
    RECEIPT_PRINTER_FAULT = "P-201"
    # money
    CASH_FAULT = "Y-101"
    CHANGE_SHORT = "Y-102"
    PAYOUT_SHORT = "Y-103"
    MONEY_UNKNOWN = "Y-104"  # coins may be inside, or out, that no device can account for
    PAYOUT_OVER = "Y-105"  # a hopper dropped more coins than it was asked for
    STOCK_NOT_COUNTED = "Y-106"  # a new terminal: nobody has said what its hoppers hold
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
    ENDING = "X-106"  # the program was told to end: an update, or a restart
    UNEXPECTED = "X-901"
    # the journal
    JOURNAL_FULL = "J-101"
    JOURNAL_LOCKED = "J-102"
    JOURNAL_UNWRITABLE = "J-103"
    JOURNAL_LOST = "J-201"  # the file, or rows that were written, are missing
    JOURNAL_DAMAGED = "J-202"
    JOURNAL_NEWER = "J-203"


class ReasonSpec(Struct):
    """Who can help, and whether the terminal must stop for everybody until staff acts."""

    helper: Helper
    stops_terminal: bool = False


_M, _S, _C, _N = Helper.MUNICIPALITY, Helper.STAFF, Helper.CALL_CENTRE, Helper.NOBODY

REASONS: dict[Reason, ReasonSpec] = {
    Reason.CARD_GONE: ReasonSpec(_N),
    Reason.CARD_UNREADABLE: ReasonSpec(_M),
    Reason.NOT_A_MY_NUMBER_CARD: ReasonSpec(_N),
    Reason.JUKI_CARD: ReasonSpec(_M),
    Reason.NO_AUTHENTICATION_CERTIFICATE: ReasonSpec(_M),
    Reason.CARD_CHANGED: ReasonSpec(_N),
    Reason.READER_FAULT: ReasonSpec(_S),
    Reason.NO_SIGNATURE_CERTIFICATE: ReasonSpec(_M),
    Reason.CARD_LEFT: ReasonSpec(_S, stops_terminal=True),
    Reason.SMARTPHONE_NOT_TAKEN: ReasonSpec(_N),
    Reason.PIN_WRONG: ReasonSpec(_N),
    Reason.PIN_LAST_TRY: ReasonSpec(_M),
    Reason.PIN_LOCKED: ReasonSpec(_M),
    Reason.NO_PIN: ReasonSpec(_M),
    Reason.PASSWORD_WRONG: ReasonSpec(_N),
    Reason.PASSWORD_LAST_TRY: ReasonSpec(_M),
    Reason.PASSWORD_LOCKED: ReasonSpec(_M),
    Reason.PASSWORDS_DIFFER: ReasonSpec(_N),
    Reason.CERTIFICATE_EXPIRED: ReasonSpec(_M),
    Reason.CERTIFICATE_REVOKED: ReasonSpec(_M),
    Reason.CERTIFICATE_UNKNOWN: ReasonSpec(_M),
    Reason.SIGNATURE_EXPIRED: ReasonSpec(_M),
    Reason.SIGNATURE_REVOKED: ReasonSpec(_M),
    Reason.SIGNATURE_UNKNOWN: ReasonSpec(_M),
    Reason.NO_RESERVATION: ReasonSpec(_C),
    Reason.RESERVATION_TOO_OLD: ReasonSpec(_C),
    Reason.RESERVED_FOR_ANOTHER_CARD: ReasonSpec(_C),
    Reason.RESET_REFUSED: ReasonSpec(_C),
    Reason.RESET_UNCERTAIN: ReasonSpec(_C),
    Reason.REGISTRATION_NOT_NEEDED: ReasonSpec(_N),
    Reason.REGISTRATION_NOT_TAKEN: ReasonSpec(_M),
    Reason.CENTRE_UNREACHABLE: ReasonSpec(_C),
    Reason.CENTRE_SLOW: ReasonSpec(_C),
    Reason.CENTRE_ANSWER_INVALID: ReasonSpec(_C),
    Reason.STATUS_UNAVAILABLE: ReasonSpec(_C),
    Reason.TERMINAL_NOT_ACCEPTED: ReasonSpec(_C),
    Reason.PROGRAM_TOO_OLD: ReasonSpec(_C),
    Reason.RECORD_NOT_GENUINE: ReasonSpec(_C, stops_terminal=True),
    Reason.RECORD_MISMATCH: ReasonSpec(_C, stops_terminal=True),
    Reason.REFUSED_BY_MUNICIPALITY: ReasonSpec(_M),
    Reason.NOTHING_AVAILABLE: ReasonSpec(_M),
    Reason.NOT_REGISTERED_HERE: ReasonSpec(_M),
    Reason.NOT_NOW: ReasonSpec(_M),
    Reason.RECORD_INCOMPLETE: ReasonSpec(_M),
    Reason.PAPER_OUT: ReasonSpec(_S),
    Reason.PAPER_JAM: ReasonSpec(_S),
    Reason.PRINTER_FAULT: ReasonSpec(_S),
    Reason.PRINTER_LOST: ReasonSpec(_S, stops_terminal=True),
    Reason.PRINT_UNCERTAIN: ReasonSpec(_S, stops_terminal=True),
    Reason.RECEIPT_PRINTER_FAULT: ReasonSpec(_S),
    Reason.CASH_FAULT: ReasonSpec(_S),
    Reason.CHANGE_SHORT: ReasonSpec(_S),
    Reason.PAYOUT_SHORT: ReasonSpec(_S, stops_terminal=True),
    Reason.MONEY_UNKNOWN: ReasonSpec(_S, stops_terminal=True),
    Reason.PAYOUT_OVER: ReasonSpec(_S, stops_terminal=True),
    Reason.STOCK_NOT_COUNTED: ReasonSpec(_S, stops_terminal=True),
    Reason.BOOKS_DO_NOT_BALANCE: ReasonSpec(_S, stops_terminal=True),
    Reason.TIMED_OUT: ReasonSpec(_N),
    Reason.ENDED_BY_SHOPPER: ReasonSpec(_N),
    Reason.CLOSING_TIME: ReasonSpec(_N),
    Reason.INTERRUPTED: ReasonSpec(_S, stops_terminal=True),
    Reason.STOPPED_BY_STAFF: ReasonSpec(_S, stops_terminal=True),
    Reason.SUSPENDED_AFTER_MISMATCH: ReasonSpec(_S, stops_terminal=True),
    Reason.CLOCK_IMPLAUSIBLE: ReasonSpec(_S),
    Reason.CLOCK_JUMPED: ReasonSpec(_S, stops_terminal=True),
    Reason.ENDING: ReasonSpec(_N),
    Reason.UNEXPECTED: ReasonSpec(_S),
    Reason.JOURNAL_FULL: ReasonSpec(_S),
    Reason.JOURNAL_LOCKED: ReasonSpec(_S),
    Reason.JOURNAL_UNWRITABLE: ReasonSpec(_S),
    Reason.JOURNAL_LOST: ReasonSpec(_S, stops_terminal=True),
    Reason.JOURNAL_DAMAGED: ReasonSpec(_S, stops_terminal=True),
    Reason.JOURNAL_NEWER: ReasonSpec(_S, stops_terminal=True),
}
