"""Telephone numbers on the screens."""

from __future__ import annotations

from kiosk.config.information_files import numbers

LOST_CARD = numbers()["lost_card"]
"""マイナンバー総合フリーダイヤル: suspends a lost card, 24 hours every day."""

CALL_CENTRE = numbers()["call_centre"]
"""The same line answers questions on weekdays 9:30–20:00, other days 9:30–17:30."""
