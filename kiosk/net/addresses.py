"""What can be said of a host without asking a resolver."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str) -> bool:
    """True for this machine itself: 127.0.0.0/8, ::1 (RFC 6890), and localhost (RFC 6761, 6.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"
