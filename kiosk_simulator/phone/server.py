"""The telephone's web server: plain HTTP on loopback, because browsers have no client certificate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import uvicorn

from kiosk_servers.serving.loopback import LoopbackServer
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.phone.app import Reserve, make_app
from kiosk_simulator.phone.card import CardAtPhone
from kiosk_simulator.phone.paths import CARDS


class Telephone:
    """Serves its pages at `url` from `start` to `stop`.

    `card` returns the card of a profile and `on_terminal` the card on the terminal's reader; `reserve`
    takes a user-authentication certificate (DER) and returns until when the reservation is valid
    (aware), or raises CentreError; `now` returns the time (aware). `on_change` is called after a PIN
    was verified.
    """

    def __init__(
        self,
        card: Callable[[str], SoftwareJpkiCard],
        on_terminal: Callable[[], SoftwareJpkiCard | None],
        reserve: Reserve,
        now: Callable[[], datetime],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._card = CardAtPhone(card, on_terminal, now, on_change)
        self._reserve, self._now = reserve, now
        self._server = LoopbackServer("telephone")
        self.url = ""

    def start(self, port: int = 0) -> str:
        """Serve on `port` of 127.0.0.1 (0: a free one) and return the address of the page.

        Raises RuntimeError when it is already running, OSError when the port is taken.
        """
        config = uvicorn.Config(
            make_app(self._card, self._reserve, self._now),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
        )
        self.url = f"http://127.0.0.1:{self._server.start(config, port)}{CARDS}"
        return self.url

    def stop(self) -> None:
        """Close the port. Does nothing when it is not running."""
        self._server.stop()
        self.url = ""

    def __enter__(self) -> Telephone:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
