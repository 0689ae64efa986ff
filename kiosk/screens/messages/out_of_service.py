"""What passers-by read while the terminal is out of service."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import Phrase, phrase

_DEVICE = phrase("out", "Part of the terminal is not working.")
_SERVICED = phrase("out", "It is being serviced.")
_ENDING = phrase("out", "It is being restarted or updated.")
_SAFETY = phrase("out", "Issuing has been stopped for safety and is being checked.")
_NO_LINE = phrase("out", "The issuing centre cannot be reached.")
_NO_PAPER = phrase("out", "The printer needs paper or attention.")
_CHANGE = phrase("out", "There is not enough change.")
_COUNT = phrase(
    "out", "Money from an earlier visit is being checked. If it is yours, the staff will return it."
)
_RECORDS = phrase("out", "The terminal's records must be checked first.")
_UNTIL_LATER = phrase("out", "Please try again later.")

OUT_OF_SERVICE: dict[Reason, Phrase] = dict.fromkeys(Reason, _UNTIL_LATER) | {
    Reason.READER_FAULT: _DEVICE,
    Reason.CARD_LEFT: _DEVICE,
    Reason.PRINTER_FAULT: _DEVICE,
    Reason.RECEIPT_PRINTER_FAULT: _DEVICE,
    Reason.CASH_FAULT: _DEVICE,
    Reason.CLOCK_IMPLAUSIBLE: _DEVICE,
    Reason.CLOCK_JUMPED: _DEVICE,
    Reason.UNEXPECTED: _DEVICE,
    Reason.CENTRE_UNREACHABLE: _NO_LINE,
    Reason.CENTRE_SLOW: _NO_LINE,
    Reason.CENTRE_ANSWER_INVALID: _NO_LINE,
    Reason.TERMINAL_NOT_ACCEPTED: _NO_LINE,
    Reason.PROGRAM_TOO_OLD: _NO_LINE,
    Reason.PRINTER_LOST: _NO_PAPER,
    Reason.PRINT_UNCERTAIN: _NO_PAPER,
    Reason.PAPER_OUT: _NO_PAPER,
    Reason.PAPER_JAM: _NO_PAPER,
    Reason.CHANGE_SHORT: _CHANGE,
    Reason.PAYOUT_SHORT: _COUNT,
    Reason.MONEY_UNKNOWN: _COUNT,
    Reason.PAYOUT_OVER: _COUNT,
    Reason.BOOKS_DO_NOT_BALANCE: _COUNT,
    Reason.INTERRUPTED: _COUNT,
    Reason.STOPPED_BY_STAFF: _SERVICED,
    Reason.STOCK_NOT_COUNTED: _SERVICED,
    Reason.ENDING: _ENDING,
    Reason.RECORD_NOT_GENUINE: _SAFETY,
    Reason.RECORD_MISMATCH: _SAFETY,
    Reason.SUSPENDED_AFTER_MISMATCH: _SAFETY,
    Reason.JOURNAL_FULL: _RECORDS,
    Reason.JOURNAL_LOCKED: _RECORDS,
    Reason.JOURNAL_UNWRITABLE: _RECORDS,
    Reason.JOURNAL_LOST: _RECORDS,
    Reason.JOURNAL_DAMAGED: _RECORDS,
    Reason.JOURNAL_NEWER: _RECORDS,
}
"""In general words: a passer-by must not learn what happened to the last shopper."""
