"""Faults of the simulated receipt printer and of its connection, and quirks of models that are none."""

from __future__ import annotations

from enum import StrEnum


class ReceiptPrinterFault(StrEnum):
    """Faults of the printer and of its connection, and quirks that a driver must live with."""

    PAPER_OUT = "paper_out"
    """No paper: offline; received data waits in the buffer until there is paper."""
    PAPER_LOW = "paper_low"
    """The near-end sensor has triggered: continues printing."""
    COVER_OPEN = "cover_open"
    """The cover is open: offline, buffers as for paper_out."""
    CUTTER = "cutter"
    """The knife is stuck: offline with an error, buffers as for paper_out."""
    SILENT = "silent"
    """Accepts all data, answers and prints nothing."""
    GONE = "gone"
    """Closes every connection immediately."""
    DEAF_AT_FIRST = "deaf_at_first"
    """A quirk: hears nothing for half a minute after each connection."""
    UNASKED_STATUS = "unasked_status"
    """A quirk: four bytes of automatic status back at each connection and before each answer."""
    DROPS = "drops"
    """A quirk: ends a connection on which nothing was asked for a moment."""
    STREAM = "stream"
    """Sends the byte 0x12 ("in order") without end and hears nothing."""
    STUCK = "stuck"
    """Says that it is in order, and carries out nothing."""
