"""The attributes of a print job (RFC 8011, 4.2.1 and 5.2): the same for Validate-Job and Print-Job."""

from __future__ import annotations

from kiosk.hardware.page_printer.ipp_constants import A4, PDF, UNSCALED
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Tag, attribute


def ticket(name: str, sides: str) -> tuple[tuple[Attribute, ...], Group]:
    """Return the operation attributes and the job attributes of a certificate."""
    operation = (
        attribute("job-name", Tag.NAME, name),
        attribute("ipp-attribute-fidelity", Tag.BOOLEAN, True),
        attribute("document-name", Tag.NAME, name),
        attribute("document-format", Tag.MIME_TYPE, PDF),
    )
    job = Group(
        Tag.JOB,
        (
            attribute("copies", Tag.INTEGER, 1),
            attribute("media", Tag.KEYWORD, A4),
            attribute("print-scaling", Tag.KEYWORD, UNSCALED),
            attribute("sides", Tag.KEYWORD, sides),
        ),
    )
    return operation, job
