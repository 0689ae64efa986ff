"""What the symbols of a set of scans prove."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.documents.document import page_code
from kiosk.documents.proof.payload import Payload, PayloadError
from kiosk.documents.proof.sealing import NotOpened, open_sealed
from kiosk.documents.proof.symbols import Symbol, join, set_name
from kiosk.rules.record import CertificateRecord
from kiosk.verifier.published_keys import PublishedKeys
from kiosk.verifier.scans import Scan


class Verdict(StrEnum):
    """The whole, in one word; the worst finding decides, in this order."""

    ALTERED = "altered"
    INVALID = "invalid"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    GENUINE = "genuine"


class Finding(StrEnum):
    """One thing that is wrong, or cannot be proved."""

    NOT_OPENED = "not_opened"
    """Symbols that do not open: changed, of another page, or sealed for another verifier."""
    SIGNATURE_WRONG = "signature_wrong"
    RECORD_MALFORMED = "record_malformed"
    OTHER_FRONT = "other_front"
    """A front whose code belongs to none of the pages proved by the backs."""
    SIDES_DIFFER = "sides_differ"
    """Front and back of one sheet belong to different pages."""
    SEVERAL_DOCUMENTS = "several_documents"
    FRONT_DIFFERS = "front_differs"
    """The front does not look like what the centre signed."""
    KEY_UNKNOWN = "key_unknown"
    KEY_NOT_VALID = "key_not_valid"
    """The key was not valid on the day of issue."""
    REVOKED = "revoked"
    SYMBOLS_MISSING = "symbols_missing"
    BACK_MISSING = "back_missing"
    FRONT_MISSING = "front_missing"
    FRONT_NOT_COMPARED = "front_not_compared"
    """Too few corner marks were found to lay the scan over the drawing, or it is too coarse."""
    NO_SYMBOLS = "no_symbols"


VERDICT_OF = {
    **dict.fromkeys(
        (
            Finding.NOT_OPENED,
            Finding.SIGNATURE_WRONG,
            Finding.RECORD_MALFORMED,
            Finding.OTHER_FRONT,
            Finding.SIDES_DIFFER,
            Finding.SEVERAL_DOCUMENTS,
            Finding.FRONT_DIFFERS,
        ),
        Verdict.ALTERED,
    ),
    **dict.fromkeys((Finding.KEY_UNKNOWN, Finding.KEY_NOT_VALID, Finding.REVOKED), Verdict.INVALID),
    **dict.fromkeys(
        (
            Finding.SYMBOLS_MISSING,
            Finding.BACK_MISSING,
            Finding.FRONT_MISSING,
            Finding.FRONT_NOT_COMPARED,
        ),
        Verdict.INCOMPLETE,
    ),
    Finding.NO_SYMBOLS: Verdict.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and where: names of scans or pages, never what a sheet says of a person."""

    finding: Finding
    where: str = ""


@dataclass(frozen=True, slots=True)
class ProvedPage:
    """A back whose symbols are the centre's: page `page` of `pages` of this record."""

    record: CertificateRecord = field(repr=False)
    page: int
    pages: int
    scan: str

    @property
    def code(self) -> str:
        """The code that the front must bear."""
        return page_code(self.record, self.page)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was proved, and what was found besides. `pages` are in order, each once."""

    pages: tuple[ProvedPage, ...] = field(repr=False)
    found: tuple[Found, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst finding's verdict; genuine without any."""
        order = [*Verdict]
        return min(
            (VERDICT_OF[each.finding] for each in self.found), key=order.index, default=Verdict.GENUINE
        )

    @property
    def specimen(self) -> bool:
        """True for a specimen, which has no effect, however genuine."""
        return any(page.record.specimen for page in self.pages)


def judge(scans: Iterable[Scan], keys: PublishedKeys, opening_key: X25519PrivateKey) -> Judgement:
    """Open and check the symbols of all scans, and see whether fronts and backs make one whole document."""
    pictures = [*scans]
    found: list[Found] = []
    proved: dict[tuple[str, int], ProvedPage] = {}
    for symbols, scan in _page_sets(pictures):
        page = _prove(symbols, scan, keys, opening_key)
        if isinstance(page, Found):
            found.append(page)
        else:
            proved[page.code, page.page] = page
            found += _validity(page, keys)
    pages = tuple(sorted(proved.values(), key=lambda page: (page.record.document_number, page.page)))
    if not any(scan.symbols or scan.marks for scan in pictures):
        found.append(Found(Finding.NO_SYMBOLS))
    elif not pages and not found:
        found.append(Found(Finding.BACK_MISSING))
    found += _whole(pages)
    found += _fronts(pictures, pages)
    return Judgement(pages, tuple(dict.fromkeys(found)))


def _page_sets(scans: list[Scan]) -> list[tuple[list[Symbol], str]]:
    """Symbols of one page together, though a sheet was scanned in parts or twice."""
    sets: dict[tuple[bytes, int, int, int, int], list[Symbol]] = defaultdict(list)
    names: dict[tuple[bytes, int, int, int, int], str] = {}
    for scan in scans:
        for symbol in scan.symbols:
            sets[symbol.page_set].append(symbol)
            names.setdefault(symbol.page_set, scan.name)
    return [(symbols, names[key]) for key, symbols in sets.items()]


def _prove(
    symbols: list[Symbol], scan: str, keys: PublishedKeys, opening_key: X25519PrivateKey
) -> ProvedPage | Found:
    page, pages = symbols[0].page, symbols[0].pages
    sealed = join(symbols)
    if sealed is None:
        return Found(Finding.SYMBOLS_MISSING, scan)
    try:
        if set_name(sealed) != symbols[0].set:
            raise NotOpened("the pieces are not those of this set")
        payload = Payload.from_bytes(open_sealed(sealed, opening_key, page, pages))
    except NotOpened:
        return Found(Finding.NOT_OPENED, scan)
    except PayloadError:
        return Found(Finding.RECORD_MALFORMED, scan)
    key = keys.keys.get(payload.key_id)
    if key is None:
        return Found(Finding.KEY_UNKNOWN, scan)
    try:
        key.key.verify(payload.signature, payload.record)
    except InvalidSignature:
        return Found(Finding.SIGNATURE_WRONG, scan)
    try:
        record = CertificateRecord.from_bytes(payload.record)
    except ValueError:
        return Found(Finding.RECORD_MALFORMED, scan)
    if not key.valid_from <= record.issued_on <= key.valid_until or (record.specimen and not key.specimens):
        return Found(Finding.KEY_NOT_VALID, scan)
    return ProvedPage(record, page, pages, scan)


def _validity(page: ProvedPage, keys: PublishedKeys) -> list[Found]:
    revoked = page.record.document_number in keys.revoked
    return [Found(Finding.REVOKED, page.record.document_number)] if revoked else []


def _whole(pages: tuple[ProvedPage, ...]) -> list[Found]:
    """All pages of one document, or what is missing."""
    numbers = {page.record.document_number for page in pages}
    if len(numbers) > 1:
        return [Found(Finding.SEVERAL_DOCUMENTS)]
    present = {page.page for page in pages}
    missing = sorted({*range(1, pages[0].pages + 1)} - present) if pages else []
    return [Found(Finding.BACK_MISSING, f"page {number}") for number in missing]


def _fronts(scans: list[Scan], pages: tuple[ProvedPage, ...]) -> list[Found]:
    """Fronts, by the codes in their corners, against the documents that the backs prove.

    One proved back has the whole record, and so the codes of all its pages.
    """
    expected = {
        page_code(proved.record, number): number for proved in pages for number in range(1, proved.pages + 1)
    }
    found, seen = [], set()
    for scan in scans:
        for code in {mark.code for mark in scan.marks}:
            seen.add(code)
            if pages and code not in expected:
                found.append(Found(Finding.OTHER_FRONT, scan.name))
    missing = sorted({number for code, number in expected.items() if code not in seen})
    found += [Found(Finding.FRONT_MISSING, f"page {number}") for number in missing]
    return found + _sheets(scans, expected)


def _sheets(scans: list[Scan], expected: dict[str, int]) -> list[Found]:
    """In one file of all sides, as a duplex scanner makes it, a front is followed by its own back."""
    found = []
    for front, back in itertools.pairwise(scans):
        if front.file != back.file or front.page % 2 == 0:
            continue
        codes = {mark.code for mark in front.marks}
        on_back = {(symbol.page, symbol.set) for symbol in back.symbols}
        if len(codes) == 1 and len(on_back) == 1 and not front.symbols and not back.marks:
            page = expected.get(next(iter(codes)))
            if page is not None and page != next(iter(on_back))[0]:
                found.append(Found(Finding.SIDES_DIFFER, f"{front.name}, {back.name}"))
    return found
