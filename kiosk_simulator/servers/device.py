"""Threaded servers of the simulated devices that let go of their port at once."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from http.server import ThreadingHTTPServer
from typing import Any


class _Wire(socketserver.TCPServer):
    """Serves in a thread of its own until `end`."""

    _ending = False

    def begin(self, name: str) -> None:
        """Serve connections from here on."""
        self._serving = threading.Thread(target=self._serve, name=name, daemon=True)
        self._serving.start()

    def end(self) -> None:
        """Close the port; connections that are being served go on."""
        self._ending = True
        with contextlib.suppress(OSError), socket.create_connection(self.server_address[:2], timeout=1.0):  # type: ignore[arg-type]
            pass  # a knock: `serve_forever` would look for the end of its service only now and then
        self._serving.join()
        self.server_close()

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return not self._ending

    def _serve(self) -> None:
        while not self._ending:
            self.handle_request()


class HttpWire(_Wire, ThreadingHTTPServer):
    """For a printer that speaks HTTP."""

    daemon_threads = True


class RawWire(_Wire, socketserver.ThreadingTCPServer):
    """For a printer that speaks over a bare connection."""

    allow_reuse_address = True
    daemon_threads = True
