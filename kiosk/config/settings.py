"""Settings: kiosk.toml as checked models. Everything a source leaves open is here, not in the code."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator

from kiosk.config.hours import Hours
from kiosk.config.section import Section
from kiosk.hardware.card.reader_name import INDEX
from kiosk.rules.money import COINS, NOTE

HIGHEST_PORT = 65_535
HOPPER_ADDRESSES = frozenset(range(3, 11))
"""Bus addresses of the category "Payout" (ccTalk Generic Specification 4.7, part 3)."""
LOWEST_VALIDATOR = 40
"""Addresses of the category "Bill Validator" are 40 to 47 (ibid.)."""


STAFF_PIN = re.compile(r"[0-9a-f]{32}:[0-9a-f]{64}")
"""Salt and hash, as `kiosk staff-pin` prints them."""


class SettingsError(ValueError):
    """kiosk.toml cannot be used; the message names the file and the key."""


class Mode(StrEnum):
    """Production accepts no simulated part and no specimen. With a real part a mode must be said."""

    SIMULATION = "simulation"
    PRODUCTION = "production"


class Place(Section):
    """Where the terminal is, as printed on receipts."""

    store: str = "みほん商店 見本町店"
    terminal: str = "SIM-0001"
    telephone: str = "0120-95-0178"
    specimen: bool = True


class Reader(Section):
    """`simulated`, or `pcsc` with the reader's name (empty: the only one). A slot reader is `inserted`.

    `index` is the pattern (a regular expression) of the number in a PC/SC name that changes when the reader
    is plugged in again. For `patience` seconds trouble is waited for that passes, such as another program
    that holds the card; for `unseen_patience` seconds a shopper whose card the reader can no longer see is
    asked for it, before staff is called.
    """

    kind: str = Field(default="simulated", pattern="^(simulated|pcsc)$")
    name: str = ""
    index: str = INDEX
    inserted: bool = False
    patience: float = Field(default=3.0, ge=0, le=10)
    unseen_patience: float = Field(default=60.0, ge=10, le=600)

    @field_validator("index")
    @classmethod
    def _is_a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error:
            raise ValueError("not a regular expression") from None
        return value


DotSide = Annotated[int, Field(ge=4, le=16)]


class Printer(Section):
    """`simulated` or an ipp:// or ipps:// URI.

    Patience is in seconds: `submit_patience` with a printer that is busy or waking up, before the money
    is given back; `doubt_patience` with a job that the printer does not list, or of which it
    contradicts itself, before its sheets count as possibly out. `counts_sheets` is false for a
    printer that reports 0 sheets for every job, `trust_reports` true for one with several trays that
    reports a single empty tray as media-empty-report. `coarse_dot` is the width and height, in pixels of
    600 dpi, of the dots that spell 複写: `kiosk ground-pattern` finds what suits the printer.
    """

    uri: str = Field(default="simulated", pattern="^(simulated|ipps?://.+)$")
    submit_patience: float = Field(default=30.0, ge=0, le=60)
    doubt_patience: float = Field(default=20.0, ge=0, le=60)
    counts_sheets: bool = True
    trust_reports: bool = False
    coarse_dot: tuple[DotSide, DotSide] = (6, 6)

    @field_validator("uri")
    @classmethod
    def _has_a_host(cls, value: str) -> str:
        if value != "simulated":
            parts = urlsplit(value)
            _ = parts.port  # raises ValueError beyond 65535
            if not parts.hostname:
                raise ValueError("a printer's URI has a host")
        return value


class SlipMode(StrEnum):
    """How slips are printed: as pictures, or in the printer's own characters (cp932)."""

    IMAGE = "image"
    TEXT = "text"


class ReceiptPrinterSettings(Section):
    """`simulated` or HOST:PORT of an ESC/POS printer. `mode` is text for one without raster graphics.

    `patience` is in seconds: so long the printer may be silent on a connection before another is made; some
    hear nothing for half a minute after each. `confirms_ids` is false for a printer without GS ( H.
    """

    address: str = Field(default="simulated", pattern="^(simulated|.+:[0-9]+)$")
    mode: SlipMode = SlipMode.IMAGE
    patience: float = Field(default=45.0, ge=1, le=120)
    confirms_ids: bool = True

    @field_validator("address")
    @classmethod
    def _has_a_port(cls, value: str) -> str:
        if value != "simulated" and not 0 < int(value.rpartition(":")[2]) <= HIGHEST_PORT:
            raise ValueError("a port is from 1 to 65535")
        return value


class Cash(Section):
    """`simulated` or the serial port of the ccTalk bus; `hoppers` maps yen to bus address (3–10).

    `notes` is the address of the note validator (40–47), or 0 for a terminal without one.
    `fill_to` is the pieces with which staff fills each hopper. Nobody can insert more than the price and
    `most_overpaid` yen: what is credited beyond it is not believed. Trouble on the bus is waited for:
    `failed_polls` in a row while coins are inserted, `fix_attempts` a second apart to close a deposit, and
    `payout_attempts` a second apart to read back a hopper that fell silent in a payout.
    """

    port: str = "simulated"
    echo: bool = False
    hoppers: dict[int, int] = Field(default_factory=lambda: {yen: 3 + i for i, yen in enumerate(COINS)})
    notes: int = Field(default=40, ge=0, le=47)
    denominations: tuple[int, ...] = Field(default=COINS, min_length=1)
    fill_to: int = Field(default=40, ge=1, le=2000)
    most_overpaid: int = Field(default=1000, ge=490, le=10_000)
    failed_polls: int = Field(default=3, ge=1, le=50)
    fix_attempts: int = Field(default=30, ge=1, le=600)
    payout_attempts: int = Field(default=30, ge=1, le=600)

    @property
    def accepted(self) -> tuple[int, ...]:
        """Coins and notes that are accepted at all, in yen, smallest first."""
        return (*self.denominations, NOTE) if self.notes else self.denominations

    @model_validator(mode="after")
    def _is_yen_at_hopper_addresses(self) -> Cash:
        if not {*self.denominations, *self.hoppers} <= {*COINS}:
            raise ValueError(f"coins are {', '.join(map(str, COINS))} yen")
        addresses = self.hoppers.values()
        if len(set(addresses)) != len(addresses) or not set(addresses) <= HOPPER_ADDRESSES:
            raise ValueError("every hopper needs its own address from 3 to 10")
        if self.notes and self.notes < LOWEST_VALIDATOR:
            raise ValueError("notes is the note validator's address from 40 to 47, or 0 for none")
        if self.notes and self.most_overpaid < NOTE - min(COINS):
            raise ValueError(f"with notes most_overpaid is at least {NOTE - min(COINS)}")
        return self


class Centre(Section):
    """`simulated` or the https:// URL of the issuing centre, with the files that prove both sides.

    `sealing_key` is the verifier's public X25519 key (PEM): with it every certificate is printed on both
    sides, and its back proves it. Without it certificates are one-sided.
    """

    url: str = Field(default="simulated", pattern="^(simulated|https://.+)$")
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    record_key: Path | None = None
    sealing_key: Path | None = None
    connect_timeout: float = Field(default=3.0, gt=0)
    read_timeout: float = Field(default=15.0, gt=0)


class JournalSettings(Section):
    """`head` is the file with the second copy of the journal's head, best on another disk than `state`.

    By it a start tells a journal that was lost or cut short from a first start. Without `head` the copy lies
    beside the journal.
    """

    head: Path | None = None


class Panel(Section):
    """The touch panel, in pixels."""

    width: int = Field(default=1024, ge=800)
    height: int = Field(default=768, ge=600)
    fullscreen: bool = False


class Settings(Section):
    """All of kiosk.toml. `state` is the folder for journal and, in simulation, test keys.

    `mode` may be left out where every part is simulated. `staff_pin` is the hash that `kiosk staff-pin`
    prints. `cheapest` and `dearest` are the lowest and the highest fee in yen, as the screens advertise them;
    with no change for the cheapest certificate nobody is let in.
    """

    mode: Mode = Mode.SIMULATION
    state: Path = Path("out/state")
    languages: tuple[str, ...] = Field(default=("ja", "en"), min_length=1)
    max_copies: int = Field(default=10, ge=1, le=99)
    cheapest: int = Field(default=250, ge=10)
    dearest: int = Field(default=450, ge=10)
    staff_pin: str = ""
    place: Place = Place()
    hours: Hours = Hours()
    reader: Reader = Reader()
    printer: Printer = Printer()
    receipt_printer: ReceiptPrinterSettings = ReceiptPrinterSettings()
    cash: Cash = Cash()
    centre: Centre = Centre()
    panel: Panel = Panel()
    journal: JournalSettings = JournalSettings()

    @field_validator("staff_pin")
    @classmethod
    def _is_a_hash(cls, value: str) -> str:
        if value and not STAFF_PIN.fullmatch(value):
            raise ValueError("not a hash that `kiosk staff-pin` prints")
        return value

    @model_validator(mode="after")
    def _fees_are_in_order(self) -> Settings:
        if self.dearest < self.cheapest:
            raise ValueError("dearest is less than cheapest")
        return self

    @model_validator(mode="after")
    def _says_its_mode(self) -> Settings:
        if self.real_parts and "mode" not in self.model_fields_set:
            named = ", ".join(self.real_parts)
            raise ValueError(f'mode is missing: say "simulation" or "production", since real is {named}')
        return self

    @property
    def journal_file(self) -> Path:
        """The journal's file, in the state folder."""
        return self.state / "journal.sqlite"

    @property
    def simulated_parts(self) -> tuple[str, ...]:
        """Names of the sections whose far end is simulated."""
        return tuple(name for name, value in self._parts().items() if value == "simulated")

    @property
    def real_parts(self) -> tuple[str, ...]:
        """Names of the sections that name a device or a centre."""
        return tuple(name for name, value in self._parts().items() if value != "simulated")

    def _parts(self) -> dict[str, str]:
        return {
            "reader": self.reader.kind,
            "printer": self.printer.uri,
            "receipt_printer": self.receipt_printer.address,
            "cash": self.cash.port,
            "centre": self.centre.url,
        }


def load(path: Path | None) -> Settings:
    """Read `path`, or return the settings of a simulated terminal when it is None.

    Raises SettingsError when the file cannot be read, has unknown keys or values out of range.
    """
    if path is None:
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path.name} is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path.name}: {error}") from error
    except ValidationError as error:
        # Not `from error`: that one quotes the value, which may be a PIN in clear.
        first = error.errors()[0]
        place = [".".join(str(each) for each in first["loc"])] if first["loc"] else []
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(": ".join((path.name, *place, said))) from None
