"""The whole check of a set of files: symbols, fronts, and what to show of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.verifier.comparison import Comparison, compare, draw_fronts
from kiosk.verifier.judgement import Finding, Found, Judgement, ProvedPage, judge
from kiosk.verifier.published_keys import PublishedKeys
from kiosk.verifier.scans import Scan


@dataclass(frozen=True, slots=True)
class PageComparison:
    """The comparison of one page's front."""

    page: ProvedPage
    comparison: Comparison = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement, with what the fronts added to it, and each front beside its drawing."""

    judgement: Judgement
    comparisons: tuple[PageComparison, ...]


def verify(scans: Iterable[Scan], keys: PublishedKeys, opening_key: X25519PrivateKey, fonts: Fonts) -> Report:
    """Check all scans. Never raises for what is on a sheet; a record that cannot be drawn is malformed."""
    pictures = [*scans]
    judgement = judge(pictures, keys, opening_key)
    found = [*judgement.found]
    comparisons = []
    drawings: dict[str, list[Image.Image]] = {}
    for page in judgement.pages:
        seen = [scan for scan in pictures if any(mark.code == page.code for mark in scan.marks)]
        if not seen:
            continue
        number = page.record.document_number
        try:
            if number not in drawings:
                drawings[number] = draw_fronts(page.record, fonts)
            front = drawings[number][page.page - 1]
        except (ValueError, IndexError):
            found.append(Found(Finding.RECORD_MALFORMED, page.scan))
            continue
        results = [result for scan in seen if (result := compare(front, scan, page.code)) is not None]
        if not results:
            found.append(Found(Finding.FRONT_NOT_COMPARED, seen[0].name))
            continue
        # The same front scanned twice: one good scan is enough to clear dust off the other.
        best = min(results, key=lambda result: len(result.differences))
        comparisons.append(PageComparison(page, best))
        if best.differences:
            found.append(Found(Finding.FRONT_DIFFERS, f"page {page.page}"))
    return Report(replace(judgement, found=tuple(dict.fromkeys(found))), tuple(comparisons))
