"""The paper's benchmark: peers draw the page that ours is measured by, and a missing one is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.paper import peers as peers_module
from benchmarks.paper import subjects
from benchmarks.paper.peers import WORKER, own, peers
from benchmarks.paper.sample import SERIAL, record, sample
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load()


def test_the_sample_has_two_pages_with_the_texts_of_the_certificate(fonts: Fonts) -> None:
    pages = sample(fonts)["pages"]
    assert len(render(record(), fonts).pages) == len(pages) == 2
    said = [[text["text"] for text in page["texts"]] for page in pages]
    assert [sum(SERIAL in text for text in page) for page in said] == [1, 1]
    assert "見本　葛\U000e0104子" in said[0]
    assert "渡邉\U000e010f　太郎" in said[1]
    for page in pages:
        assert all(0 < text["x"] < 210 and 0 < text["y"] < 297 for text in page["texts"])
        assert len(page["lines"]) > 20


@pytest.mark.peer
def test_a_peer_draws_the_sample_each_time_under_another_number(fonts: Fonts, tmp_path: Path) -> None:
    given, pdf = tmp_path / "sample.json", tmp_path / "peer.pdf"
    given.write_text(json.dumps(sample(fonts)))
    command = [sys.executable, str(WORKER), "reportlab", str(given), str(pdf)]
    asked = "AAAA-0000-0001\nAAAA-0000-0002\n"
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["cpu"] > 0 and answer["size"] > 20_000 for answer in answers] == [True, True]
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("AAAA-0000-0002") == 2
    assert "AAAA-0000-0001" not in text
    assert "北海道苫小牧市見本町" in text
    assert text.count("\f") == 2


@pytest.mark.peer
def test_a_peer_is_timed_in_a_process_of_its_own(fonts: Fonts, tmp_path: Path) -> None:
    given = tmp_path / "sample.json"
    given.write_text(json.dumps(sample(fonts)))
    peer = own("reportlab", given)
    try:
        assert peer.draw("AAAA-0000-0001").cpu > 0
    finally:
        peer.close()
    with pytest.raises(RuntimeError, match="ended"):
        peer.draw("AAAA-0000-0002")


def test_a_peer_that_cannot_be_installed_is_named_and_leaves_nothing(
    fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path, packages: tuple[str, ...]) -> str:
        folder.mkdir()
        raise RuntimeError(f"{packages[0]} cannot be installed here")

    monkeypatch.setattr(peers_module, "_installed", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with peers(sample(fonts)) as (installed, missing):
        assert installed == {}
        assert missing["typst"] == "typst==0.15.2 cannot be installed here"
        assert set(missing) == {"reportlab", "fpdf2", "weasyprint", "typst"}
    assert list(tmp_path.iterdir()) == []


def test_every_subject_of_ours_is_new_each_time_and_has_a_size(fonts: Fonts) -> None:
    sizes: dict[str, int] = {}
    ours = subjects._Ours(fonts, sizes)
    assert {next(ours._numbers) for _ in range(3)} == {"T001-0001-0001", "T002-0002-0002", "T003-0003-0003"}
    for name, run in ours.subjects().items():
        assert run() > 0, name
    assert sizes[subjects.TWO_SIDED] > sizes[subjects.OURS] > 30_000
    assert sizes[subjects.SLIPS] > 20 * sizes[subjects.TEXT]


def test_ready_to_pay_is_timed_once_a_visit(fonts: Fonts) -> None:
    (only,) = subjects.ready_to_pay(fonts, 1)
    assert only > 0
