"""The console is found again at its address after a restart of the terminal."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

import pytest

from kiosk_simulator.console.address import Address, new_token
from kiosk_simulator.serve import _listening


def test_what_was_kept_is_the_next_runs_address_and_nobody_elses(tmp_path: Path) -> None:
    state = tmp_path / "state"
    kept = Address(23456, new_token())
    kept.keep(state)
    assert Address.last(state) == kept
    (file,) = state.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    Address(1234, kept.token).keep(state)
    assert Address.last(state).port == 1234


@pytest.mark.parametrize(
    "found",
    [
        "", "[]", "{}", '"port"', '{"port": 80}', '{"port": "80", "token": "0123456789abcdef"}',
        '{"port": 70000, "token": "0123456789abcdef"}', '{"port": true, "token": "0123456789abcdef"}',
        '{"port": 8080, "token": ""}', '{"port": 8080, "token": 5}',
    ],
)  # fmt: skip
def test_what_is_no_address_is_none_and_the_token_is_a_new_one(tmp_path: Path, found: str) -> None:
    (tmp_path / "console.json").write_text(found, encoding="utf-8")
    first, second = Address.last(tmp_path), Address.last(tmp_path)
    assert (first.port, second.port) == (0, 0)
    assert first.token != second.token
    assert len(first.token) >= 32


def test_the_last_port_is_taken_again_unless_another_one_is_asked_for_or_it_is_taken() -> None:
    with _listening(0, 0) as taken:
        port = taken.getsockname()[1]
        with _listening(0, port) as elsewhere:
            assert elsewhere.getsockname()[1] != port
    with _listening(0, port) as again:
        assert again.getsockname()[1] == port
    with socket.create_server(("127.0.0.1", 0)) as free:
        wanted = free.getsockname()[1]
    with _listening(wanted, port) as asked:
        assert asked.getsockname()[1] == wanted


def test_the_file_says_nothing_but_the_address(tmp_path: Path) -> None:
    Address(8765, "0123456789abcdef").keep(tmp_path)
    told = json.loads((tmp_path / "console.json").read_text(encoding="utf-8"))
    assert told == {"port": 8765, "token": "0123456789abcdef"}
