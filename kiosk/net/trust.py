"""Whom a TLS connection trusts: one pinned authority, or the system's. No session key is ever written."""

from __future__ import annotations

import ssl
from pathlib import Path


def pinned_context(authority: Path | None) -> ssl.SSLContext:
    """A client's context that trusts the authority (or the self-signed certificate) in a PEM file alone.

    None: the authorities of the system. The host's name is checked either way. Not
    `ssl.create_default_context`: that one writes session keys where SSLKEYLOGFILE says, and whoever sets a
    variable must not read certificates. Raises OSError (ssl.SSLError) when the file holds none.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority is None:
        context.load_default_certs()
    else:
        context.load_verify_locations(cafile=authority)
        # The printer's own certificate may be what is pinned, without the authority that issued it.
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context
