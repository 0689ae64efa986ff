"""What printing, scanning and photographing do to a sheet does not make it less genuine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kiosk.documents.document import Document
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.proof.symbols import join
from kiosk.verifier.judgement import Verdict
from kiosk.verifier.report import Report, verify
from kiosk.verifier.scans import Scan, read_scans
from tests.support.paper_scans import OFFICE_KEY, Scanner, printed, published

pytestmark = pytest.mark.cost(40)

SCANNERS = {
    "200 dpi": Scanner(),
    "noise": Scanner(noise=20, quality=60),
    "much noise": Scanner(noise=30, quality=60),
    "turned by 1°": Scanner(turn=1, noise=10, quality=60),
    "turned by 3°, JPEG 40": Scanner(turn=3, noise=10, quality=40),
    "upside down": Scanner(turn=181, quality=60),
    "dot gain": Scanner(dot_gain=1, blur=0.7, noise=10, quality=60),
    "300 dpi, blurred": Scanner(dpi=300, blur=1.5, noise=20, turn=1, quality=60),
}


def check(pictures: list[bytes], fonts: Fonts) -> Report:
    scans = [scan for number, data in enumerate(pictures) for scan in read_scans(f"scan {number}", data)]
    return verify(scans, published(), OFFICE_KEY, fonts)


@pytest.mark.parametrize("scanner", SCANNERS.values(), ids=SCANNERS)
def test_a_scan_is_genuine(scanner: Scanner, single: Document, fonts: Fonts) -> None:
    report = check(scanner.scan(single.pdf), fonts)
    assert (report.judgement.verdict, report.judgement.found) == (Verdict.GENUINE, ())
    (compared,) = report.comparisons
    assert compared.comparison.differences == ()


def test_a_coarse_scan_proves_the_record_but_not_the_front(single: Document, fonts: Fonts) -> None:
    report = check(Scanner(dpi=150, noise=10, quality=60).scan(single.pdf), fonts)
    assert {each.finding for each in report.judgement.found} == {"front_not_compared"}
    assert [page.page for page in report.judgement.pages] == [1]
    assert report.judgement.verdict is Verdict.INCOMPLETE


def test_the_pdf_itself_is_genuine_and_whole(document: Document, fonts: Fonts) -> None:
    report = check([document.pdf], fonts)
    assert (report.judgement.verdict, report.judgement.found) == (Verdict.GENUINE, ())
    assert [page.page for page in report.judgement.pages] == [1, 2, 3]
    assert len(report.comparisons) == 3
    assert report.judgement.specimen


def test_files_in_any_order_and_twice_are_one_document(document: Document, fonts: Fonts) -> None:
    sides = Scanner(noise=10, quality=60).scan(document.pdf)
    report = check([*sides[::-2], *sides[::2], sides[0], sides[3]], fonts)
    assert report.judgement.verdict is Verdict.GENUINE


def test_a_stained_symbol_and_a_stained_corner_cost_nothing(single: Document, fonts: Fonts) -> None:
    front, back = printed(single.pdf)
    pen = ImageDraw.Draw(back)
    pen.ellipse((500, 350, 760, 600), fill=90)
    ImageDraw.Draw(front).ellipse((38, 60, 112, 135), fill=90)
    scanner = Scanner(turn=1, noise=10, quality=60)
    report = check([scanner.photograph(side, 200) for side in (front, back)], fonts)
    assert report.judgement.verdict is Verdict.GENUINE
    assert report.comparisons[0].comparison.differences == ()


def test_front_and_back_in_one_picture_are_read(single: Document, fonts: Fonts) -> None:
    front, back = printed(single.pdf)
    both = Image.new("L", (front.width * 2, front.height), 255)
    both.paste(front, (0, 0))
    both.paste(back, (front.width, 0))
    report = check([Scanner(quality=60).photograph(both, 200)], fonts)
    assert report.judgement.pages[0].page == 1
    assert report.comparisons[0].comparison.differences == ()


def test_another_decoder_reads_the_same_symbols(single: Document, tmp_path: Path) -> None:
    """zbar shares no code with zxing-cpp."""
    back = printed(single.pdf)[1]
    back.save(tmp_path / "back.png")
    picture = str(tmp_path / "back.png")
    command = ["zbarimg", "--raw", "-q", "-S*.disable", "-Sqrcode.enable", "-Sbinary", picture]
    read = subprocess.run(command, check=True, capture_output=True).stdout
    (scan,) = read_scans("back", (tmp_path / "back.png").read_bytes())
    assert isinstance(scan, Scan)
    assert join(scan.symbols) is not None
    assert read == b"".join(symbol.to_bytes() for symbol in scan.symbols) * 2
