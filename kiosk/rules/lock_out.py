"""How long a person must wait after wrong staff PINs: longer with each, and at last locked out for a while.

PROPOSAL, no source gives times for a terminal. NIST SP 800-63B (5.2.2) asks for a limit and names growing
waits; a lock-out that ends by itself keeps a store from being shut out by a passer-by.
"""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_TRIES = 1
"""Wrong PINs in a row that cost nothing: a slip of the finger."""
FIRST_WAIT = timedelta(seconds=5)
"""The wait after the next one; it doubles with each more."""
LOCKED_FROM = 6
"""Wrong PINs in a row from which the person is locked out."""
LOCK_OUT = timedelta(minutes=15)


def wait_after(wrong: int) -> timedelta:
    """How long nobody may try again after `wrong` wrong PINs in a row. Raises ValueError below 0."""
    if wrong < 0:
        raise ValueError(f"{wrong} wrong tries")
    if wrong >= LOCKED_FROM:
        return LOCK_OUT
    if wrong <= FREE_TRIES:
        return timedelta(0)
    doubled: timedelta = FIRST_WAIT * 2 ** (wrong - FREE_TRIES - 1)
    return doubled


def left_to_wait(wrong: int, last: datetime, now: datetime) -> timedelta:
    """What is left of the wait at `now`, with the last wrong PIN at `last`; both are aware.

    A clock that went back makes nobody wait longer than the whole wait.
    """
    whole = wait_after(wrong)
    return max(timedelta(0), min(whole, last + whole - now))
