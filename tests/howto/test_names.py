"""A kind of certificate has its names on screen and on the receipt, and a language its own name."""

from __future__ import annotations

from kiosk.config.settings import Settings
from kiosk.rules.certificates import CertificateKind
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.messages.certificates import KINDS
from kiosk.tasks.receipts import LABELS


def test_every_kind_has_its_names() -> None:
    assert set(KINDS) == set(LABELS) == set(CertificateKind)


def test_a_terminal_offers_by_itself_only_languages_of_the_list() -> None:
    assert set(Settings().languages) <= set(LANGUAGES)
