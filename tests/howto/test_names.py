"""A kind of certificate has its names on screen and on the receipt, and a language its own name."""

from __future__ import annotations

from kiosk.config.settings import simulated
from kiosk.rules.certificates import CertificateKind
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.messages.certificates import KINDS
from kiosk.tasks.paper.receipts import LABELS


def test_every_kind_has_its_names() -> None:
    assert set(KINDS) == set(LABELS) == set(CertificateKind)


def test_a_terminal_offers_by_itself_every_language_of_the_list_in_its_order() -> None:
    assert simulated().languages == tuple(LANGUAGES)
