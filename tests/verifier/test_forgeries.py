"""What was done to a sheet is told apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw

from kiosk.documents.document import Document
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.proof.payload import key_id_of
from kiosk.documents.proof.symbols import split
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import ResidentRecord
from kiosk.rules.record import CertificateRecord
from kiosk.verifier.judgement import Finding, Judgement, Verdict, judge
from kiosk.verifier.published_keys import PublishedKey, PublishedKeys
from kiosk.verifier.report import verify
from kiosk.verifier.scans import Scan, read_scans
from tests.support.paper_scans import OFFICE_KEY, Scanner, printed, published, two_sided
from tests.support.sample_records import SAMPLES

pytestmark = pytest.mark.cost(12)


@pytest.fixture(scope="session")
def scans(document: Document) -> list[Scan]:
    return [*read_scans("certificate", document.pdf)]


def png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def findings(judgement: Judgement) -> tuple[Verdict, set[Finding]]:
    return judgement.verdict, {each.finding for each in judgement.found}


def other_record(record: CertificateRecord) -> CertificateRecord:
    return record.model_copy(update={"document_number": "ZZZZ-ZZZZ-ZZZZ"})


def test_nothing_is_unreadable() -> None:
    blank = [*read_scans("blank", png(Image.new("L", (1654, 2339), 255)))]
    assert findings(judge(blank, published(), OFFICE_KEY)) == (Verdict.UNREADABLE, {Finding.NO_SYMBOLS})


@pytest.mark.parametrize(
    ("sides", "missing"),
    [
        (slice(0, 4), {Finding.BACK_MISSING, Finding.FRONT_MISSING}),
        (slice(1, 6), {Finding.FRONT_MISSING}),
        (slice(0, 1), {Finding.BACK_MISSING}),
        (slice(1, 6, 2), {Finding.FRONT_MISSING}),
    ],
)
def test_a_missing_side_is_incomplete(scans: list[Scan], sides: slice, missing: set[Finding]) -> None:
    assert findings(judge(scans[sides], published(), OFFICE_KEY)) == (Verdict.INCOMPLETE, missing)


def test_two_lost_symbols_are_incomplete(document: Document) -> None:
    sides = printed(document.pdf)
    ImageDraw.Draw(sides[1]).rectangle((0, 300, 828, 1500), fill=255)
    ImageDraw.Draw(sides[3]).rectangle((0, 300, 1654, 1500), fill=255)
    found = [scan for side in sides for scan in read_scans("side", png(side))]
    symbols = [len(scan.symbols) for scan in found]
    verdict, reasons = findings(judge(found, published(), OFFICE_KEY))
    assert symbols[1] == 1  # one of two is enough
    assert symbols[3] == 0
    assert (verdict, reasons) == (Verdict.INCOMPLETE, {Finding.BACK_MISSING})


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_flipped_byte_is_altered(scans: list[Scan], place: int) -> None:
    symbols = []
    for symbol in scans[1].symbols:
        piece = bytearray(symbol.piece)
        piece[place] ^= 1
        symbols.append(type(symbol).from_bytes(symbol.to_bytes()[: -len(piece)] + bytes(piece)))
    forged = [scans[0], replace(scans[1], symbols=tuple(symbols)), *scans[2:]]
    verdict, reasons = findings(judge(forged, published(), OFFICE_KEY))
    assert verdict is Verdict.ALTERED
    assert Finding.NOT_OPENED in reasons


def test_another_pages_symbols_under_this_pages_number_are_altered(scans: list[Scan]) -> None:
    """The symbols of page 2, relabelled as page 1: they were sealed as page 2."""
    relabelled = tuple(
        type(each)(each.set, 1, each.pages, each.index, each.count, each.length, each.piece)
        for each in scans[3].symbols
    )
    forged = [scans[0], replace(scans[1], symbols=relabelled), *scans[2:]]
    verdict, reasons = findings(judge(forged, published(), OFFICE_KEY))
    assert verdict is Verdict.ALTERED
    assert Finding.NOT_OPENED in reasons


def test_the_back_of_another_page_is_told(scans: list[Scan]) -> None:
    swapped = [
        scans[0],
        replace(scans[1], symbols=scans[3].symbols),
        scans[2],
        replace(scans[3], symbols=scans[1].symbols),
        *scans[4:],
    ]
    assert findings(judge(swapped, published(), OFFICE_KEY)) == (Verdict.ALTERED, {Finding.SIDES_DIFFER})


def test_a_front_of_another_document_is_told(
    scans: list[Scan], record: CertificateRecord, fonts: Fonts
) -> None:
    others = [*read_scans("other", two_sided(other_record(record), fonts).pdf)]
    mixed = [others[0], *scans[1:]]
    verdict, reasons = findings(judge(mixed, published(), OFFICE_KEY))
    assert verdict is Verdict.ALTERED
    assert reasons == {Finding.OTHER_FRONT, Finding.FRONT_MISSING}


def test_a_sheet_of_another_document_is_told(
    scans: list[Scan], record: CertificateRecord, fonts: Fonts
) -> None:
    others = [*read_scans("other", two_sided(other_record(record), fonts).pdf)]
    mixed = [*scans[:2], *others[2:4], *scans[4:]]
    verdict, reasons = findings(judge(mixed, published(), OFFICE_KEY))
    assert verdict is Verdict.ALTERED
    assert Finding.SEVERAL_DOCUMENTS in reasons


def test_a_signature_over_something_else_is_told(record: CertificateRecord, fonts: Fonts) -> None:
    forged = two_sided(record, fonts, signed=other_record(record).to_bytes())
    found = [*read_scans("forged", forged.pdf)]
    verdict, reasons = findings(judge(found, published(), OFFICE_KEY))
    assert verdict is Verdict.ALTERED
    assert Finding.SIGNATURE_WRONG in reasons


def test_a_key_that_nobody_published_is_told(record: CertificateRecord, fonts: Fonts) -> None:
    found = [*read_scans("forged", two_sided(record, fonts, Ed25519PrivateKey.generate()).pdf)]
    verdict, reasons = findings(judge(found, published(), OFFICE_KEY))
    assert verdict is Verdict.INVALID
    assert Finding.KEY_UNKNOWN in reasons


@pytest.mark.parametrize(("until", "good"), [(date(2026, 11, 20), False), (date(2026, 11, 21), True)])
def test_a_key_is_good_on_its_last_day_and_not_on_the_next(
    scans: list[Scan], until: date, good: bool
) -> None:
    judgement = judge(scans, published(until=until), OFFICE_KEY)
    assert (judgement.verdict is Verdict.GENUINE) is good
    assert (Finding.KEY_NOT_VALID in findings(judgement)[1]) is not good


def test_a_revoked_document_is_told(scans: list[Scan], record: CertificateRecord) -> None:
    keys = published(revoked=(record.document_number,))
    assert findings(judge(scans, keys, OFFICE_KEY)) == (Verdict.INVALID, {Finding.REVOKED})


def test_a_specimen_is_never_valid_under_a_key_of_service(scans: list[Scan]) -> None:
    keys = {
        name: PublishedKey(each.key, each.valid_from, each.valid_until)
        for name, each in published().keys.items()
    }
    verdict, reasons = findings(judge(scans, PublishedKeys(keys), OFFICE_KEY))
    assert verdict is Verdict.INVALID
    assert Finding.KEY_NOT_VALID in reasons


def _other_birth_date(content: ResidentRecord) -> ResidentRecord:
    first, *rest = content.persons
    assert isinstance(first.birth_date, date)
    changed = first.model_copy(update={"birth_date": first.birth_date.replace(year=1983)})
    return content.model_copy(update={"persons": (changed, *rest)})


def _other_name(content: ResidentRecord) -> ResidentRecord:
    first, *rest = content.persons
    changed = first.model_copy(update={"name": first.name.replace("葛\U000e0104", "葛")})
    return content.model_copy(update={"persons": (changed, *rest)})


def _one_person_less(content: ResidentRecord) -> ResidentRecord:
    return content.model_copy(update={"persons": content.persons[:1]})


@pytest.mark.parametrize("forge", [_other_birth_date, _one_person_less])
def test_a_front_that_says_something_else_is_told_and_marked(
    forge: Callable[[ResidentRecord], ResidentRecord], fonts: Fonts
) -> None:
    """The forger keeps the genuine back and the genuine corners, and prints the rest of the front anew."""
    record = SAMPLES[CertificateKind.RESIDENT_RECORD]
    assert isinstance(record.content, ResidentRecord)
    genuine, back = printed(two_sided(record, fonts).pdf)
    forged_record = record.model_copy(update={"content": forge(record.content)})
    forged = printed(two_sided(forged_record, fonts).pdf)[0]
    inside = (125, 140, genuine.width - 125, 2180)
    genuine.paste(forged.crop(inside), inside[:2])
    scanner = Scanner(turn=1, noise=10, quality=60)
    found = [scan for side in (genuine, back) for scan in read_scans("s", scanner.photograph(side, 200))]
    report = verify(found, published(), OFFICE_KEY, fonts)
    assert findings(report.judgement) == (Verdict.ALTERED, {Finding.FRONT_DIFFERS})
    assert report.comparisons[0].comparison.differences


def test_a_key_is_named_by_its_own_bytes() -> None:
    key = Ed25519PrivateKey.generate().public_key()
    keys = PublishedKeys({key_id_of(key): PublishedKey(key, date(2026, 1, 1), date(2026, 12, 31))})
    again = PublishedKeys.parse(keys.to_json().encode())
    assert [*again.keys] == [*keys.keys]
    assert again.revoked == frozenset()


def test_a_set_says_how_many_symbols_it_has() -> None:
    assert {symbol.count for symbol in split(bytes(2000), 1, 1)} == {3}
