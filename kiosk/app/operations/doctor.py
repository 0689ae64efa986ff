"""All checks of a terminal; one that fails itself is a finding, and keeps none of the others back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from kiosk.app.operations import journal_checks, system_checks
from kiosk.app.operations.certificate_checks import certificates
from kiosk.app.operations.device_checks import devices, peers_of
from kiosk.app.operations.findings import Finding, Level
from kiosk.app.settings_problems import all_problems
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Settings
from kiosk.logs import described

_Check = Callable[[], Iterable[Finding]]


def examine(settings: Settings, *, file: Path | None = None, asks_devices: bool = True) -> Iterator[Finding]:
    """Look at everything. `file` has the settings; without `asks_devices` no device is asked."""
    now = datetime.now(UTC)
    checks: tuple[tuple[str, _Check], ...] = (
        ("settings", lambda: _settings(settings)),
        ("disk", lambda: [system_checks.disk(settings.state)]),
        ("clock", lambda: system_checks.clock(now)),
        ("certificates", lambda: certificates(settings, now)),
        ("journal", lambda: journal_checks.journal(settings)),
        ("permissions", lambda: system_checks.permissions(settings)),
        ("permissions", lambda: [system_checks.settings_file(file)] if file is not None else ()),
        ("swap", lambda: [system_checks.swap()]),
        ("core_dumps", lambda: [system_checks.core_dumps()]),
        ("fonts", system_checks.fonts),
        ("devices", lambda: _devices(settings) if asks_devices else ()),
    )
    for name, check in checks:
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001 - the other checks are wanted all the more
            said = described(error)
            yield Finding(name, Level.FAULT, f"the check itself failed: {said['kind']} in {said['place']}")


def _settings(settings: Settings) -> Iterator[Finding]:
    problems = tuple(all_problems(settings))
    yield from (Finding("settings", Level.FAULT, each) for each in problems)
    if not problems:
        yield Finding("settings", Level.FINE, f"mode is {settings.mode.value}; nothing is wrong")
    if settings.simulated_parts:
        text = f"simulated is {', '.join(settings.simulated_parts)}"
        yield Finding("settings", Level.WARNING, text, facts={"simulated": list(settings.simulated_parts)})
    printer = settings.printer
    if printer.is_encrypted and printer.ca is None:
        text = "without it the printer is trusted by every authority of the system"
        yield Finding("settings", Level.WARNING, text, "printer.ca")
    if printer.leaves_the_machine and not printer.is_encrypted:
        text = "certificates travel in clear to another host"
        yield Finding("settings", Level.WARNING, text, "printer.uri")


def _devices(settings: Settings) -> Iterator[Finding]:
    runs = journal_checks.terminal_runs(settings)
    try:
        with peers_of(settings) as peers:
            yield from devices(settings, peers, runs=runs)
    except SettingsError as error:
        yield from (Finding("devices", Level.FAULT, each) for each in error.problems)
