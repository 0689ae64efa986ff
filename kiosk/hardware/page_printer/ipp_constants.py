"""IPP operation ids and status codes (RFC 8011, 5.4.15 and B.1)."""

from __future__ import annotations

from enum import IntEnum


class Operation(IntEnum):
    """RFC 8011, 5.4.15."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Status(IntEnum):
    """RFC 8011, B.1."""

    OK = 0x0000
    OK_IGNORED_OR_SUBSTITUTED = 0x0001
    OK_CONFLICTING = 0x0002
    BAD_REQUEST = 0x0400
    NOT_AUTHORIZED = 0x0403
    NOT_POSSIBLE = 0x0404
    NOT_FOUND = 0x0406
    DOCUMENT_FORMAT_NOT_SUPPORTED = 0x040A
    ATTRIBUTES_NOT_SUPPORTED = 0x040B
    DOCUMENT_FORMAT_ERROR = 0x0411
    INTERNAL_ERROR = 0x0500
    OPERATION_NOT_SUPPORTED = 0x0501
    SERVICE_UNAVAILABLE = 0x0502
    VERSION_NOT_SUPPORTED = 0x0503
    TEMPORARY_ERROR = 0x0505
    NOT_ACCEPTING_JOBS = 0x0506
    BUSY = 0x0507


PASSING = frozenset(
    {Status.SERVICE_UNAVAILABLE, Status.TEMPORARY_ERROR, Status.NOT_ACCEPTING_JOBS, Status.BUSY}
)
"""Refusals after which the same request may be accepted: "the client may try again later" (B.1.5)."""

A4 = "iso_a4_210x297mm"
"""PWG 5101.1 media name."""
PDF = "application/pdf"
ONE_SIDED, TWO_SIDED = "one-sided", "two-sided-long-edge"
UNSCALED = "none"
"""The value of `print-scaling` (PWG 5100.13)."""
USER = "kiosk"
"""requesting-user-name of every request: with the time of submission it identifies our jobs."""
