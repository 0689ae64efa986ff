"""The console listens to this machine's page and to nobody else."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests

from kiosk_simulator.console.app import _FILES
from tests.simulator.console.conftest import Live

READS = (
    "",
    "guide",
    "api/state",
    "api/catalogue",
    "api/events",
    "sheet/1-1.png",
    "sheet/1-1.pdf",
    "slip/0-a.png",
    "api/page",
    "api/screen",
    "api/scenarios",
    "scenario/recorded-1:1",
)
POSTS = (
    "card/place", "card/take", "card/reissue", "coin", "note", "tray/take", "hopper", "paper", "sheets/take",
    "slips/take", "switch", "faults/clear", "clock", "clock/jump", "closure", "closure/end", "card/password",
    "reservation", "application/decide", "take-everything", "touch", "finger/down", "finger/up",
    "recording/start", "recording/stop", "scenarios/here", "scenarios/apart", "scenarios/stop",
    "scenarios/forget",
)  # fmt: skip


def test_it_listens_on_loopback_only(standing: Live) -> None:
    address = urlsplit(standing.page.base)
    assert address.hostname == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError):  # whoever listens on every address listens here too
        socket.create_connection(("127.0.0.2", address.port), 2).close()


@pytest.mark.parametrize("path", READS)
def test_without_the_token_nothing_is_read(standing: Live, path: str) -> None:
    for query in ("", "?token=", "?token=wrong"):
        assert requests.get(f"{standing.page.base}/{path}{query}", timeout=60).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_without_the_token_in_the_header_nothing_is_done(standing: Live, path: str) -> None:
    page = standing.page
    for query, headers in (("", {}), (f"?token={page.token}", {}), ("", {"X-Console-Token": "wrong"})):
        answer = requests.post(f"{page.base}/api/{path}{query}", json={}, headers=headers, timeout=60)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.com"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "example.com"},
    ],
)
def test_another_site_cannot_act_even_with_the_token(standing: Live, headers: dict[str, str]) -> None:
    page = standing.page
    answer = page.session.post(f"{page.base}/api/paper", json={"sheets": 1}, headers=headers, timeout=60)
    assert answer.status_code == 403
    assert standing.environment.printer.paper == 250
    own = {"Origin": page.base, "Sec-Fetch-Site": "same-origin"}
    assert page.session.post(f"{page.base}/api/paper", json={"sheets": 1}, headers=own, timeout=60).ok
    assert standing.environment.printer.paper == 1


def test_a_name_that_was_bent_to_loopback_reads_nothing(standing: Live) -> None:
    page = standing.page
    answer = page.session.get(f"{page.base}/api/state", headers={"Host": "evil.example:80"}, timeout=60)
    assert answer.status_code == 403


def test_every_answer_forbids_foreign_content_frames_and_copies(standing: Live) -> None:
    for path in ("?token=" + standing.page.token, "static/main.js", "static/nothing", "api/state", "nowhere"):
        headers = standing.page.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_pages_own_files_are_served(standing: Live) -> None:
    for path in (
        "static/../server.py",
        "static/%2e%2e/server.py",
        "static/index.html",
        "static/",
        "static/parts/../../server.py",
        "static/parts",
    ):
        assert standing.page.get(path).status_code in (404, 307)


def test_the_page_needs_nothing_from_elsewhere_and_carries_the_token_once(standing: Live) -> None:
    html = standing.page.get(f"?token={standing.page.token}").text
    assert html.count(standing.page.token) == 1
    files = [
        html,
        *(path.read_text(encoding="utf-8") for path in _FILES.rglob("*.*") if path.suffix != ".html"),
    ]
    assert len(files) > 20
    for text in files:
        assert "http://" not in text
        assert "https://" not in text
        assert " onclick=" not in text
        assert " style=" not in text


def test_wrong_bodies_are_refused(standing: Live) -> None:
    page = standing.page
    for path, body in (
        ("switch", {"id": "printer.gone"}),
        ("switch", {"id": "printer.gone", "on": True, "more": 1}),
        ("clock", {"at": "yesterday"}),
        ("clock/jump", {"minutes": 0}),
        ("closure", {"minutes": -1, "lasts": 5}),
        ("card/password", {"profile": "normal", "left": 6}),
        ("reservation", {"profile": "normal", "hours_ago": 999}),
        ("reservation", {"profile": "normal", "hours_ago": 0, "more": 1}),
        ("hopper", {"yen": "x", "coins": 1}),
        ("finger/down", {"x": 1.5, "y": 0, "generation": 1}),
        ("finger/up", {"x": 0, "y": "nan"}),
        ("scenarios/apart", {"ids": []}),
    ):
        assert page.post(path, **body).status_code == 422
    assert standing.environment.printer.faults == frozenset()
