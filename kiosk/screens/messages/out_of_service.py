"""What passers-by read while the terminal is out of service."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import Phrase, phrase

_DEVICE = phrase("out", "Part of the terminal is not working.")
_SERVICED = phrase("out", "It is being serviced.")
_SAFETY = phrase("out", "Issuing has been stopped for safety and is being checked.")
_NO_LINE = phrase("out", "The issuing centre cannot be reached.")
_NO_PAPER = phrase("out", "The printer needs paper or attention.")
_CHANGE = phrase("out", "There is not enough change.")
_COUNT = phrase(
    "out", "Money from an earlier visit has to be settled. If it is yours, the staff will return it."
)
_UNTIL_LATER = phrase("out", "Please try again later.")

OUT_OF_SERVICE: dict[Notice, Phrase] = dict.fromkeys(Notice, _UNTIL_LATER) | {
    Notice.READER_FAULT: _DEVICE,
    Notice.PRINTER_FAULT: _DEVICE,
    Notice.RECEIPT_PRINTER_FAULT: _DEVICE,
    Notice.CASH_FAULT: _DEVICE,
    Notice.CLOCK_IMPLAUSIBLE: _DEVICE,
    Notice.CLOCK_JUMPED: _DEVICE,
    Notice.UNEXPECTED: _DEVICE,
    Notice.CENTRE_UNREACHABLE: _NO_LINE,
    Notice.CENTRE_SLOW: _NO_LINE,
    Notice.CENTRE_ANSWER_INVALID: _NO_LINE,
    Notice.PRINTER_LOST: _NO_PAPER,
    Notice.PAPER_OUT: _NO_PAPER,
    Notice.PAPER_JAM: _NO_PAPER,
    Notice.CHANGE_SHORT: _CHANGE,
    Notice.PAYOUT_SHORT: _COUNT,
    Notice.BOOKS_DO_NOT_BALANCE: _COUNT,
    Notice.INTERRUPTED: _COUNT,
    Notice.STOPPED_BY_STAFF: _SERVICED,
    Notice.RECORD_NOT_GENUINE: _SAFETY,
    Notice.RECORD_MISMATCH: _SAFETY,
    Notice.SUSPENDED_AFTER_MISMATCH: _SAFETY,
}
"""In general words: a passer-by must not learn what happened to the last shopper."""
