"""The devices that are checked, and what is said for one whose check never came back."""

from __future__ import annotations

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import DeviceChecked
from kiosk.fsm.reasons import Reason
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.rules.needed_devices import Device

READER, PRINTER, RECEIPT, CASH, CENTRE, JOURNAL = (
    Device.CARD_READER, Device.PAGE_PRINTER, Device.RECEIPT_PRINTER, Device.CASH_UNIT, Device.CENTRE,
    Device.JOURNAL,
)  # fmt: skip

SILENT: dict[str, tuple[Event, ...]] = {
    device: (DeviceChecked(device, DeviceStatus.HARDWARE_ERROR, Detail.SILENT, reason),)
    for device, reason in (
        (READER, Reason.READER_FAULT),
        (PRINTER, Reason.PRINTER_FAULT),
        (RECEIPT, Reason.RECEIPT_PRINTER_FAULT),
        (CASH, Reason.CASH_FAULT),
        (CENTRE, Reason.CENTRE_UNREACHABLE),
        (JOURNAL, Reason.JOURNAL_UNWRITABLE),
    )
}
"""What is said for a device whose check never came back."""
