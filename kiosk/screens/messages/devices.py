"""Texts for devices, their status, and the results of staff actions."""

from __future__ import annotations

from kiosk.fsm.view import View
from kiosk.screens.i18n.words import Phrase, Words, phrase

DEVICES: dict[str, Phrase] = {
    "card_reader": phrase("device", "Card reader"),
    "cash_unit": phrase("device", "Cash unit"),
    "printer": phrase("device", "Certificate printer"),
    "receipt_printer": phrase("device", "Receipt printer"),
    "centre": phrase("device", "Issuing centre"),
}

STATUSES: dict[str, tuple[str, Phrase]] = {
    "online": ("success", phrase("status", "Ready")),
    "offline": ("error", phrase("status", "No answer")),
    "noDevice": ("error", phrase("status", "Not connected")),
    "hardwareError": ("error", phrase("status", "Fault")),
    "userError": ("caution", phrase("status", "Blocked")),
    "deviceBusy": ("info", phrase("status", "Busy")),
    "starting": ("info", phrase("status", "Starting")),
}

DETAILS: dict[str, Phrase] = {
    "paperOut": phrase("detail", "out of paper"),
    "paperLow": phrase("detail", "paper low"),
    "paperJam": phrase("detail", "paper jam"),
    "coverOpen": phrase("detail", "cover open"),
    "trayMissing": phrase("detail", "paper tray missing"),
    "outputFull": phrase("detail", "output tray full"),
    "tonerLow": phrase("detail", "toner low"),
    "tonerEmpty": phrase("detail", "out of toner"),
    "fuser": phrase("detail", "fuser fault"),
    "drum": phrase("detail", "drum worn out"),
    "shutdown": phrase("detail", "switched off"),
    "paused": phrase("detail", "paused"),
    "stopped": phrase("detail", "stopped"),
    "cutter": phrase("detail", "paper cutter"),
    "error": phrase("detail", "fault"),
    "low": phrase("detail", "coins low"),
    "changeShort": phrase("detail", "not enough change"),
    "cashSilent": phrase("detail", "not responding"),
    "silent": phrase("detail", "not responding"),
    "offline": phrase("detail", "switched off"),
    "readerMissing": phrase("detail", "not plugged in"),
    "readerFault": phrase("detail", "reader fault"),
    "serviceStopped": phrase("detail", "card service stopped"),
    "clock": phrase("detail", "clock is wrong"),
    "unreachable": phrase("detail", "unreachable"),
    "refused": phrase("detail", "refused"),
    "notAccepting": phrase("detail", "accepts no jobs"),
    "unknown": phrase("detail", "state unknown"),
}
"""Details that devices report (see kiosk.hardware and the health checks); unknown ones are shown as is."""

STAFF_RESULTS: dict[str, Phrase] = {
    "test_page": phrase("staff", "Test page"),
    "test_receipt": phrase("staff", "Test receipt"),
    "clear_case": phrase("staff", "Settling a visit"),
    "fill_coins": phrase("staff", "Recording the coin counts"),
    "fill_coins_ok": phrase("staff", "The new coin counts have been recorded."),
    "test_page_ok": phrase("staff", "The test page was printed."),
    "test_page_failed": phrase("staff", "The test page could not be printed."),
    "test_receipt_ok": phrase("staff", "The test receipt was printed."),
    "test_receipt_failed": phrase("staff", "The test receipt could not be printed."),
    "clear_case_ok": phrase("staff", "The visit is settled."),
    "clear_case_failed": phrase("staff", "The visit could not be settled."),
}


def card_place(words: Words, view: View) -> str:
    """The label on the machine where the card goes."""
    if view.card_is_inserted:
        return words.say("machine", "Card slot")
    return words.say("machine", "Card reader")
