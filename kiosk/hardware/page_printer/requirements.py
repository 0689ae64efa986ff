"""What a printer must support so that a visit can be served (RFC 8011, 5.4; PWG 5100.13)."""

from __future__ import annotations

from kiosk.hardware.page_printer.ipp_constants import A4, PDF, UNSCALED, Operation
from kiosk.hardware.page_printer.ipp_message import Group

OPERATIONS = "operations-supported"
NEEDED_OPERATIONS = frozenset(
    {Operation.PRINT_JOB, Operation.CANCEL_JOB, Operation.GET_JOB_ATTRIBUTES, Operation.GET_JOBS}
)
"""Validate-Job is used where it is supported; without it `ipp-attribute-fidelity` alone must do."""
_NEEDED_VALUES = {
    "media-supported": A4,
    "document-format-supported": PDF,
    "print-scaling-supported": UNSCALED,
}
_SIDES = "sides-supported"
REQUIREMENTS = (OPERATIONS, *_NEEDED_VALUES, _SIDES)
"""Attributes to ask for."""


def lacking(printer: Group, sides: str) -> tuple[str, ...]:
    """Return the attributes that lack what is needed to print on these `sides`.

    One that the printer does not report lacks nothing.
    """
    operations = printer.integers(OPERATIONS)
    found = [OPERATIONS] if operations and not set(operations) >= NEEDED_OPERATIONS else []
    for name, needed in {**_NEEDED_VALUES, _SIDES: sides}.items():
        values = printer.texts(name)
        if values and needed not in values:
            found.append(name)
    return tuple(found)


def supports(printer: Group, operation: Operation) -> bool:
    """True if the printer supports an operation, or does not report its operations."""
    operations = printer.integers(OPERATIONS)
    return not operations or operation in operations
