"""Words for devices, their status and the results of staff's actions."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.hardware.status import Detail
from kiosk.screens.words import Phrase, phrase

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

DETAILS: Mapping[str, Phrase] = {
    Detail.PAPER_OUT: phrase("detail", "no paper"),
    Detail.PAPER_LOW: phrase("detail", "little paper"),
    Detail.PAPER_JAM: phrase("detail", "paper jam"),
    Detail.COVER_OPEN: phrase("detail", "cover open"),
    Detail.TRAY_MISSING: phrase("detail", "paper tray missing"),
    Detail.OUTPUT_FULL: phrase("detail", "output tray full"),
    Detail.TONER_LOW: phrase("detail", "little toner"),
    Detail.TONER_EMPTY: phrase("detail", "no toner"),
    Detail.FUSER: phrase("detail", "fuser"),
    Detail.DRUM: phrase("detail", "drum worn out"),
    Detail.SHUTDOWN: phrase("detail", "switched off"),
    Detail.PAUSED: phrase("detail", "paused"),
    Detail.STOPPED: phrase("detail", "stopped"),
    Detail.CUTTER: phrase("detail", "paper cutter"),
    Detail.ERROR: phrase("detail", "fault"),
    Detail.COINS_LOW: phrase("detail", "few coins"),
    Detail.CHANGE_SHORT: phrase("detail", "not enough change"),
    Detail.CASH_SILENT: phrase("detail", "no answer"),
    Detail.SILENT: phrase("detail", "no answer"),
    Detail.OFFLINE: phrase("detail", "switched off"),
    Detail.READER_MISSING: phrase("detail", "not plugged in"),
    Detail.READER_FAULT: phrase("detail", "reader fault"),
    Detail.SERVICE_STOPPED: phrase("detail", "card service stopped"),
    Detail.CLOCK: phrase("detail", "clock is wrong"),
    Detail.UNREACHABLE: phrase("detail", "cannot be reached"),
    Detail.REFUSED: phrase("detail", "refused"),
    Detail.NOT_ACCEPTING: phrase("detail", "takes no jobs"),
    Detail.UNKNOWN: phrase("detail", "answer not understood"),
}
"""Every detail but NONE. Typed by `str`: a state of the machine carries the plain value."""

MESSAGES: dict[str, Phrase] = {
    "fill_coins_ok": phrase("staff", "The new counts of the coins are in the journal."),
    "test_page_ok": phrase("staff", "The test page was printed."),
    "test_page_failed": phrase("staff", "The test page could not be printed."),
    "test_receipt_ok": phrase("staff", "The test receipt was printed."),
    "test_receipt_failed": phrase("staff", "The test receipt could not be printed."),
    "clear_case_ok": phrase("staff", "The visit is settled."),
    "clear_case_failed": phrase("staff", "The visit could not be settled."),
}
