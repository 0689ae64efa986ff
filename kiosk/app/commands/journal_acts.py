"""`kiosk journal acts`: who did what, and which money went in or out by it, on some days."""

from __future__ import annotations

from datetime import date, datetime

import typer

from kiosk.journal.accounting.staff_acts import StaffAct, staff_acts
from kiosk.journal.inspection import JournalReader
from kiosk.rules.hours.japan_time import JST


def day(text: str) -> date:
    """A day from the command line. Raises typer.BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; one is written 2026-11-24") from None


def tell(reader: JournalReader, first: date, last: date, by: str) -> None:
    """Print the acts of `first` to `last`, both included, of everybody or of one person, and their sum."""
    found = [each for each in staff_acts(reader.entries_between(first, last)) if by in ("", each.by)]
    for each in found:
        typer.echo(_line(each))
    taken = -sum(each.money for each in found if each.money < 0)
    put = sum(each.money for each in found if each.money > 0)
    paid = sum(each.paid for each in found)
    typer.echo(f"{len(found)} acts: {taken} yen taken out, {put} yen put in, {paid} yen handed over")


def _line(act: StaffAct) -> str:
    at = datetime.fromisoformat(act.at).astimezone(JST).strftime("%Y-%m-%d %H:%M:%S")
    money = f" {act.money:+d} yen" if act.money else ""
    paid = f" handed over {act.paid} yen" if act.paid else ""
    return f"{act.seq:>8} {at} {act.by:16} {act.kind.value} {act.about}{money}{paid}".rstrip()
