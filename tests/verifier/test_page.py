"""The page of the receiving office, in a real browser and against hostile requests."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.documents.document import Document
from kiosk.documents.fonts.font_set import Fonts
from kiosk.verifier.page_server import LONGEST_UPLOAD, Checker, make_server
from tests.support.paper_scans import OFFICE_KEY, printed, published
from tests.support.processes.browser import Browser

pytestmark = [pytest.mark.peer, pytest.mark.cost(15)]


@pytest.fixture(scope="module")
def port(fonts: Fonts) -> Iterator[int]:
    server = make_server(Checker(published(), OFFICE_KEY, fonts))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    opened = Browser(tmp_path / "profile", (1100, 1000))
    yield opened
    opened.close()


def post(port: int, path: str, body: bytes, **headers: str) -> tuple[int, dict[str, object]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", path, body, {"Origin": f"http://127.0.0.1:{port}", **headers})
    response = connection.getresponse()
    answer = json.loads(response.read())
    connection.close()
    return response.status, answer


def test_a_clerk_checks_a_certificate_in_the_browser(
    port: int, browser: Browser, single: Document, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(single.pdf)
    browser.open(f"http://127.0.0.1:{port}/")
    browser.wait("document.querySelector('#check').disabled")
    browser.choose_files("#files", [scan])
    browser.wait("!document.querySelector('#check').disabled")
    browser.click("#check")
    browser.wait("document.querySelector('#result').dataset.verdict === 'genuine'", 60)
    assert browser.run("document.querySelector('#verdict').textContent") == "真正です"
    assert browser.run("document.querySelectorAll('#pictures img').length") == 1
    browser.wait("[...document.querySelectorAll('#pictures img')].every((each) => each.naturalWidth > 1000)")
    browser.click("#language")
    assert browser.run("document.querySelector('#verdict').textContent") == "Genuine"
    assert browser.run("document.documentElement.lang") == "en"
    assert browser.problems == []


def test_a_clerk_reads_what_is_missing_and_what_is_no_scan(
    port: int, browser: Browser, single: Document, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"a letter")
    printed(single.pdf)[1].save(tmp_path / "back.png")
    browser.open(f"http://127.0.0.1:{port}/")
    browser.wait("document.querySelector('#check')")
    for name, verdict, text in (
        ("back.png", "incomplete", "おもて面がありません"),
        ("letter.pdf", "error", "letter.pdf is not a PDF"),
    ):
        browser.choose_files("#files", [tmp_path / name])
        browser.wait("!document.querySelector('#check').disabled")
        browser.click("#check")
        browser.wait(f"document.querySelector('#result').dataset.verdict === '{verdict}'", 60)
        assert text in browser.run("document.querySelector('#findings').textContent")


def test_another_sites_page_cannot_use_it(port: int) -> None:
    assert post(port, "/check", b"", Origin="http://elsewhere.example")[0] == 403
    assert post(port, "/other", b"")[0] == 403


def test_an_upload_that_is_no_form_is_refused(port: int) -> None:
    status, answer = post(port, "/check", b"nonsense", **{"Content-Type": "text/plain"})
    assert (status, answer) == (422, {"error": "the upload cannot be read"})


def test_an_upload_without_end_is_refused_unread(port: int) -> None:
    status, answer = post(port, "/check", b"", **{"Content-Length": str(LONGEST_UPLOAD + 1)})
    assert (status, answer) == (413, {"error": "the files are too large"})


def test_pages_come_with_a_policy_and_nothing_else_is_served(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path, status in (("/", 200), ("/page.js", 200), ("/page.css", 200), ("/../settings.py", 404)):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == status
        assert "default-src 'none'" in (response.getheader("Content-Security-Policy") or "")
    connection.close()
