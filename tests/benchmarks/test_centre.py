"""The centre's benchmark measures what it says: the bare endpoint answers the same, a terminal verifies."""

from __future__ import annotations

import pytest

from benchmarks.centre import Asker, bare_endpoint
from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.specimens import Specimens
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from load.holders import holders


def test_a_terminal_verifies_what_the_centre_signs_and_the_bare_endpoint_sends_as_much(pki: Pki) -> None:
    person, *_ = holders(pki)
    verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
    with SimulatedCentre(pki) as centre:
        asker = Asker(centre.base_url, pki, "B-0", person, verifier)
        asker.signs_in()
        payload = asker.applies()
        assert asker.applies() != payload, "each application is another"
        assert centre.issued() == 2
        centre.faults.only([CentreFault.WRONG_SIGNATURE])
        with pytest.raises(RecordNotGenuine):
            asker.applies()
        asker.close()
    with bare_endpoint(pki, payload) as url:
        bare = Asker(url, pki, "B-0", person, None)
        assert bare.applies() == bare.applies() == payload
        bare.close()
