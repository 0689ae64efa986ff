"""Threaded servers of the simulated devices; `stop` releases the port at once."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from http.server import ThreadingHTTPServer


class _DeviceServer(socketserver.TCPServer):
    """Serves in its own thread from `start` to `stop`. IPv4 only."""

    _stopping = False

    @property
    def port(self) -> int:
        """The TCP port it listens on."""
        return self.server_address[1]

    def start(self, name: str) -> None:
        """Start accepting connections; `name` names the thread."""
        self._serving = threading.Thread(target=self._serve, name=name, daemon=True)
        self._serving.start()

    def stop(self) -> None:
        """Close the port; connections that are being served continue."""
        self._stopping = True
        # This connection wakes the thread; `serve_forever` would only poll for the end of its service.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1.0):
            pass
        self._serving.join()
        self.server_close()

    def verify_request(self, request: object, client_address: object) -> bool:
        return not self._stopping

    def _serve(self) -> None:
        while not self._stopping:
            self.handle_request()


class HttpDeviceServer(_DeviceServer, ThreadingHTTPServer):
    """For a printer that speaks HTTP."""

    daemon_threads = True


class TcpDeviceServer(_DeviceServer, socketserver.ThreadingTCPServer):
    """For a printer that speaks over a plain TCP connection."""

    allow_reuse_address = True
    daemon_threads = True
