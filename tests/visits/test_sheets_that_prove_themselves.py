"""What comes out of the printer is checked by whoever receives it, and says what the shopper ordered."""

from __future__ import annotations

from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind
from kiosk.verifier.judgement import Verdict
from kiosk.verifier.report import verify
from kiosk.verifier.scans import read_scans
from tests.support.visits import Person


def test_two_copies_are_two_sheets_with_backs_that_prove_them(person: Person) -> None:
    person.proves()
    machine, environment = person.machine, person.environment
    machine.post(CertificateChosen(CertificateKind.SEAL_REGISTRATION))
    machine.post(OptionsChosen((), 2))
    machine.post(OrderConfirmed())
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).owes_nothing()
    sheets = environment.printer.sheets
    assert len(sheets) == 2
    numbers = set()
    for sheet in sheets:
        report = verify(
            read_scans("sheet", sheet.pdf),
            environment.pki.published_keys(),
            environment.pki.verifier_key,
            Fonts.load(),
        )
        assert (report.judgement.verdict, report.judgement.found) == (Verdict.GENUINE, ())
        (page,) = report.judgement.pages
        assert page.record.document_number == sheet.name
        assert page.record.kind is CertificateKind.SEAL_REGISTRATION
        assert report.comparisons[0].comparison.differences == ()
        numbers.add(page.record.document_number)
    assert len(numbers) == 2
