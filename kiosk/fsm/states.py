"""The states of the terminal: what the shopper sees, or what the machine is waiting for."""

from __future__ import annotations

from enum import StrEnum


class S(StrEnum):
    """One name for each state; the table in `flow.py` gives each its screen, time-out and task."""

    STARTING = "starting"
    ATTRACT = "attract"
    MENU = "menu"
    CONSENT = "consent"
    MUNICIPALITY = "municipality"
    OTHER_MUNICIPALITY = "other_municipality"
    PLACE_CARD = "place_card"
    READ_CARD = "read_card"
    ENTER_PIN = "enter_pin"
    LAST_TRY = "last_try"
    AUTHENTICATE = "authenticate"
    TAKE_CARD = "take_card"
    CERTIFICATES = "certificates"
    OPTIONS = "options"
    ORDER = "order"
    PREPARE = "prepare"
    OPEN_DEPOSIT = "open_deposit"
    PAY = "pay"
    FIX_DEPOSIT = "fix_deposit"
    PRINT = "print"
    PRINT_HELD = "print_held"
    SETTLE = "settle"
    TAKE_PAPERS = "take_papers"
    FAREWELL = "farewell"
    CANCEL_DEPOSIT = "cancel_deposit"
    REFUND = "refund"
    TAKE_REFUND = "take_refund"
    CLAIM = "claim"
    REFUSAL = "refusal"
    RETURN_CARD = "return_card"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    STAFF_PIN = "staff_pin"
    MAINTENANCE = "maintenance"
