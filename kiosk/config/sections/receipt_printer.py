"""The section [receipt_printer] of kiosk.toml."""

from __future__ import annotations

from enum import StrEnum

from kiosk.config.sections.base import Section, checks, setting

HIGHEST_PORT = 65_535


class SlipMode(StrEnum):
    """How slips are printed: as pictures, or in the printer's own characters (cp932)."""

    IMAGE = "image"
    TEXT = "text"


class ReceiptPrinterSettings(Section):
    """The ESC/POS printer of receipts, claim and refund slips."""

    address: str = setting(
        "simulated", "`simulated`, or HOST:PORT.", pattern="^(simulated|.+:[0-9]+)$",
        example="192.0.2.20:9100",
    )  # fmt: skip
    mode: SlipMode = setting(
        SlipMode.IMAGE, "`image`, or `text` (cp932) for a printer without raster graphics."
    )
    profile: str = setting(
        "TM-T20II",
        "The model's name in python-escpos, by which it cuts: `TM-T20II`, `TM-T88V`, `default`, …",
        proposal=True, pattern="^[A-Za-z0-9._-]{1,40}$",
    )  # fmt: skip
    patience: float = setting(
        45.0,
        "How long the printer may be silent on a connection before another is made; some hear nothing for "
        "half a minute after each.",
        unit="seconds", proposal=True, ge=1, le=120,
    )  # fmt: skip
    confirms_ids: bool = setting(True, "false for a printer without GS ( H.")

    @checks("address")
    @staticmethod
    def _has_a_port(value: str) -> str:
        if value != "simulated" and not 0 < int(value.rpartition(":")[2]) <= HIGHEST_PORT:
            raise ValueError("a port is from 1 to 65535")
        return value
