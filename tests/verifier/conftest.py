"""A certificate on paper for the tests of the verifier."""

from __future__ import annotations

import pytest

from kiosk.documents.document import Document
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord
from tests.support.paper_scans import two_sided
from tests.support.sample_records import LONG, SAMPLES


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture(scope="session")
def record() -> CertificateRecord:
    """A resident record of three pages."""
    return LONG[CertificateKind.RESIDENT_RECORD]


@pytest.fixture(scope="session")
def document(record: CertificateRecord, fonts: Fonts) -> Document:
    return two_sided(record, fonts)


@pytest.fixture(scope="session")
def single(fonts: Fonts) -> Document:
    """A resident record of one page."""
    return two_sided(SAMPLES[CertificateKind.RESIDENT_RECORD], fonts)
