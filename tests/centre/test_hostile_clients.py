"""Clients that mean harm, or are broken: refused and counted, and a terminal beside them is served."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.messages import APPLICATIONS_PATH, CHALLENGES_PATH
from kiosk.centre.transport import TlsFiles
from kiosk_servers.serving import connections
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.asking import files_of, order_of, proven
from tests.support.hostile.connections import dripping, many_connections, seconds_of_drips
from tests.support.hostile.malformed import post
from tests.support.hostile.strangers import (
    SILENT,
    STRANGERS,
    Stranger,
    bytes_for,
    context_of,
    silent_connections,
)

pytestmark = [
    pytest.mark.cost(8),
    pytest.mark.parametrize("running", ["sqlite"], indirect=True, scope="module"),
]
"""What is tried is before any database, and a test shortens the time of one process."""


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_twenty_strangers_get_not_a_byte_and_the_terminal_beside_them_is_served(
    port: int, pki: Pki, tmp_path: Path, good: Callable[[], None], stranger: Stranger
) -> None:
    assert bytes_for(stranger(pki.tls, tmp_path), port, 20) == (b"", 20)
    good()


@pytest.mark.parametrize("first", SILENT.values(), ids=SILENT)
def test_fifty_connections_that_shake_no_hands_keep_nobody_out(
    port: int, good: Callable[[], None], first: bytes
) -> None:
    with silent_connections(port, 50, first):
        good()


DRIPPING = dripping(CHALLENGES_PATH)


@pytest.mark.parametrize("beginning", DRIPPING.values(), ids=DRIPPING)
def test_whoever_drips_is_cut_off_in_time_and_the_terminal_beside_is_served(
    port: int,
    pki: Pki,
    good: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    beginning: bytes,
) -> None:
    """Slow loris: thirty connections that send a byte now and then, and never a whole request."""
    monkeypatch.setattr(connections, "ARRIVAL", 2.0)
    context = context_of(files_of(pki, "DRIPPING"))
    ended = seconds_of_drips(port, context, beginning, 30, meanwhile=good)
    assert len(ended) == 30
    assert max(ended) < 50


def test_one_terminal_that_opens_connection_after_connection_is_let_have_so_many(
    port: int, pki: Pki, good: Callable[[], None]
) -> None:
    with many_connections(port, context_of(files_of(pki, "GREEDY")), "/v1/health") as standing:
        good()
    assert 0 < standing <= connections.MOST_CONNECTIONS


def test_an_application_of_a_visit_at_another_terminal_is_refused(
    centre: SimulatedCentre, port: int, pki: Pki, good: Callable[[], None], tls: TlsFiles
) -> None:
    """Also with a body that fits in everything: the certificate says which terminal asks."""
    own = CentreClient(centre.base_url, files_of(pki, "VICTIM"))
    authentication = proven(own, pki, "normal", "the-visit")
    line = order_of(authentication)
    body = {
        "authentication": authentication.id, "visit": "the-visit", "request": "stolen", "kind": line.kind,
        "options": line.options, "copies": 1, "fee": line.fee,
    }  # fmt: skip
    link = http.client.HTTPSConnection("127.0.0.1", port, context=context_of(tls), timeout=30)
    link.connect()
    assert post(link, APPLICATIONS_PATH, json.dumps(body).encode()) == 400
    link.close()
    own.close()
    good()
