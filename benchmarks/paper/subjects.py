"""What is measured of the paper, each once in every round, in processor time."""

from __future__ import annotations

import itertools
import logging
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from benchmarks.figures import interleaved
from benchmarks.paper.peers import Peer, peers
from benchmarks.paper.sample import record, sample
from benchmarks.visits import opened
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.receipt import Receipt, receipt_slip
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.rendering.text import text_lines
from kiosk.documents.receipts.settlement import Settlement
from kiosk.documents.receipts.slip import Slip
from kiosk.hardware.receipt_printer.raster import raster
from kiosk.hardware.receipt_printer.text_mode import text
from kiosk.logs import log_as_json
from kiosk.rules.hours.japan_time import JST
from tests.support.paper_scans import two_sided

OURS, TWO_SIDED = "ours: two pages", "ours: two sheets with backs"
SLIPS, TEXT = "receipt and claim slip, raster", "receipt and claim slip, text"


@dataclass(slots=True)
class Paper:
    """Processor seconds by subject and round, bytes by subject, and why a peer is missing.

    `ready` are wall seconds from "order confirmed" to "ready to pay" of a whole terminal without a screen.
    """

    seconds: dict[str, list[float]]
    sizes: dict[str, int] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    ready: list[float] = field(default_factory=list)


class _Ours:
    def __init__(self, fonts: Fonts, sizes: dict[str, int]) -> None:
        self._fonts = fonts
        self._sizes = sizes
        self._numbers = (f"T{number:03}-{number:04}-{number:04}" for number in itertools.count(1))

    def subjects(self) -> dict[str, Callable[[], float]]:
        """Our documents and slips by name; each call returns processor seconds."""
        return {
            OURS: lambda: self._timed(OURS, lambda each: render(each, self._fonts).pdf),
            TWO_SIDED: lambda: self._timed(TWO_SIDED, lambda each: two_sided(each, self._fonts).pdf),
            SLIPS: self._slips,
            TEXT: self._text,
        }

    def _timed(self, name: str, drawn: Callable[..., bytes]) -> float:
        fresh = record(next(self._numbers))
        began = time.process_time()
        pdf = drawn(fresh)
        spent = time.process_time() - began
        self._sizes[name] = len(pdf)
        return spent

    def _slips(self) -> float:
        began = time.process_time()
        commands = [raster(draw(slip, self._fonts)) for slip in _both(next(self._numbers))]
        spent = time.process_time() - began
        self._sizes[SLIPS] = sum(map(len, commands))
        return spent

    def _text(self) -> float:
        began = time.process_time()
        commands = [text(text_lines(slip)) for slip in _both(next(self._numbers))]
        spent = time.process_time() - began
        self._sizes[TEXT] = sum(map(len, commands))
        return spent


def _both(number: str) -> tuple[Slip, Slip]:
    at = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
    money = Settlement(1000, 500, 300, claimed=200)
    place = (at, "見本マート　苫小牧旭町店", "T-0001")
    receipt = Receipt(
        *place, "北海道苫小牧市", (("住民票の写し", 2, 500),), money, number, "0120-95-0178", True
    )
    return receipt_slip(receipt), claim_slip(Claim(*place, money, number, "0120-95-0178", True))


def measure(rounds: int = 15, visits: int = 6) -> Paper:
    """Install the peers, then take turns: ours and each peer once a round, after two that do not count."""
    fonts = Fonts.load()
    found = Paper({})
    ours = _Ours(fonts, found.sizes).subjects()
    with peers(sample(fonts)) as (installed, found.missing):
        numbers = (f"P{number:03}-{number:04}-{number:04}" for number in itertools.count(1))

        def drawn(name: str, peer: Peer) -> float:
            cpu, found.sizes[name] = peer.draw(next(numbers))
            return cpu

        subjects = dict(ours)
        for name, peer in installed.items():
            subjects[name] = partial(drawn, name, peer)
        interleaved(subjects, 2)
        found.seconds = interleaved(subjects, rounds)
    found.ready = ready_to_pay(fonts, visits)
    return found


def ready_to_pay(fonts: Fonts, visits: int) -> list[float]:
    """Wall seconds from the confirmed order to the open slot, after a visit that does not count."""
    log_as_json(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), fonts) as shop:
        for _ in range(visits + 1):
            shop.visit()
        return shop.ready[1:]
