"""Messages about the certificate printer and the receipt printer."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_PAPER = phrase("notice", "Printer")

PRINTING_MESSAGES: dict[Notice, Message] = {
    Notice.PAPER_OUT: Message(
        _PAPER,
        phrase("notice", "The printer has run out of paper"),
        phrase("notice", "What was not printed is not charged."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Notice.PAPER_JAM: Message(
        _PAPER,
        phrase("notice", "Paper has jammed in the printer"),
        phrase("notice", "What was not printed is not charged."),
        phrase("notice", "Please do not pull the paper. Tell the store staff."),
    ),
    Notice.PRINTER_FAULT: Message(
        _PAPER,
        phrase("notice", "The printer does not work"),
        phrase("notice", "What was not printed is not charged."),
        USE_ANOTHER_TERMINAL,
    ),
    Notice.PRINTER_LOST: Message(
        _PAPER,
        phrase("notice", "The printer does not answer"),
        phrase("notice", "What was not printed is not charged. Staff will check the printer."),
        phrase("notice", "Please call the store staff."),
    ),
    Notice.RECEIPT_PRINTER_FAULT: Message(
        _PAPER,
        phrase("notice", "The receipt printer does not work"),
        phrase("notice", "A receipt cannot be given now."),
        USE_ANOTHER_TERMINAL,
    ),
}
