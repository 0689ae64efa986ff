"""Answers that were kept for one request and reach another: in the database, so that workers share them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from kiosk.centre.messages import ApplicationAnswer
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.faults import CentreFault

_WAITING, _LAST = "waiting", "last"
_IN = "fault = ? AND slot = ?"


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """One row an answer, in a slot of its fault. Safe to use from several threads, and from several hosts.

    A `turn` is the random name of a row, which is its slot as soon as nobody else may come in.
    """

    database: Database

    def exchange(self, fault: CentreFault, own: ApplicationAnswer) -> ApplicationAnswer | str:
        """Take the answer that waits and leave one's own for it; or wait, and return one's turn."""
        while True:
            with self.database.transaction():
                found = self.database.rows(
                    f"UPDATE kept_answer SET slot = turn, given = ? WHERE {_IN} RETURNING answer",  # noqa: S608
                    *(_bytes(own), fault, _WAITING),
                )
                if found:
                    return _answer(found[0][0])
                if (turn := self._put(fault, own)) is not None:
                    return turn

    def given(self, fault: CentreFault, turn: str) -> ApplicationAnswer | None:
        """What somebody has left for this turn; None while nobody has."""
        rows = self.database.rows(f"DELETE FROM kept_answer WHERE {_IN} RETURNING given", fault, turn)  # noqa: S608
        return _answer(rows[0][0]) if rows else None

    def leave(self, fault: CentreFault, own: ApplicationAnswer) -> str | None:
        """Leave an answer for whoever takes one first; returns its turn, None where one lies already."""
        return self._put(fault, own)

    def take(self, fault: CentreFault) -> ApplicationAnswer | None:
        """Take the answer that was left, if there is one."""
        rows = self.database.rows(f"DELETE FROM kept_answer WHERE {_IN} RETURNING answer", fault, _WAITING)  # noqa: S608
        return _answer(rows[0][0]) if rows else None

    def withdraw(self, fault: CentreFault, turn: str) -> bool:
        """Wait no longer; False when somebody has come meanwhile."""
        statement = f"DELETE FROM kept_answer WHERE {_IN} AND turn = ? RETURNING turn"  # noqa: S608
        return bool(self.database.rows(statement, fault, _WAITING, turn))

    def replace_last(self, fault: CentreFault, own: ApplicationAnswer) -> ApplicationAnswer | None:
        """Become the last one; returns who was it before."""
        with self.database.transaction():
            rows = self.database.rows(f"SELECT answer FROM kept_answer WHERE {_IN}", fault, _LAST)  # noqa: S608
            self.overwrite(fault, _LAST, own)
        return _answer(rows[0][0]) if rows else None

    def overwrite(self, fault: CentreFault, slot: str, own: ApplicationAnswer) -> str:
        """Put an answer over the one in this slot; returns the turn that all have in common."""
        (row,) = self.database.rows(
            "INSERT INTO kept_answer (fault, slot, turn, number, answer) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT (fault, slot) DO UPDATE SET "
            "number = kept_answer.number + 1, answer = excluded.answer RETURNING turn",
            *(fault, slot, secrets.token_hex(16), _bytes(own)),
        )
        return str(row[0])

    def overwritten(self, fault: CentreFault, slot: str, turn: str) -> tuple[ApplicationAnswer, int]:
        """Let nobody else into this slot; returns the last answer of this turn, and how many there were."""
        with self.database.transaction():
            close = f"UPDATE kept_answer SET slot = turn WHERE {_IN} AND turn = ?"  # noqa: S608
            self.database.rows(close, fault, slot, turn)
            ((answer, number),) = self.database.rows(
                f"SELECT answer, number FROM kept_answer WHERE {_IN}",  # noqa: S608
                *(fault, turn),
            )
        return _answer(answer), int(number)

    def _put(self, fault: CentreFault, own: ApplicationAnswer) -> str | None:
        rows = self.database.rows(
            "INSERT INTO kept_answer (fault, slot, turn, number, answer) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT DO NOTHING RETURNING turn",
            *(fault, _WAITING, secrets.token_hex(16), _bytes(own)),
        )
        return str(rows[0][0]) if rows else None


def _bytes(answer: ApplicationAnswer) -> bytes:
    return answer.model_dump_json().encode()


def _answer(stored: bytes) -> ApplicationAnswer:
    return ApplicationAnswer.model_validate_json(stored)
