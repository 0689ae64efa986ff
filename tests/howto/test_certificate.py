"""The how-to for a certificate, followed: the made-up kind passes the tests that all kinds pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.howto.followed import copied, follow, run_tests

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("certificate"))
    follow("certificate.md", root)
    return root


def test_the_new_kind_passes_the_tests_of_every_kind(project: Path) -> None:
    run_tests(
        project,
        {
            "tests/rules/test_certificates.py": "every or unknown",
            "tests/documents/templates/test_templates.py": "address_certificate or every_kind",
            "tests/documents/templates/test_template_pictures.py": "address_certificate",
            "tests/centre/test_contents.py": "every",
            "tests/centre/test_application.py": "every_kind",
            "tests/centre/test_municipality_files.py": "page",
            "tests/visits/test_every_certificate.py": "address_certificate",
        },
    )
