"""Plausible views of every state, for the gallery and the tests. All names are invented or public."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.services import Scope, Service
from kiosk.screens.samples.card_check import CARD_CHECK_SAMPLES
from kiosk.screens.samples.certificates import CERTIFICATES_SAMPLES
from kiosk.screens.samples.entry import ENTRY_SAMPLES
from kiosk.screens.samples.facts import view_of
from kiosk.screens.samples.information import INFORMATION_SAMPLES
from kiosk.screens.samples.password_reset import PASSWORD_RESET_SAMPLES
from kiosk.screens.samples.payment import PAYMENT_SAMPLES
from kiosk.screens.samples.printing import PRINTING_SAMPLES
from kiosk.screens.samples.shared import TOMAKOMAI
from kiosk.screens.samples.staff import STAFF_SAMPLES
from kiosk.screens.samples.usage_registration import USAGE_REGISTRATION_SAMPLES

_BASE: dict[str, object] = {"service": Service.CERTIFICATES, "scope": Scope.RESIDENCE}
SAMPLES: dict[str, dict[str, object]] = {
    **ENTRY_SAMPLES,
    **CERTIFICATES_SAMPLES,
    **PAYMENT_SAMPLES,
    **PRINTING_SAMPLES,
    **PASSWORD_RESET_SAMPLES,
    **USAGE_REGISTRATION_SAMPLES,
    **CARD_CHECK_SAMPLES,
    **INFORMATION_SAMPLES,
    **STAFF_SAMPLES,
}
"""The View fields of each sample, by name: the state and, after a hyphen, what is special about it."""


def sample(name: str, language: str = "ja", **facts: object) -> View:
    """The sample view with this name, changed by `facts`; the name up to the hyphen is its state."""
    number = list(SAMPLES).index(name) + 1
    state = S(name.partition("-")[0])
    return view_of(state, **{**_BASE, "generation": number, "language": language, **SAMPLES[name], **facts})


def samples(language: str = "ja", *, every_reason: bool = False) -> Iterator[tuple[str, View]]:
    """All sample views by name, each state at least once; with `every_reason`, every reason too."""
    for name in SAMPLES:
        yield name, sample(name, language)
    if not every_reason:
        return
    number = 1000
    for reason in Reason:
        for name in ("refusal", "take_refund", "out_of_service", "place_card", "print_held", "take_papers"):
            number += 1
            fact = "stop" if name == "out_of_service" else "reason"
            yield f"{name}-{reason.value}", sample(name, language, **{fact: reason, "generation": number})
            if name == "refusal":
                known: dict[str, object] = {
                    "reason": reason,
                    "generation": number + 500,
                    "card_present": False,
                    "municipality": TOMAKOMAI,
                }
                yield f"{name}-{reason.value}-known", sample(name, language, **known)
