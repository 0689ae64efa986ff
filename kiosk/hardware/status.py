"""The vocabulary shared by all devices, after XFS4IoT."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeviceStatus(StrEnum):
    """XFS4IoT device status."""

    ONLINE = "online"
    OFFLINE = "offline"
    NO_DEVICE = "noDevice"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"  # a person blocks the device
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


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """Status of one device; `detail` is a key for staff such as `paperOut`, never a sentence."""

    status: DeviceStatus
    detail: str = ""

    @property
    def can_serve(self) -> bool:
        """True when a shopper may be let in with this device."""
        return self.status is DeviceStatus.ONLINE


class DeviceError(Exception):
    """A device did not do what it was asked. The message is for the log and holds no personal data."""
