"""Every time-out of the flow in one table, in seconds.

No source gives the times of a real machine: all are settings. An idle time-out runs while the
terminal waits for a person and restarts at every touch; a device deadline runs while a device
works, and touching the screen does not move it.
"""

from __future__ import annotations

from collections.abc import Mapping

IDLE: Mapping[str, float] = {
    "choose": 90.0,
    "read": 120.0,
    "place_card": 60.0,
    "enter_pin": 90.0,
    "type": 180.0,  # a password or a form on a screen keyboard
    "take_card": 30.0,  # then the alarm, until the card is taken
    "pay": 120.0,
    "take": 60.0,
    "farewell": 6.0,
    "claim": 120.0,
    "refusal": 60.0,
    "print_held": 600.0,  # staff fetches paper; PrinterPatience.stall bounds it whoever touches
    "staff_pin": 60.0,
    "maintenance": 600.0,
}

DEVICE: Mapping[str, float] = {
    "card_unseen": 60.0,  # for a reader that cannot say whether the card was taken; then staff is called
    "card": 15.0,
    "authenticate": 60.0,
    "script": 60.0,
    "prepare": 60.0,
    "cash": 15.0,
    "deposit": 120.0,  # the acceptor is asked with patience what was inserted
    "submit_job": 120.0,  # never shorter than the patience with a printer that is busy or waking up
    "print": 180.0,  # for each sheet: two minutes and more are normal at a multi-copy machine
    "stop_print": 90.0,  # never shorter than the patience with a job that is in doubt
    "pay_out": 600.0,  # never shorter than the motors: a hopper that is silent in a payout is waited for
    "staff_check": 15.0,  # scrypt takes a fraction of a second
    "reconcile": 900.0,  # acceptor and hoppers are asked once more, with the same patience
}

TIMEOUTS: Mapping[str, float] = {**IDLE, **DEVICE}

SHEET = "sheet"
"""The wait for one sheet, beside those of whole states."""

FIRST_WAITS: Mapping[str, float] = {
    "read_card": 3.0,
    "check_card": 3.0,
    "authenticate": 4.0,
    "read_signature": 4.0,
    "reset_password": 8.0,
    "find_head": 3.0,
    "sign_application": 6.0,
    "prepare": 8.0,
    "open_deposit": 2.0,
    "fix_deposit": 3.0,
    "cancel_deposit": 4.0,
    "settle": 8.0,
    "refund": 10.0,
    SHEET: 40.0,
}
"""Seconds that each wait is said to take before the terminal has measured one: by state, and for a sheet.

`reconcile` and `stop_print` are not among them: nobody can say how long trouble lasts.
"""
