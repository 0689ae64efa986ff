"""`kiosk journal`: what an operator does with the journal's file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app.commands.journal_acts import day, tell
from kiosk.app.commands.options import SettingsOption, examples, settings_of
from kiosk.journal.accounting.accounts import Account
from kiosk.journal.accounting.comparison import differences
from kiosk.journal.entry import Entry
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.files import JournalFiles
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal
from kiosk.journal.reconciliation import reconcile as take_up_again
from kiosk.rules.hours.japan_time import JST

FAILED = 1
"""Exit status: the journal is not what it should be."""

_SUMS = ("inserted", "charged", "paid_out", "claimed", "unknown", "owed")

journal = typer.Typer(no_args_is_help=True, help="Show, check, export, archive and repair the journal.")


@journal.command(epilog=examples(("kiosk journal show --last 50", "the newest rows, also while it runs")))
def show(
    settings: SettingsOption = None,
    last: Annotated[int, typer.Option(min=1, help="how many of the newest rows")] = 20,
) -> None:
    """Show the newest rows, what the hoppers hold, and the cases that staff must settle."""
    with _faults_told():
        reader = _reader(settings)
        head, archives = reader.head()
        for entry in reader.entries(max(0, head.seq - last)):
            typer.echo(_line(entry))
        balances = reader.balances()
        stock = ", ".join(f"{pieces} x {yen} yen" for yen, pieces in sorted(balances.pieces.items()))
        typer.echo(f"{head.seq} rows, {archives} days archived")
        typer.echo(f"hoppers: {stock or 'not counted'}; cash box: {balances.cash_box} yen")
        if balances.stop:
            typer.echo(f"out of service until staff acts: {balances.stop}")
        for each in reader.accounts().values():
            if each.needs_staff:
                typer.echo(_case(each))
            for number, amount in each.claims.items():
                typer.echo(f"claim slip {number} since {each.since}: {amount} yen, not settled")


@journal.command(
    epilog=examples(
        ("kiosk journal acts --on 2026-11-24", "who took money out on that day?"),
        ("kiosk journal acts --on 2026-11-01 --to 2026-11-30 --by 02", "one person's month"),
    )
)
def acts(
    on: Annotated[str, typer.Option(help="the day, or the first of some, as 2026-11-24")],
    to: Annotated[str, typer.Option(help="the last day")] = "",
    by: Annotated[str, typer.Option(help="the id of one person")] = "",
    settings: SettingsOption = None,
) -> None:
    """Show what staff did, by whom, and the money that went in or out by it; archived days included."""
    first = day(on)
    with _faults_told():
        tell(_reader(settings), first, day(to) if to else first, by)


@journal.command(epilog=examples(("kiosk journal verify", "status 1 when anything is wrong")))
def verify(settings: SettingsOption = None) -> None:
    """Check chain, sums, archives and the copy of the head; say in words what is wrong."""
    reader = _reader(settings)
    found = reader.problems()
    for each in found:
        typer.echo(each)
    if found:
        raise typer.Exit(FAILED)
    with _faults_told():
        head, archives = reader.head()
        typer.echo(f"whole: {head.seq} rows, {archives} days archived, head {head.hash.hex()}")


@journal.command(epilog=examples(("kiosk journal export rows.jsonl", "archived days included")))
def export(
    path: Annotated[Path, typer.Argument(help="the new file")], settings: SettingsOption = None
) -> None:
    """Write all rows to PATH, as JSON lines."""
    with _faults_told():
        entries = _reader(settings).entries()
        with path.open("x", encoding="utf-8") as file:
            for each in entries:
                file.write(json.dumps(each.as_json(), ensure_ascii=False) + "\n")
        typer.echo(f"{len(entries)} rows")


@journal.command(epilog=examples(("kiosk journal archive", "with the terminal stopped")))
def archive(settings: SettingsOption = None) -> None:
    """Seal the day and move closed days into their own files, as the terminal does itself each day."""
    found = settings_of(settings)
    with _faults_told():
        opened = Journal(found.journal_file, _now, found.journal.head)
        try:
            opened.open()
            opened.close_day()
        finally:
            opened.close()
        _, archives = _reader(settings).head()
        typer.echo(f"{archives} days archived")


@journal.command(
    epilog=examples(("kiosk journal reconcile", "with the terminal stopped, once staff has decided"))
)
def reconcile(settings: SettingsOption = None) -> None:
    """Take up a journal again that was lost or damaged: keep what can be proved, and say what is lost.

    The files as they were found stay in a folder beside the journal. In a journal that is whole, each visit's
    own sums and the hoppers' own counts are compared with the rows; status 1 when they differ.
    """
    found = settings_of(settings)
    with _faults_told():
        files = JournalFiles(found.journal_file, found.journal.head)
        try:
            with named_faults(files.path.parent):
                files.open().close()
        except JournalFault as fault:
            done = take_up_again(files, fault, _now)
            typer.echo(f"{fault}; {done.kept} rows kept, {done.lost} lost; as found: {done.aside.name}")
        else:
            _compare(JournalReader(found.journal_file, found.journal.head))
        finally:
            files.release()


def _compare(reader: JournalReader) -> None:
    """Say where visits, rows and devices differ. Raises typer.Exit when they do."""
    found = list(differences(reader.entries()))
    for each in found:
        typer.echo(str(each))
    if found:
        typer.echo(f"the journal is what was written, and {len(found)} figures differ from its rows")
        raise typer.Exit(FAILED)
    typer.echo("nothing to reconcile: the journal is what was written, and all figures agree")


def _line(entry: Entry) -> str:
    facts = " ".join(f"{name}={value}" for name, value in entry.facts.items())
    answers = f" answers {entry.intent}" if entry.intent else ""
    return f"{entry.seq:>8} {entry.at[:19]} {entry.visit[:8]:8} {entry.kind.value}{answers} {facts}"


def _case(account: Account) -> str:
    sums = ", ".join(f"{name.replace('_', ' ')} {getattr(account, name)}" for name in _SUMS)
    doubts = (", uncertain" if account.uncertain else "") + (", sums differ" if account.differs else "")
    return f"case {account.visit} since {account.since}: {sums} yen{doubts}"


def _now() -> datetime:
    return datetime.now(JST)


def _reader(path: Path | None) -> JournalReader:
    found = settings_of(path)
    return JournalReader(found.journal_file, found.journal.head)


@contextmanager
def _faults_told() -> Iterator[None]:
    """One line in the place of a traceback."""
    try:
        yield
    except JournalFault as fault:
        hint = "; is the terminal running?" if fault.cause is Cause.LOCKED else ""
        typer.echo(f"kiosk: {fault}{hint}", err=True)
        raise typer.Exit(FAILED) from None
    except OSError as error:
        typer.echo(f"kiosk: {error.filename}: {error.strerror}", err=True)
        raise typer.Exit(FAILED) from None
