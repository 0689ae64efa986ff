"""The ground pattern is made to suit a printer: from a page that it prints and a scan of it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter
from typer.testing import CliRunner

from kiosk.app.commands.command_line import app
from kiosk.documents.calibration_page import SIZES, calibration_page
from kiosk.documents.fonts.font_set import Fonts
from kiosk.verifier.calibration import NotCalibrated, best, measure
from kiosk.verifier.scans import read_scans

pytestmark = pytest.mark.cost(20)


def printed_and_scanned(pdf: bytes, gain: int, *, dpi: int = 300, turn: float = 0.5) -> bytes:
    """A printer whose dots grow by `gain` pixels of 600 dpi on every side, and a colour scanner."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=600 / 72).to_pil()
    document.close()
    page = page.filter(ImageFilter.MinFilter(2 * gain + 1)).filter(ImageFilter.GaussianBlur(1.2))
    page = page.resize((page.width * dpi // 600, page.height * dpi // 600), Image.Resampling.BOX)
    page = page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=90)
    return stream.getvalue()


@pytest.fixture(scope="module")
def page(fonts: Fonts) -> bytes:
    return calibration_page(fonts)


def test_a_printer_without_dot_gain_takes_dots_of_equal_ink(page: bytes) -> None:
    pattern = best(measure(read_scans("scan", printed_and_scanned(page, 0), "R")))
    width, height = pattern.coarse
    assert abs(width * height - 36) <= 6


def test_a_printer_with_dot_gain_takes_larger_ones(page: bytes) -> None:
    """Each dot grows by a pixel on every side: nine of 4 × 4 have as much ink as one of 12 × 12."""
    pattern = best(measure(read_scans("scan", printed_and_scanned(page, 1), "R")))
    width, height = pattern.coarse
    assert abs((width + 2) * (height + 2) - 144) <= 24


def test_sizes_grow_in_ink() -> None:
    ink = [width * height for width, height in SIZES]
    assert ink == sorted(ink)
    assert (6, 6) in SIZES


def test_the_commands_print_the_page_and_the_setting(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert CliRunner().invoke(app, ["ground-pattern", "print", "--out", str(out)]).exit_code == 0
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(printed_and_scanned(out.read_bytes(), 0))
    result = CliRunner().invoke(app, ["ground-pattern", "read", str(scan)])
    assert result.exit_code == 0
    assert "[printer]\ncoarse_dot = [" in result.stdout


def test_a_scan_of_something_else_is_refused(tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    Image.new("RGB", (1700, 2400), "white").save(scan)
    result = CliRunner().invoke(app, ["ground-pattern", "read", str(scan)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no calibration page was found" in result.stderr


def test_a_coarse_scan_is_refused(page: bytes) -> None:
    with pytest.raises(NotCalibrated, match="180 dpi"):
        measure(read_scans("scan", printed_and_scanned(page, 0, dpi=150), "R"))
