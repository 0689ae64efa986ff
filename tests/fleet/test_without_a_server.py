"""A terminal for which no fleet server is named: it has nothing of one."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from kiosk.config.settings import simulated
from kiosk.fsm.states import S
from kiosk.journal.journal import Journal
from tests.support.visits import Person
from tests.visits.conftest import fonts, person, shared_environment

__all__ = ["fonts", "person", "shared_environment"]


def test_a_terminal_without_an_address_has_nothing_of_it(person: Person, tmp_path: Path) -> None:
    person.journal = Journal(tmp_path / "journal.sqlite", person.clock.now)
    person.boots(simulated(state=tmp_path))
    assert person.kiosk.fleet is None
    person.kiosk.load()
    assert "fleet" not in [each.name for each in threading.enumerate()]
    assert not (tmp_path / "fleet.json").exists()
    person.starts().sees(S.CONSENT)


def test_nothing_of_the_link_is_loaded_with_the_terminal() -> None:
    program = "import sys; import kiosk.app.assembly; print([n for n in sys.modules if '.fleet' in n])"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=True
    )
    assert ended.stdout == "['kiosk.config.sections.fleet']\n"


def test_orders_are_read_at_the_start_without_the_link_and_its_messages() -> None:
    program = (
        "import sys; import kiosk.tasks.ordered_hours, kiosk.fleet.orders; "
        "print([n for n in sys.modules if n.startswith(('kiosk.fleet', 'kiosk.centre', 'pydantic'))])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=True
    )
    assert ended.stdout == "['kiosk.fleet', 'kiosk.fleet.orders']\n"
