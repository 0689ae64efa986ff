"""Whether a card's certificate has been revoked: what its authority answers, and how the centre asks.

Authority and centre exchange the bytes of RFC 6960 (OCSP) and RFC 5280 (CRL), as they would over a network.
"""
