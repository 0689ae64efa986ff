"""Texts for devices and their status."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.fsm.reasons import Reason
from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.fsm.view import View
from kiosk.hardware.status import Detail
from kiosk.rules.needed_devices import Device
from kiosk.screens.i18n.words import Phrase, Words, phrase

DEVICES: dict[str, Phrase] = {
    "card_reader": phrase("device", "Card reader"),
    "cash_unit": phrase("device", "Cash unit"),
    "printer": phrase("device", "Certificate printer"),
    "receipt_printer": phrase("device", "Receipt printer"),
    "centre": phrase("device", "Issuing centre"),
    "journal": phrase("device", "Journal"),
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
    Detail.PAPER_OUT: phrase("detail", "out of paper"),
    Detail.PAPER_LOW: phrase("detail", "paper low"),
    Detail.PAPER_JAM: phrase("detail", "paper jam"),
    Detail.COVER_OPEN: phrase("detail", "cover open"),
    Detail.TRAY_MISSING: phrase("detail", "paper tray missing"),
    Detail.OUTPUT_FULL: phrase("detail", "output tray full"),
    Detail.TONER_LOW: phrase("detail", "toner low"),
    Detail.TONER_EMPTY: phrase("detail", "out of toner"),
    Detail.FUSER: phrase("detail", "fuser fault"),
    Detail.DRUM: phrase("detail", "drum worn out"),
    Detail.SHUTDOWN: phrase("detail", "switched off"),
    Detail.PAUSED: phrase("detail", "paused"),
    Detail.STOPPED: phrase("detail", "stopped"),
    Detail.CUTTER: phrase("detail", "paper cutter"),
    Detail.ERROR: phrase("detail", "fault"),
    Detail.COINS_LOW: phrase("detail", "coins low"),
    Detail.CHANGE_SHORT: phrase("detail", "not enough change"),
    Detail.EXACT_MONEY: phrase("detail", "no change: exact money only"),
    Detail.ACCEPTOR_FAULT: phrase("detail", "coin acceptor reports a fault"),
    Detail.OTHER_DEVICE: phrase("detail", "a device was exchanged: count the coins"),
    Detail.HOPPER_FAILED: phrase("detail", "a hopper failed to pay out"),
    Detail.NOTES_SILENT: phrase("detail", "no notes: validator not responding"),
    Detail.NOTES_FAULT: phrase("detail", "no notes: validator fault or jam"),
    Detail.NOTES_FRAUD: phrase("detail", "no notes: fraud was reported"),
    Detail.NOTES_FULL: phrase("detail", "no notes: stacker full"),
    Detail.NOTES_STACKER: phrase("detail", "no notes: stacker missing"),
    Detail.CASH_SILENT: phrase("detail", "not responding"),
    Detail.SILENT: phrase("detail", "not responding"),
    Detail.OFFLINE: phrase("detail", "switched off"),
    Detail.READER_MISSING: phrase("detail", "not plugged in"),
    Detail.READER_FAULT: phrase("detail", "reader fault"),
    Detail.READER_AMBIGUOUS: phrase("detail", "several readers fit the name in the settings"),
    Detail.SERVICE_STOPPED: phrase("detail", "card service stopped"),
    Detail.CLOCK: phrase("detail", "clock is wrong"),
    Detail.UNREACHABLE: phrase("detail", "unreachable"),
    Detail.REFUSED: phrase("detail", "refused"),
    Detail.UNSUITABLE: phrase("detail", "wrong type or settings"),
    Detail.NOT_ACCEPTING: phrase("detail", "accepts no jobs"),
    Detail.UNKNOWN: phrase("detail", "state unknown"),
    Detail.DISK_FULL: phrase("detail", "disk full"),
    Detail.JOURNAL_LOCKED: phrase("detail", "in use by another program"),
    Detail.JOURNAL_UNWRITABLE: phrase("detail", "cannot be written"),
    Detail.JOURNAL_LOST: phrase("detail", "rows are missing"),
    Detail.JOURNAL_DAMAGED: phrase("detail", "damaged"),
    Detail.JOURNAL_NEWER: phrase("detail", "of a newer version"),
    Detail.CASES_OPEN: phrase("detail", "a visit must be settled"),
    Detail.CERTIFICATE_ENDS: phrase("detail", "a certificate or key ends soon"),
    Detail.CERTIFICATE_ENDED: phrase("detail", "a certificate or key has ended"),
    Detail.PROGRAM_TOO_OLD: phrase("detail", "wants a newer program than this terminal's"),
    Detail.CERTIFICATE_REFUSED: phrase("detail", "refuses this terminal's certificate"),
}
"""Every detail but NONE. Keyed by `str`, because the machine carries the plain value."""

SHOPPER_DEVICES: dict[str, Phrase] = {
    Device.CARD_READER: phrase("closed by", "card reader"),
    Device.PAGE_PRINTER: phrase("closed by", "certificate printer"),
    Device.RECEIPT_PRINTER: phrase("closed by", "receipt printer"),
    Device.CASH_UNIT: phrase("closed by", "payment"),
    Device.CENTRE: phrase("closed by", "connection to the issuing centre"),
    Device.JOURNAL: phrase("closed by", "records of this terminal"),
}
"""What a service lacks, in a shopper's words."""
_NO_CHANGE = phrase("closed by", "not enough change")


def missing(words: Words, failing: DeviceHealth) -> str:
    """What a failing device leaves a shopper without."""
    return words.of(_NO_CHANGE if failing.reason is Reason.CHANGE_SHORT else SHOPPER_DEVICES[failing.device])


def service_closed(words: Words, failing: DeviceHealth) -> str:
    """Why a service cannot begin, for its row of the menu."""
    return words.say("menu", "Not available: {what}", what=missing(words, failing))


def card_place(words: Words, view: View) -> str:
    """The label on the machine where the card goes."""
    if view.settings.card_is_inserted:
        return words.say("machine", "Card slot")
    return words.say("machine", "Card reader")
