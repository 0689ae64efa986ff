"""Messages about the certificate printer and the receipt printer."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_PAPER = phrase("notice", "Printer")

PRINTING_MESSAGES: dict[Reason, Message] = {
    Reason.PAPER_OUT: Message(
        _PAPER,
        phrase("notice", "The printer has run out of paper"),
        phrase("notice", "You are not charged for what was not printed."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Reason.PAPER_JAM: Message(
        _PAPER,
        phrase("notice", "The printer has a paper jam"),
        phrase("notice", "You are not charged for what was not printed."),
        phrase("notice", "Please do not pull the paper. Call the store staff."),
    ),
    Reason.PRINTER_FAULT: Message(
        _PAPER,
        phrase("notice", "The printer is out of order"),
        phrase("notice", "You are not charged for what was not printed."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.PRINTER_LOST: Message(
        _PAPER,
        phrase("notice", "The printer is not responding"),
        phrase("notice", "You are not charged for what was not printed. Staff will check the printer."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.PRINT_UNCERTAIN: Message(
        _PAPER,
        phrase("notice", "The printer did not confirm a certificate"),
        phrase("notice", "You are not charged for what was not printed. Staff will check the printer."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.RECEIPT_PRINTER_FAULT: Message(
        _PAPER,
        phrase("notice", "The receipt printer is out of order"),
        phrase("notice", "Receipts cannot be issued at the moment."),
        USE_ANOTHER_TERMINAL,
    ),
}
