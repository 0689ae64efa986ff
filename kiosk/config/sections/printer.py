"""The section [printer] of kiosk.toml: the page printer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from kiosk.config.sections.base import Section, checks, setting
from kiosk.net.addresses import is_loopback


class Printer(Section):
    """The page printer. Certificates travel to it: `ipps` with the authority in `ca`, or loopback only."""

    uri: str = setting(
        "simulated", "`simulated`, or the ipp:// or ipps:// URI.", pattern="^(simulated|ipps?://.+)$",
        example="ipps://printer.example/ipp/print",
    )  # fmt: skip
    ca: Path | None = setting(
        None,
        "PEM file with the only authority (or the printer's own certificate) that an ipps:// printer is "
        "trusted by; without it all authorities of the system are.",
        example=Path("/etc/kiosk/printer-ca.pem"),
    )
    clear: bool = setting(
        False,
        "In production, send certificates in clear (ipp://) to another host than this one. Whoever is on "
        "that network can read and change them.",
    )
    submit_patience: float = setting(
        30.0,
        "How long a printer may be busy or wake up before the money is given back.",
        unit="seconds", proposal=True, ge=0, le=60,
    )  # fmt: skip
    doubt_patience: float = setting(
        20.0,
        "How long a job that the printer does not list, or of which it contradicts itself, is asked for "
        "before its sheets count as possibly out.",
        unit="seconds", proposal=True, ge=0, le=60,
    )  # fmt: skip
    counts_sheets: bool = setting(True, "false for a printer that reports 0 sheets for every job.")
    trust_reports: bool = setting(
        False, "true for one with several trays that reports a single empty tray as media-empty-report."
    )
    coarse_dot: tuple[int, int] = setting(
        (6, 6),
        "Width and height of the dots that spell 複写, 4 to 16 each: `kiosk ground-pattern` finds what suits "
        "the printer.",
        unit="pixels of 600 dpi", proposal=True,
    )  # fmt: skip

    @checks("coarse_dot")
    @staticmethod
    def _is_a_dot(value: tuple[int, int]) -> tuple[int, int]:
        if not all(4 <= side <= 16 for side in value):
            raise ValueError("the sides of a dot are from 4 to 16 pixels")
        return value

    @checks("uri")
    @staticmethod
    def _has_a_host(value: str) -> str:
        if value != "simulated":
            parts = urlsplit(value)
            _ = parts.port  # raises ValueError beyond 65535
            if not parts.hostname:
                raise ValueError("a printer's URI has a host")
        return value

    @checks()
    def _has_an_authority_for_tls_only(self) -> None:
        if self.ca is not None and not self.uri.startswith("ipps://"):
            raise ValueError("ca is the authority of an ipps:// printer, and the uri is none")

    @property
    def is_encrypted(self) -> bool:
        """True for an ipps:// printer."""
        return self.uri.startswith("ipps://")

    @property
    def leaves_the_machine(self) -> bool:
        """True for a printer on another host than this one."""
        return self.uri != "simulated" and not is_loopback(urlsplit(self.uri).hostname or "")
