"""The commands as a newcomer types them, in processes of their own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from PIL import Image

from kiosk.simulation.demo.display import VirtualDisplay

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
KIOSK = [sys.executable, "-m", "kiosk"]
WITHOUT_DISPLAY = {
    key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
}
VISIT = [
    "attract", "menu", "consent", "municipality", "place_card", "enter_pin", "take_card", "certificates",
    "options", "order", "pay", "print", "take_papers", "farewell", "attract",
]  # fmt: skip


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KIOSK, *arguments],
        cwd=cwd,
        env=WITHOUT_DISPLAY,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def in_order(wanted: list[str], seen: list[str]) -> bool:
    rest = iter(seen)
    return all(state in rest for state in wanted)


@pytest.mark.parametrize(
    ("language", "size", "kind"),
    [("ja", "1024x768", "resident_record"), ("en", "1080x1920", "family_register_all")],
)
def test_demo_plays_the_whole_visit_and_leaves_its_pictures_and_papers(tmp_path, language, size, kind):
    done = run("demo", "--lang", language, "--size", size, "--certificate", kind, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert in_order(VISIT, summary["states"])
    assert summary["yen_inserted"] - summary["price"] == summary["change"]
    assert summary["price"] == {"resident_record": 250, "family_register_all": 450}[kind]
    pictures = sorted((tmp_path / "screens").glob("*.png"))
    assert len(pictures) == len(summary["states"])
    assert Image.open(pictures[0]).size == tuple(map(int, size.split("x")))
    subprocess.run(["qpdf", "--check", str(tmp_path / "certificate.pdf")], check=True, capture_output=True)
    rows = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text().splitlines()]
    assert rows[-1]["kind"] == "visit_ended"
    assert rows[-1]["inserted"] == rows[-1]["charged"] + rows[-1]["paid_out"] == 600


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
def test_demo_plays_every_free_service_to_its_end(tmp_path, service, language, size, last):
    done = run("demo", "--service", service, "--lang", language, "--size", size, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert in_order(["attract", "menu", "place_card", last, "return_card", "attract"], summary["states"])
    assert (summary["price"], summary["yen_inserted"]) == (0, 0)
    assert (tmp_path / "slip.png").exists() == (service != "card-check")
    assert len(list((tmp_path / "screens").glob("*.png"))) == len(summary["states"])


@pytest.mark.parametrize(
    ("service", "profile", "notice"),
    [
        ("password-reset", "child", "C-108"),
        ("registration", "normal", "U-101"),
        ("certificate", "locked", "C-204"),
    ],
)
def test_demo_of_a_profile_that_is_refused_shows_the_refusal_and_says_why(tmp_path, service, profile, notice):
    done = run("demo", "--service", service, "--profile", profile, "--out", str(tmp_path))
    assert done.returncode == 1
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert summary["states"][-1] == "refusal"
    assert notice in summary["error"]


def test_demo_fails_when_no_paper_comes_out(tmp_path):
    done = run("demo", "--printer", "ipp://127.0.0.1:9/ipp/print", "--out", str(tmp_path))
    assert done.returncode == 1
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert not summary["ok"]
    assert "P-103" in summary["error"]


def test_run_without_a_display_plays_the_visit_and_says_where_to_look(tmp_path):
    done = run("run", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "A visit was played" in done.stdout
    assert (tmp_path / "out" / "certificate.pdf").exists()


def test_run_on_a_display_serves_terminal_and_console_and_ends_on_request(tmp_path):
    with VirtualDisplay((1024, 768)):
        process = subprocess.Popen(
            [*KIOSK, "run", "--no-browser"],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        try:
            assert process.stderr is not None
            url = next(line.split()[-1] for line in process.stderr if line.startswith("QA console:"))
            assert requests.get(url, timeout=10).status_code == 200
            for line in process.stderr:  # the terminal came up
                if '"state": "attract"' in line:
                    break
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('moed = "production"', "kiosk.toml: moed"),
        ("[hours", "kiosk.toml: "),
        ('mode = "production"', "production refuses simulated parts"),
        ("[panel]\nwidth = 10", "kiosk.toml: panel.width"),
    ],
)
def test_wrong_settings_are_told_in_one_line(tmp_path, text, said):
    (tmp_path / "kiosk.toml").write_text(text)
    done = run("run", "--settings", str(tmp_path / "kiosk.toml"), cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_generated_pages_are_current():
    done = run("docs", "--check")
    assert done.returncode == 0, done.stderr


def test_every_link_of_the_documentation_leads_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.timeout(300)
def test_the_built_program_starts_and_plays_a_visit(tmp_path):
    subprocess.run(
        [ROOT / "tools/build.sh", "--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "work")],
        check=True, capture_output=True, env=WITHOUT_DISPLAY,
    )  # fmt: skip
    program = tmp_path / "dist" / "kiosk" / "kiosk"
    done = subprocess.run(
        [program, "demo", "--out", str(tmp_path / "out")],
        cwd=tmp_path, env=WITHOUT_DISPLAY, capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out" / "certificate.pdf").exists()
