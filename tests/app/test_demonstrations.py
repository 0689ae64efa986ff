"""`kiosk demo`: every service played by real touches, to paper, slip or screen."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.support.processes.command_line import in_order, run

pytestmark = [pytest.mark.peer, pytest.mark.window, pytest.mark.cost(70)]
VISIT = [
    "attract", "menu", "consent", "municipality", "place_card", "enter_pin", "take_card", "certificates",
    "options", "order", "pay", "print", "take_papers", "farewell", "attract",
]  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: the keys of the simulation are made once, and nothing of an earlier play stays."""
    return tmp_path_factory.mktemp("out")


def _why(done: subprocess.CompletedProcess[str], out: Path) -> str:
    """What the demonstration itself says of its failure."""
    summary = out / "summary.json"
    return done.stderr[-2000:] + (summary.read_text() if summary.exists() else "no summary")


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Without the pauses for somebody who watches; `kiosk run` without a display makes them."""
    return run("demo", "--pace", "brisk", *arguments)


@pytest.mark.parametrize(
    ("language", "size", "kind"),
    [("ja", "1024x768", "resident_record"), ("en", "1080x1920", "family_register_all")],
)
def test_demo_plays_the_whole_visit_and_leaves_its_pictures_and_papers(
    out: Path, language: str, size: str, kind: str
) -> None:
    done = demo("--lang", language, "--size", size, "--certificate", kind, "--out", str(out))
    assert done.returncode == 0, _why(done, out)
    summary = json.loads((out / "summary.json").read_text())
    assert in_order(VISIT, summary["states"])
    assert summary["yen_inserted"] - summary["price"] == summary["change"]
    assert summary["price"] == {"resident_record": 250, "family_register_all": 450}[kind]
    pictures = sorted((out / "screens").glob("*.png"))
    assert len(pictures) == len(summary["states"])
    assert Image.open(pictures[0]).size == tuple(map(int, size.split("x")))
    subprocess.run(["qpdf", "--check", str(out / "certificate.pdf")], check=True, capture_output=True)
    rows = [json.loads(line) for line in (out / "journal.jsonl").read_text().splitlines()]
    (ended,) = [row for row in rows if row["kind"] == "visit_ended"]
    assert ended["inserted"] == ended["charged"] + ended["paid_out"] == 600
    assert [row["kind"] for row in rows[rows.index(ended) + 1 :]] in ([], ["outcome_reported"])


@pytest.mark.parametrize(
    ("service", "language", "size", "last"),
    [
        ("password-reset", "ja", "1024x768", "result"),
        ("registration", "ja", "1024x768", "result"),
        ("card-check", "ja", "1024x768", "card_state"),
        ("password-reset", "en", "1080x1920", "result"),
        ("registration", "en", "1080x1920", "result"),
        ("card-check", "en", "1080x1920", "card_state"),
    ],
)
def test_demo_plays_every_free_service_to_its_end(
    out: Path, service: str, language: str, size: str, last: str
) -> None:
    done = demo("--service", service, "--lang", language, "--size", size, "--out", str(out))
    assert done.returncode == 0, _why(done, out)
    summary = json.loads((out / "summary.json").read_text())
    assert in_order(["attract", "menu", "place_card", last, "return_card", "attract"], summary["states"])
    assert (summary["price"], summary["yen_inserted"]) == (0, 0)
    assert (out / "slip.png").exists() == (service != "card-check")
    assert len(list((out / "screens").glob("*.png"))) == len(summary["states"])


@pytest.mark.parametrize(
    ("service", "profile", "notice"),
    [
        ("password-reset", "child", "C-108"),
        ("registration", "normal", "U-101"),
        ("certificate", "locked", "C-204"),
    ],
)
def test_demo_of_a_profile_that_is_refused_shows_the_refusal_and_says_why(
    out: Path, service: str, profile: str, notice: str
) -> None:
    done = demo("--service", service, "--profile", profile, "--out", str(out))
    assert done.returncode == 1
    summary = json.loads((out / "summary.json").read_text())
    assert summary["states"][-1] == "refusal"
    assert notice in summary["error"]


def test_demo_fails_when_no_paper_comes_out(out: Path) -> None:
    done = demo("--printer", "ipp://127.0.0.1:9/ipp/print", "--out", str(out))
    assert done.returncode == 1
    summary = json.loads((out / "summary.json").read_text())
    assert not summary["ok"]
    assert "P-103" in summary["error"]
