"""A kind of certificate has its names on screen and on the receipt, and a language its own name."""

from __future__ import annotations

from kiosk.config.settings import Settings
from kiosk.rules.certificates import CertificateKind
from kiosk.screens.i18n.words import LANGUAGE_NAMES
from kiosk.screens.messages.certificates import KINDS
from kiosk.tasks.receipts import LABELS


def test_every_kind_has_its_names() -> None:
    assert set(KINDS) == set(LABELS) == set(CertificateKind)


def test_every_language_has_its_own_name() -> None:
    assert set(Settings().languages) <= set(LANGUAGE_NAMES)
