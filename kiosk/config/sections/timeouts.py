"""The section [timeouts] of kiosk.toml: how long a state may last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.config.sections.base import Section, setting
from kiosk.fsm.timeouts import TIMEOUTS


def _person(name: str, what: str, lowest: float = 30.0, highest: float = 900.0) -> Any:
    """An idle time-out: it runs while the terminal waits for a person, and begins anew at every touch.

    Rarely less than half a minute: the last 20 seconds are announced, and not everybody is quick.
    """
    return setting(TIMEOUTS[name], what, unit="seconds", proposal=True, ge=lowest, le=highest)


def _device(name: str, what: str, lowest: float, highest: float) -> Any:
    """A deadline of a device; touching the screen does not move it."""
    return setting(TIMEOUTS[name], what, unit="seconds", proposal=True, ge=lowest, le=highest)


class Timeouts(Section):
    """How long each kind of state may last. No source gives the times of a real machine.

    The first ones run while the terminal waits for a person, and begin anew at every touch; from `card` on
    they are deadlines of devices.
    """

    choose: float = _person("choose", "Choosing from a page.")
    read: float = _person("read", "Reading a page.")
    place_card: float = _person("place_card", "Setting the card.")
    enter_pin: float = _person("enter_pin", "Typing the PIN.")
    type: float = _person("type", "Typing a password or a form on a screen keyboard.")
    take_card: float = _person("take_card", "Taking the card, before the alarm goes on until it is taken.", 5)
    pay: float = _person("pay", "Inserting money.")
    take: float = _person("take", "Taking papers and money, before the alarm.")
    farewell: float = _person("farewell", "Reading the last page.", 3, 60)
    claim: float = _person("claim", "Reading what a claim slip is for.", 30)
    refusal: float = _person("refusal", "Reading why a visit stops.")
    print_held: float = _person("print_held", "Staff fetches paper for a job that waits for it.", 60, 3600)
    staff_pin: float = _person("staff_pin", "Staff signs in.", 10)
    maintenance: float = _person("maintenance", "Staff works in maintenance mode.", 60, 3600)

    staff_check: float = _device("staff_check", "Checking a staff PIN.", 5, 120)
    card: float = _device("card", "Reading a card.", 5, 120)
    authenticate: float = _device("authenticate", "Proving the card to the centre.", 20, 300)
    script: float = _device("script", "Carrying out a card's reset script.", 20, 300)
    prepare: float = _device("prepare", "Fetching and drawing the certificates.", 20, 300)
    cash: float = _device("cash", "Opening the coin slot.", 5, 120)
    deposit: float = _device("deposit", "Closing a deposit: the acceptor is asked with patience.", 60, 900)
    submit_job: float = _device(
        "submit_job", "Giving the printer a job; longer than `printer.submit_patience`.", 60, 900
    )
    print: float = _device("print", "Printing one sheet; two minutes and more are normal.", 60, 900)
    stop_print: float = _device(
        "stop_print", "Stopping a job; longer than `printer.doubt_patience`.", 60, 900
    )
    pay_out: float = _device(
        "pay_out", "Paying out: a hopper that is silent in a payout is waited for.", 300, 3600
    )
    reconcile: float = _device("reconcile", "Asking acceptor and hoppers once more.", 300, 3600)

    def table(self) -> Mapping[str, float]:
        """As the terminal takes them, but for `card_unseen`, which is `reader.unseen_patience`."""
        return self.values()
