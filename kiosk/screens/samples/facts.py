"""Puts the facts of a sample, which are listed flat, into the parts of a view."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from kiosk.fsm.model import FlowSettings
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit

_PARTS: dict[str, tuple[str, str]] = {
    "card_present": ("card", "present"),
    "tries_left": ("card", "pin_tries"),
    "token": ("card", "token"),
    "password_tries": ("card", "password_tries"),
    "card_state": ("card", "state"),
    "checked_at": ("card", "checked_at"),
    "kind": ("selection", "kind"),
    "options": ("selection", "options"),
    "line": ("selection", "line"),
    "copies": ("selection", "copies"),
    "order": ("order", "lines"),
    "inserted": ("money", "inserted"),
    "charged": ("money", "charged"),
    "paid_out": ("money", "paid_out"),
    "claimed": ("money", "claimed"),
    "unknown": ("money", "unknown"),
    "uncounted": ("money", "uncounted"),
    "acceptable": ("money", "acceptable"),
    "out_of_order": ("money", "out_of_order"),
    "then_order": ("money", "then_order"),
    "coin_rejected": ("money", "coin_rejected"),
    "note_rejected": ("money", "note_rejected"),
    "sheets": ("printing", "sheets"),
    "sheets_printed": ("printing", "sheets_printed"),
    "good_until": ("reset", "good_until"),
    "registration": ("registration", "record"),
    "form": ("registration", "form"),
    "heads": ("registration", "heads"),
    "usable_from": ("registration", "usable_from"),
}
"""Facts of one part of the visit: the part, and the name there."""
_RENAMED = {"receipt": "receipt_printed", "accepted_denominations": "denominations"}

T = TypeVar("T", View, Visit, TerminalStatus, FlowSettings)


def view_of(state: S, **facts: object) -> View:
    """A view of `state`. Raises TypeError for a fact that no part has."""
    return changed(View(state, 1), **facts)


def changed(view: View, **facts: object) -> View:
    """The same view with other facts. Raises TypeError for a fact that no part has."""
    visit, rest = view.visit, dict(facts)
    parts = dict(_PARTS)
    if "number" in rest:
        part = "registration" if rest.get("registration") or visit.registration.record else "reset"
        parts["number"] = (part, "number")
    for name in [name for name in rest if name in parts]:
        part, field = parts[name]
        visit = _with(visit, **{part: replace(getattr(visit, part), **{field: rest.pop(name)})})
    rest = {_RENAMED.get(name, name): value for name, value in rest.items()}
    visit, rest = _filled(visit, rest)
    status, rest = _filled(view.status, rest)
    settings, rest = _filled(view.settings, rest)
    return _with(view, visit=visit, status=status, settings=settings, **rest)


def _filled(part: T, facts: dict[str, object]) -> tuple[T, dict[str, object]]:
    """`part` with those of the facts that are its own, and the others."""
    own = {field.name for field in fields(part)}
    mine = {name: value for name, value in facts.items() if name in own}
    return _with(part, **mine), {name: value for name, value in facts.items() if name not in own}


def _with(part: T, **facts: object) -> T:
    return replace(part, **facts)  # type: ignore[arg-type]
