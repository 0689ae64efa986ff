"""The telephone's page listens to this machine's browser and to no other site."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests

from tests.simulator.phone.conftest import Phone


def test_it_listens_on_loopback_only(phone: Phone) -> None:
    address = urlsplit(phone.telephone.url)
    assert (address.scheme, address.hostname, address.path) == ("http", "127.0.0.1", "/reserve")
    with pytest.raises(ConnectionRefusedError):  # whoever listens on every address listens here too
        socket.create_connection(("127.0.0.2", address.port), 2).close()


@pytest.mark.parametrize("path", ["/reserve", "/reserve/pin?card=normal", "/style.css"])
def test_a_name_that_was_bent_to_loopback_reads_nothing(phone: Phone, path: str) -> None:
    for host in ("evil.example", "127.0.0.1:1", "", "localhost"):
        assert requests.get(phone.base + path, headers={"Host": host}, timeout=60).status_code == 403
    port = urlsplit(phone.base).port
    assert requests.get(phone.base + path, headers={"Host": f"localhost:{port}"}, timeout=60).ok


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
def test_another_site_can_spend_no_try_even_with_a_ticket(phone: Phone, headers: dict[str, str]) -> None:
    ticket = phone.at_pin()
    assert phone.post("/reserve/pin", headers=headers, ticket=ticket, pin="9999").status_code == 403
    assert phone.card("normal").tries_left() == 3
    own = {"Origin": phone.base, "Sec-Fetch-Site": "same-origin"}
    assert phone.post("/reserve/pin", headers=own, ticket=ticket, pin="9999").ok
    assert phone.card("normal").tries_left() == 2


def test_without_a_ticket_nobody_does_anything(phone: Phone) -> None:
    for ticket in ("", "guessed", "a" * 22):
        phone.post("/reserve/pin", ticket=ticket, pin="9999", card="normal")
        phone.post("/reserve/face", ticket=ticket)
    assert phone.card("normal").apdus == 0
    assert phone.reserved == []


@pytest.mark.parametrize("path", ["/reserve", "/reserve/pin?card=normal", "/style.css", "/nowhere"])
def test_every_answer_forbids_scripts_foreign_content_frames_and_copies(phone: Phone, path: str) -> None:
    headers = requests.get(phone.base + path, timeout=60).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert "server" not in headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * 5000, 413),
        (b"ticket=" + "予約".encode(), 400),
        (b"&".join(b"a=1" for _ in range(20)), 400),
        (b"", 200),
        (b"ticket=%FF&pin=%00", 400),
    ],
)
def test_a_form_that_the_page_never_sends_is_refused(phone: Phone, body: bytes, status: int) -> None:
    answer = requests.post(f"{phone.base}/reserve/pin", data=body, timeout=60)
    assert answer.status_code == status
    assert phone.reserved == []


def test_the_forms_are_not_addresses(phone: Phone) -> None:
    assert phone.get("/reserve/face").url.endswith("why=too_late&lang=ja")
    assert requests.put(f"{phone.base}/reserve/pin", timeout=60).status_code == 405


def test_a_stopped_telephone_listens_no_more_and_can_be_started_again(phone: Phone) -> None:
    address = urlsplit(phone.telephone.url)
    phone.telephone.stop()
    phone.telephone.stop()
    assert phone.telephone.url == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", address.port), 2).close()
    phone.telephone.start()
    assert phone.get("/reserve").ok
    with pytest.raises(RuntimeError):
        phone.telephone.start()
