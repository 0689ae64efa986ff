"""Settings: kiosk.toml as checked models. Everything a source leaves open is here, not in the code."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from kiosk.rules.money import COINS
from kiosk.settings_hours import Hours
from kiosk.settings_section import Section

HOPPER_ADDRESSES = frozenset(range(3, 11))
"""Bus addresses of the category "Payout" (ccTalk Generic Specification 4.7, part 3)."""


class SettingsError(ValueError):
    """kiosk.toml cannot be used; the message names the file and the key."""


class Mode(StrEnum):
    """Production accepts no simulated part and no specimen; simulation accepts nothing real unasked."""

    SIMULATION = "simulation"
    PRODUCTION = "production"


class Place(Section):
    """Where the terminal stands, as receipts say it."""

    store: str = "みほん商店 見本町店"
    terminal: str = "SIM-0001"
    telephone: str = "0120-95-0178"
    specimen: bool = True


class Reader(Section):
    """`simulated`, or `pcsc` with the reader's name (empty: the only one). A slot reader is `inserted`."""

    kind: str = Field(default="simulated", pattern="^(simulated|pcsc)$")
    name: str = ""
    inserted: bool = False


class Printer(Section):
    """`simulated` or an ipp:// or ipps:// URI."""

    uri: str = Field(default="simulated", pattern="^(simulated|ipps?://.+)$")


class ReceiptPrinterSettings(Section):
    """`simulated` or HOST:PORT of an ESC/POS printer."""

    address: str = Field(default="simulated", pattern="^(simulated|.+:[0-9]+)$")


class Cash(Section):
    """`simulated` or the serial port of the ccTalk bus; `hoppers` maps yen to bus address (3–10).

    `fill_to` is the pieces with which staff fills each hopper.
    """

    port: str = "simulated"
    echo: bool = False
    hoppers: dict[int, int] = Field(default_factory=lambda: {yen: 3 + i for i, yen in enumerate(COINS)})
    denominations: tuple[int, ...] = Field(default=COINS, min_length=1)
    fill_to: int = Field(default=40, ge=1, le=2000)

    @model_validator(mode="after")
    def _is_yen_at_hopper_addresses(self) -> Cash:
        if not {*self.denominations, *self.hoppers} <= {*COINS}:
            raise ValueError(f"coins are {', '.join(map(str, COINS))} yen")
        addresses = self.hoppers.values()
        if len(set(addresses)) != len(addresses) or not set(addresses) <= HOPPER_ADDRESSES:
            raise ValueError("every hopper needs its own address from 3 to 10")
        return self


class Centre(Section):
    """`simulated` or the https:// URL of the issuing centre, with the files that prove both sides."""

    url: str = Field(default="simulated", pattern="^(simulated|https://.+)$")
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    record_key: Path | None = None
    connect_timeout: float = Field(default=3.0, gt=0)
    read_timeout: float = Field(default=15.0, gt=0)


class Panel(Section):
    """The touch panel, in pixels."""

    width: int = Field(default=1024, ge=800)
    height: int = Field(default=768, ge=600)
    fullscreen: bool = False


class Settings(Section):
    """All of kiosk.toml. `state` is the folder for journal and, in simulation, test keys.

    `staff_pin` is the hash that `kiosk staff-pin` prints. `cheapest` is the lowest fee in yen: with
    no change for it nobody is let in.
    """

    mode: Mode = Mode.SIMULATION
    state: Path = Path("out/state")
    languages: tuple[str, ...] = Field(default=("ja", "en"), min_length=1)
    max_copies: int = Field(default=10, ge=1, le=99)
    cheapest: int = Field(default=250, ge=10)
    staff_pin: str = ""
    place: Place = Place()
    hours: Hours = Hours()
    reader: Reader = Reader()
    printer: Printer = Printer()
    receipt_printer: ReceiptPrinterSettings = ReceiptPrinterSettings()
    cash: Cash = Cash()
    centre: Centre = Centre()
    panel: Panel = Panel()

    @property
    def simulated_parts(self) -> tuple[str, ...]:
        """Names of the sections whose far end is simulated."""
        parts = {
            "reader": self.reader.kind,
            "printer": self.printer.uri,
            "receipt_printer": self.receipt_printer.address,
            "cash": self.cash.port,
            "centre": self.centre.url,
        }
        return tuple(name for name, value in parts.items() if value == "simulated")


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
        first = error.errors()[0]
        place = ".".join(str(each) for each in first["loc"])
        raise SettingsError(f"{path.name}: {place or 'file'}: {first['msg']}") from error
