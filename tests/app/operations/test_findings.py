"""What `kiosk doctor` finds, and how bad it says that it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.app.operations import doctor, journal_checks, system_checks
from kiosk.app.operations.certificate_checks import certificates
from kiosk.app.operations.findings import Finding, Level, worst
from kiosk.config.settings import Mode, Settings, simulated
from kiosk.documents.fonts import files as font_files
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from tests.support.authority import centre_files

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def levels(found: Iterable[Finding]) -> list[Level]:
    return [each.level for each in found]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return simulated(state=tmp_path / "state")


@pytest.fixture
def journal(settings: Settings) -> Iterator[Journal]:
    found = Journal(settings.journal_file, lambda: NOW)
    found.open()
    yield found
    found.close()


# --- the machine


@pytest.mark.parametrize(
    ("free", "level"),
    [(63, Level.FAULT), (64, Level.WARNING), (1023, Level.WARNING), (1024, Level.FINE)],
)
def test_a_disk_that_fills_is_told_before_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free * 1024 * 1024))
    found = system_checks.disk(tmp_path / "not" / "yet")
    assert (found.level, found.facts) == (level, {"free_mebibytes": free})


@pytest.mark.parametrize(
    ("answer", "level"), [(True, Level.FINE), (False, Level.WARNING), (None, Level.WARNING)]
)
def test_a_clock_that_nobody_keeps_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, answer: bool | None, level: Level
) -> None:
    monkeypatch.setattr(system_checks, "is_synchronised", lambda: answer)
    assert levels(system_checks.clock(NOW)) == [level]


def test_a_clock_that_cannot_be_right_is_a_fault() -> None:
    assert worst(system_checks.clock(datetime(1970, 1, 1, tzinfo=UTC))) is Level.FAULT


def test_the_kernel_says_whether_the_clock_is_synchronised() -> None:
    assert system_checks.is_synchronised() in (True, False)


@pytest.mark.parametrize(
    ("table", "level"),
    [
        ("Filename Type Size Used Priority\n", Level.FINE),
        ("Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n", Level.FINE),
        ("Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n", Level.WARNING),
        ("Filename Type Size Used Priority\n/swapfile file 1 0 -2\n", Level.WARNING),
    ],
)
def test_swap_on_a_disk_is_a_warning(tmp_path: Path, table: str, level: Level) -> None:
    path = tmp_path / "swaps"
    path.write_text(table)
    assert system_checks.swap(path).level is level
    assert system_checks.swap(tmp_path / "none").level is Level.WARNING


def test_a_font_that_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels(system_checks.fonts()) == [Level.FINE]
    missing = font_files.FontFile("none.ttf", "fonts-none")
    monkeypatch.setattr(system_checks, "FONT_FILES", (*font_files.FONT_FILES, missing))
    (found,) = system_checks.fonts()
    assert found.level is Level.FAULT
    assert "none.ttf" in found.text


def test_what_is_open_to_others_in_the_state_folder_is_told(settings: Settings, journal: Journal) -> None:
    assert levels(system_checks.permissions(settings)) == [Level.FINE]
    settings.journal_file.chmod(0o644)
    (found,) = system_checks.permissions(settings)
    assert found.level is Level.WARNING
    assert settings.journal_file.name in found.text


@pytest.mark.parametrize(
    ("mode", "level"),
    [
        (0o640, Level.FINE),
        (0o600, Level.FINE),
        (0o644, Level.WARNING),
        (0o660, Level.FAULT),
        (0o666, Level.FAULT),
    ],
)
def test_a_settings_file_that_is_open_to_others_is_told(tmp_path: Path, mode: int, level: Level) -> None:
    path = tmp_path / "kiosk.toml"
    path.touch()
    path.chmod(mode)
    assert system_checks.settings_file(path).level is level


# --- the journal


def test_a_terminal_that_never_started_has_no_journal_and_that_is_no_fault(settings: Settings) -> None:
    assert levels(journal_checks.journal(settings)) == [Level.WARNING]
    assert not settings.state.exists()


def test_a_journal_that_is_gone_is_a_fault(settings: Settings, journal: Journal) -> None:
    journal.append(Kind.TERMINAL_STARTED, {"version": "1"})
    journal.close()
    settings.journal_file.unlink()
    assert levels(journal_checks.journal(settings)) == [Level.FAULT]


def test_a_whole_journal_is_fine_also_while_the_terminal_writes_it(
    settings: Settings, journal: Journal
) -> None:
    journal.append(Kind.TERMINAL_STARTED, {"version": "1"})
    (found,) = journal_checks.journal(settings)
    assert (found.level, found.facts["rows"]) == (Level.FINE, 1)


def test_a_journal_of_which_a_byte_was_changed_is_a_fault(settings: Settings, journal: Journal) -> None:
    journal.append(Kind.TERMINAL_STARTED, {"version": "WHOLE"})
    journal.close()
    raw = settings.journal_file.read_bytes()
    assert b"WHOLE" in raw
    settings.journal_file.write_bytes(raw.replace(b"WHOLE", b"OTHER"))
    assert worst(journal_checks.journal(settings)) is Level.FAULT


def test_coins_that_nobody_counted_are_told_in_production(settings: Settings, journal: Journal) -> None:
    production = settings.changed(mode=Mode.PRODUCTION)
    assert levels(journal_checks.journal(production)) == [Level.FINE, Level.WARNING]
    journal.append(Kind.STOCK_SET, {"denomination": 10, "pieces": 40})
    assert levels(journal_checks.journal(production)) == [Level.FINE]


def test_a_visit_that_waits_for_staff_is_a_fault(settings: Settings, journal: Journal) -> None:
    journal.append(Kind.DEPOSIT_OPENED, {"price": 250, "counter": 0}, "v1")
    assert worst(journal_checks.journal(settings)) is Level.FAULT


def test_whether_a_terminal_runs_is_known_by_its_lock(settings: Settings, journal: Journal) -> None:
    assert journal_checks.terminal_runs(settings)
    journal.close()
    assert not journal_checks.terminal_runs(settings)
    assert not journal_checks.terminal_runs(simulated(state=settings.state / "none"))


# --- certificates


@pytest.mark.parametrize(("days", "level"), [(400, Level.FINE), (29, Level.WARNING), (-1, Level.FAULT)])
def test_the_days_that_are_left_of_each_certificate_are_told(tmp_path: Path, days: int, level: Level) -> None:
    centre = {"url": "https://centre.example", **centre_files(tmp_path)}
    settings = Settings.checked({"mode": "production", "centre": centre})
    found = {
        each.about: each for each in certificates(settings, datetime.now(UTC) + timedelta(days=365 - days))
    }
    assert found.keys() == {"centre.certificate", "centre.ca", "centre.record_keys"}
    assert found["centre.certificate"].level is level
    assert found["centre.certificate"].facts["days_left"] in (days, days - 1)
    assert found["centre.ca"].level is Level.FINE


# --- all together


def test_a_check_that_fails_itself_is_a_finding_without_what_it_stumbled_over(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> Finding:
        raise ValueError("山田太郎")

    monkeypatch.setattr(system_checks, "disk", fails)
    found = tuple(doctor.examine(settings, asks_devices=False))
    (disk,) = [each for each in found if each.check == "disk"]
    assert disk.level is Level.FAULT
    assert "ValueError" in disk.text
    assert "山田" not in disk.text
    assert {"settings", "clock", "fonts", "swap"} <= {each.check for each in found}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (list, Level.FINE),
        (lambda: [Finding("a", Level.FINE, ""), Finding("b", Level.WARNING, "")], Level.WARNING),
        (lambda: [Finding("a", Level.FAULT, ""), Finding("b", Level.WARNING, "")], Level.FAULT),
    ],
)
def test_the_worst_finding_decides(make: Callable[[], list[Finding]], expected: Level) -> None:
    assert worst(make()) is expected
