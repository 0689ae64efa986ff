"""All of kiosk.toml as a checked model. Everything a source leaves open is a setting, not in the code."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

from kiosk.config.sections.base import Section, checks, section, setting
from kiosk.config.sections.cash import Cash
from kiosk.config.sections.centre import Centre
from kiosk.config.sections.fleet import Fleet
from kiosk.config.sections.health import Health
from kiosk.config.sections.hours import Hours
from kiosk.config.sections.journal import JournalSettings
from kiosk.config.sections.panel import Panel
from kiosk.config.sections.place import Place
from kiosk.config.sections.printer import Printer
from kiosk.config.sections.reader import Reader
from kiosk.config.sections.receipt_printer import ReceiptPrinterSettings
from kiosk.config.sections.sound import Sound
from kiosk.config.sections.staff import SPECIMENS, StaffEntry
from kiosk.config.sections.timeouts import Timeouts
from kiosk.fsm.timeouts import FIRST_WAITS
from kiosk.rules.staff import StaffPerson


class Mode(StrEnum):
    """Production accepts no simulated part and no specimen. In a rehearsal, like production, nothing counts:
    parts, place, staff and files of its own, but only test authorities and specimens."""

    SIMULATION = "simulation"
    REHEARSAL = "rehearsal"
    PRODUCTION = "production"


class Settings(Section):
    """All of kiosk.toml.

    There is no default mode: a file must say it. Only a terminal without any file is simulated, all of it.
    """

    mode: Mode = setting(
        ...,
        "`simulation`, `rehearsal` or `production`; must be said. Production refuses everything simulated, "
        "specimen or test-made. A rehearsal refuses everything simulated too, and takes only specimens and "
        "test-made authorities.",
        example=Mode.PRODUCTION,
    )
    state: Path = setting(
        Path("out/state"),
        "Folder of the journal, and of test keys in a simulation; made with mode 0700.",
        example=Path("/var/lib/kiosk/state"),
    )
    languages: tuple[str, ...] = setting(
        ("ja", "ja-easy", "en", "zh", "ko", "pt", "es"),
        "Languages that are offered. A visit begins in the first one.",
        min_length=1,
    )
    max_copies: int = setting(10, "Copies of one certificate.", unit="copies", proposal=True, ge=1, le=99)
    reduced_motion: bool = setting(False, "Nothing moves on the screens but what a touch changes.")
    cheapest: int = setting(
        250,
        "Lowest fee, as the screens advertise it; without change for it no certificate is begun.",
        unit="yen", ge=10, le=10_000,
    )  # fmt: skip
    dearest: int = setting(450, "Highest fee, as the screens advertise it.", unit="yen", ge=10, le=10_000)
    staff: tuple[StaffEntry, ...] = setting((), "Who may sign in for maintenance.")
    place: Place = section(Place, "Where the terminal is.")
    reader: Reader = section(Reader, "The card reader.")
    printer: Printer = section(Printer, "The page printer.")
    receipt_printer: ReceiptPrinterSettings = section(ReceiptPrinterSettings, "The receipt printer.")
    cash: Cash = section(Cash, "Coin changer and note validator.")
    centre: Centre = section(Centre, "The issuing centre.")
    fleet: Fleet = section(Fleet, "The operator's fleet server.")
    panel: Panel = section(Panel, "The touch panel.")
    sound: Sound = section(Sound, "Loudspeaker, headphones and the voice.")
    journal: JournalSettings = section(JournalSettings, "The journal.")
    health: Health = section(Health, "How often devices are asked.")
    hours: Hours = section(Hours, "When which service runs.")
    timeouts: Timeouts = section(Timeouts, "How long a state may last.")
    first_waits: dict[str, float] = setting(
        {},
        f"What a wait is said to take until one was measured: {', '.join(FIRST_WAITS)}.",
        unit="seconds", proposal=True, example={"prepare": 8.0},
    )  # fmt: skip

    @checks("staff")
    @staticmethod
    def _are_different_persons(value: tuple[StaffEntry, ...]) -> tuple[StaffEntry, ...]:
        ids = [each.id for each in value]
        if len(set(ids)) != len(ids):
            raise ValueError("every person needs an id of their own")
        return value

    @checks("first_waits")
    @staticmethod
    def _are_waits(value: dict[str, float]) -> dict[str, float]:
        for kind, seconds in value.items():
            if kind not in FIRST_WAITS:
                raise ValueError(f"{kind} is no wait; known are {', '.join(FIRST_WAITS)}")
            if seconds <= 0:
                raise ValueError(f"{kind} takes some time")
        return value

    @checks()
    def _fees_are_in_order(self) -> None:
        if self.dearest < self.cheapest:
            raise ValueError("dearest is less than cheapest")

    @checks()
    def _deadlines_are_longer_than_what_they_bound(self) -> None:
        bounded = (
            ("submit_job", "printer.submit_patience", self.printer.submit_patience),
            ("stop_print", "printer.doubt_patience", self.printer.doubt_patience),
            ("deposit", "cash.fix_attempts, a second each,", float(self.cash.fix_attempts)),
            ("pay_out", "cash.payout_attempts, a second each,", float(self.cash.payout_attempts)),
        )
        for name, what, seconds in bounded:
            if getattr(self.timeouts, name) <= seconds:
                raise ValueError(f"timeouts.{name} must be longer than {what} which is {seconds:g} seconds")

    @property
    def persons(self) -> tuple[StaffPerson, ...]:
        """Who may sign in; the specimens where nobody is named."""
        return tuple(each.person for each in self.staff) or SPECIMENS

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

    @property
    def sound_device(self) -> str:
        """`sound.device`; left out, it is simulated where nothing else is real."""
        if self.sound.device:
            return self.sound.device
        return "none" if self.real_parts else "simulated"

    def _parts(self) -> dict[str, str]:
        sound = {"sound": self.sound.device} if self.sound.device == "simulated" else {}
        return sound | {
            "reader": self.reader.kind,
            "printer": self.printer.uri,
            "receipt_printer": self.receipt_printer.address,
            "cash": self.cash.port,
            "centre": self.centre.url,
        }


def simulated(**changes: Any) -> Settings:
    """The settings of the terminal that needs no file, everything simulated but for `changes` by section."""
    if changes:
        return Settings(mode=Mode.SIMULATION, **changes)
    return Settings.unchecked(mode=Mode.SIMULATION)
