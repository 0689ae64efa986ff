"""The QA guide: its table of faults, generated from the fault switches, and the guide as a web page."""

from __future__ import annotations

import re
from enum import StrEnum
from html import escape
from pathlib import Path

from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.console.texts.fault_text import ReaderSwitch, SlipSwitch
from kiosk_simulator.console.texts.faults import fault_text
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.sound.faults import SoundFault, SoundSwitch

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "qa-guide.md"
BEGIN, END = "<!-- faults: written by kiosk_simulator.console.guide -->", "<!-- end of faults -->"

_GROUPS: tuple[tuple[str, tuple[type[StrEnum], ...]], ...] = (
    ("Card reader", (ReaderSwitch,)),
    ("Coin acceptor", (CoinFault,)),
    ("Note validator", (NoteFault,)),
    ("Each hopper", (HopperFault,)),
    ("Page printer", (PrinterFault,)),
    ("Receipt printer", (ReceiptPrinterFault, SlipSwitch)),
    ("Sound", (SoundSwitch, SoundFault)),
    ("Issuing centre", (CentreFault,)),
)


def fault_table() -> str:
    """The guide's table: every fault, when to switch it on, and the expected result."""
    lines = ["| device | switch | on | must be seen |", "|---|---|---|---|"]
    for device, kinds in _GROUPS:
        for fault in (fault for kind in kinds for fault in kind):
            text = fault_text(fault)
            lines.append(f"| {device} | {text.ja} {text.en} | {text.when} | {text.seen} |")
    return "\n".join(lines)


def with_table(guide: str) -> str:
    """The guide's text with the table between its markers. Raises ValueError when they are missing."""
    head, begin, rest = guide.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError("the guide has no place for the table of faults")
    return f"{head}{BEGIN}\n{fault_table()}\n{END}{tail}"


def guide_page() -> str:
    """The guide as HTML; only the table where the documents are not installed."""
    text = GUIDE.read_text(encoding="utf-8") if GUIDE.exists() else f"# QA guide\n\n{fault_table()}\n"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>QA guide</title>'
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/static/style/console.css"></head><body class="guide"><main>'
        f"{to_html(text)}</main></body></html>"
    )


def to_html(text: str) -> str:
    """Convert the subset of Markdown that the guide uses: headings, paragraphs, lists, tables, bold, code."""
    text = re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)
    blocks = (block for block in re.split(r"\n{2,}", text.strip()) if block.strip())
    return "\n".join(_block(block.strip().split("\n")) for block in blocks)


def _block(lines: list[str]) -> str:
    first = lines[0]
    if heading := re.match(r"(#{1,3}) (.*)", first):
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if first.startswith("|"):
        rows = [[_inline(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
        head = "".join(f"<th>{cell}</th>" for cell in rows[0])
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[2:])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    if re.match(r"(- |\d+\. )", first):
        kind = "ul" if first.startswith("- ") else "ol"
        items = re.split(r"^(?:- |\d+\. )", "\n".join(lines), flags=re.MULTILINE)[1:]
        return (
            f"<{kind}>"
            + "".join(f"<li>{_inline(' '.join(each.split()))}</li>" for each in items)
            + f"</{kind}>"
        )
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)


def write_guide() -> None:
    """Update the table in the guide's file."""
    GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
