"""`kiosk run` in which fingers touch by themselves: `python rehearsing_terminal.py SETTINGS [bare]`.

One resident record is bought, and then the card is checked with the signature password, which opens its
holder's name and address. Card and coins come from whoever started it. Back at the first screen it lets its
memory be read, and says so. `bare` leaves out what overwrites freed memory.
"""

from __future__ import annotations

import ctypes
import sys
from collections import deque
from collections.abc import Callable

from kiosk.app import serve
from kiosk.app.cli import main
from kiosk.app.panel import Panel
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Agreed, Ended, PasswordEntered
from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service

READABLE = "may be read now"
_PR_SET_DUMPABLE = 4


STEPS: deque[tuple[S, Callable[[View], Event]]] = deque(
    [
        (S.ATTRACT, lambda _: Started()),
        (S.MENU, lambda _: ServiceChosen(Service.CERTIFICATES)),
        (S.CONSENT, lambda _: Agreed()),
        (S.MUNICIPALITY, lambda _: ScopeChosen(Scope.RESIDENCE)),
        (S.ENTER_PIN, lambda _: PinEntered(Pin((1, 2, 3, 4)))),
        (S.CERTIFICATES, lambda _: CertificateChosen(CertificateKind.RESIDENT_RECORD)),
        (S.OPTIONS, lambda view: OptionsChosen(view.visit.selection.options, 1)),
        (S.ORDER, lambda _: OrderConfirmed()),
        (S.TAKE_PAPERS, lambda _: Acknowledged()),
        (S.ATTRACT, lambda _: Started()),
        (S.MENU, lambda _: ServiceChosen(Service.CARD_CHECK)),
        (S.CARD_STATE, lambda _: SignatureWanted()),
        (S.SIGNATURE_PASSWORD, lambda _: PasswordEntered(Password(reversed(b"321CBA")))),
        (S.CARD_STATE, lambda _: Ended()),
    ]
)
"""What a finger does, and on which screen. The password never stands in the program as it is typed."""


shown = Panel.shown


def let_read() -> None:
    """Another process may look into this one's memory from now on."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
    sys.stderr.write(READABLE + "\n")
    sys.stderr.flush()


def shown_and_touched(panel: Panel, view: View) -> None:
    """Do the next step when its screen is there; at the end be read, once the screens have drawn it."""
    shown(panel, view)
    if STEPS and view.state is STEPS[0][0]:
        panel.app._post(STEPS.popleft()[1](view), None)
    elif not STEPS and view.state is S.ATTRACT:
        panel.app.call(let_read)


if __name__ == "__main__":
    setattr(Panel, "shown", shown_and_touched)  # noqa: B010 - the type of a method cannot be assigned
    if "bare" in sys.argv[2:]:
        setattr(serve, "protect_memory", lambda: None)  # noqa: B010
    sys.argv[1:] = ["run", "--settings", sys.argv[1]]
    main()
