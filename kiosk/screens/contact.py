"""Telephone numbers on the screens, as printed in the public card leaflets."""

from __future__ import annotations

LOST_CARD = "0120-95-0178"
"""マイナンバー総合フリーダイヤル: suspends a lost card, 24 hours every day."""

CALL_CENTRE = "0120-95-0178"
"""The same line answers questions on weekdays 9:30–20:00, other days 9:30–17:30."""
