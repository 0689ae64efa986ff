"""Status values shared by all devices, after XFS4IoT."""

from __future__ import annotations

from enum import StrEnum

from kiosk.structs import Struct


class DeviceStatus(StrEnum):
    """XFS4IoT device status."""

    ONLINE = "online"
    OFFLINE = "offline"
    NO_DEVICE = "noDevice"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"  # a person must act, for example close the cover
    BUSY = "deviceBusy"
    STARTING = "starting"


class Media(StrEnum):
    """XFS4IoT media status of a card reader or printer path."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    NOT_PRESENT = "notPresent"
    JAMMED = "jammed"


class Paper(StrEnum):
    """XFS4IoT paper supply status."""

    UNKNOWN = "unknown"
    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


class Detail(StrEnum):
    """Why a device has its status; kiosk.screens.messages.devices words every member for staff."""

    NONE = ""

    # Card reader
    READER_MISSING = "readerMissing"
    READER_FAULT = "readerFault"
    READER_AMBIGUOUS = "readerAmbiguous"  # several readers or slots are meant by the name
    SERVICE_STOPPED = "serviceStopped"  # the PC/SC service

    # Cash unit
    COINS_LOW = "low"
    CHANGE_SHORT = "changeShort"
    EXACT_MONEY = "exactMoney"  # no change at all: whoever pays must have the exact money
    CASH_SILENT = "cashSilent"
    ACCEPTOR_FAULT = "acceptorFault"  # its self-check failed
    OTHER_DEVICE = "otherDevice"  # a device was exchanged since its serial number was noted
    HOPPER_FAILED = "hopperFailed"  # in a payout, and nobody has looked at it since
    NOTES_SILENT = "notesSilent"  # the note validator is shut and does not answer; coins are taken
    NOTES_FAULT = "notesFault"  # it is unsuitable, reports a fault, or holds a note that is stuck
    NOTES_FRAUD = "notesFraud"
    NOTES_FULL = "notesFull"  # its stacker is full
    NOTES_STACKER = "notesStacker"  # its stacker is away or faulty

    # Printers
    PAPER_OUT = "paperOut"
    PAPER_LOW = "paperLow"
    PAPER_JAM = "paperJam"
    COVER_OPEN = "coverOpen"
    TRAY_MISSING = "trayMissing"
    OUTPUT_FULL = "outputFull"
    TONER_LOW = "tonerLow"
    TONER_EMPTY = "tonerEmpty"
    FUSER = "fuser"
    DRUM = "drum"
    CUTTER = "cutter"
    SHUTDOWN = "shutdown"
    PAUSED = "paused"
    STOPPED = "stopped"
    NOT_ACCEPTING = "notAccepting"
    REFUSED = "refused"
    UNSUITABLE = "unsuitable"  # it lacks something that every certificate needs

    # The journal
    DISK_FULL = "diskFull"
    JOURNAL_LOCKED = "fileLocked"  # by another program
    JOURNAL_UNWRITABLE = "notWritable"
    JOURNAL_LOST = "rowsMissing"  # the file, or rows that were written
    JOURNAL_DAMAGED = "fileDamaged"
    JOURNAL_NEWER = "newerVersion"
    CASES_OPEN = "casesOpen"

    # The issuing centre
    CERTIFICATE_ENDS = "certificateEnds"  # of the terminal, an authority, or a record key: soon
    CERTIFICATE_ENDED = "certificateEnded"
    PROGRAM_TOO_OLD = "programTooOld"  # the terminal's, for the centre
    CERTIFICATE_REFUSED = "certificateRefused"  # the terminal's own, by the centre

    # Any device, and the issuing centre
    ERROR = "error"
    UNKNOWN = "unknown"  # the device's answer makes no sense
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    SILENT = "silent"  # its health check did not come back
    CLOCK = "clock"  # the terminal's own clock is implausible


class DeviceReport(Struct):
    """Status of one device, with the reason for staff."""

    status: DeviceStatus
    detail: Detail = Detail.NONE

    @property
    def can_serve(self) -> bool:
        """True if a visit may start with this device."""
        return self.status is DeviceStatus.ONLINE


class DeviceError(Exception):
    """A device did not do what it was asked to. The message is for the log and has no personal data."""
