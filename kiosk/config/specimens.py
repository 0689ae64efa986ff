"""How what is simulated or made for tests is told from what is real."""

from __future__ import annotations

TEST_ORGANISATION = "JPKI-TEST"
"""Organisation in the name of every simulated authority, and of all that it issues; the real one is JPKI."""
