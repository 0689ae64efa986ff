"""Driver of a page printer that speaks IPP over HTTP or HTTPS."""

from __future__ import annotations

import http.client
import itertools
import re
import ssl
import threading
from urllib.parse import urlsplit

from kiosk.hardware.page_printer.ipp_codec import (
    Attribute,
    Group,
    IppMalformed,
    Message,
    Tag,
    attribute,
    decode,
    encode,
)
from kiosk.hardware.page_printer.ipp_constants import A4, Operation, Status
from kiosk.hardware.page_printer.protocol import (
    Job,
    JobState,
    PrinterRefused,
    PrinterReport,
    PrinterUnreachable,
)
from kiosk.hardware.page_printer.state_reasons import report_of
from kiosk.hardware.status import Detail, DeviceStatus, Paper

_LIMIT = 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
_PORT = 631


class IppPrinter:
    """One printer at an `ipp://` or `ipps://` URI. Safe to use from several threads.

    `timeout` is in seconds, for each step of a connection. Documents are only printed unchanged: A4,
    unscaled, one copy, and the printer must refuse rather than adapt them (ipp-attribute-fidelity).
    `trust_reports` is for machines that grade one empty tray of several as -report (see
    state_reasons.py). Raises ValueError for a URI with another scheme or without a host.
    """

    def __init__(
        self,
        uri: str,
        *,
        timeout: float = 5.0,
        context: ssl.SSLContext | None = None,
        trust_reports: bool = False,
    ) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in {"ipp", "ipps"} or not parts.hostname:
            raise ValueError("a printer's URI begins with ipp:// or ipps://")
        self.uri = uri
        self._host, self._port = parts.hostname, parts.port or _PORT
        self._path = parts.path or "/"
        self._context = (context or ssl.create_default_context()) if parts.scheme == "ipps" else None
        self._timeout = timeout
        self._trust_reports = trust_reports
        self._ids = itertools.count(1)
        self._sides: dict[int, str] = {}
        self._lock = threading.Lock()

    def report(self) -> PrinterReport:
        """Return status and paper; a printer without a proper response is OFFLINE."""
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        try:
            answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, (_wanted(*wanted),))
        except PrinterUnreachable:
            return PrinterReport(DeviceStatus.OFFLINE, Paper.UNKNOWN, detail=Detail.UNREACHABLE)
        except PrinterRefused:
            return PrinterReport(DeviceStatus.HARDWARE_ERROR, Paper.UNKNOWN, detail=Detail.REFUSED)
        printer = answer.group(Tag.PRINTER)
        return report_of(
            printer.first("printer-state"),
            tuple(str(reason) for reason in printer.all("printer-state-reasons")),
            accepting=printer.first("printer-is-accepting-jobs"),
            trust_reports=self._trust_reports,
        )

    def submit(self, pdf: bytes, name: str, sides: str = "one-sided") -> int:
        """Validate and print a PDF; return the job's id.

        Raises ValueError unless `name` is 1–64 ASCII letters, digits or `-` (so that it cannot contain
        a person's name), PrinterRefused, and PrinterUnreachable, whose `maybe_accepted` is True if the
        document had been sent: look for the job with `find` then, and never send it again.
        """
        if not _NAME.fullmatch(name):
            raise ValueError("a job name is 1 to 64 ASCII letters, digits or hyphens")
        operation = (
            attribute("job-name", Tag.NAME, name),
            attribute("ipp-attribute-fidelity", Tag.BOOLEAN, True),
            attribute("document-format", Tag.MIME_TYPE, "application/pdf"),
        )
        job = Group(
            Tag.JOB,
            (
                attribute("copies", Tag.INTEGER, 1),
                attribute("media", Tag.KEYWORD, A4),
                attribute("print-scaling", Tag.KEYWORD, "none"),
                attribute("sides", Tag.KEYWORD, sides),
            ),
        )
        validated = self._ask(Operation.VALIDATE_JOB, operation, job)
        if validated.code == Status.OK_IGNORED_OR_SUBSTITUTED:
            raise PrinterRefused("VALIDATE_JOB", validated.code)
        answer = self._ask(Operation.PRINT_JOB, operation, job, data=pdf)
        number = answer.group(Tag.JOB).first("job-id")
        if not isinstance(number, int):
            raise PrinterUnreachable("the printer accepted a job without an id", maybe_accepted=True)
        with self._lock:
            self._sides[number] = sides
        return number

    def job(self, id: int) -> Job:
        """Return a job's state. Raises PrinterUnreachable, PrinterRefused."""
        counts = ("job-media-sheets-completed", "job-impressions-completed")
        answer = self._ask(
            Operation.GET_JOB_ATTRIBUTES,
            (attribute("job-id", Tag.INTEGER, id), _wanted("job-state", "job-state-reasons", *counts)),
        )
        group = answer.group(Tag.JOB)
        try:
            state = JobState(group.first("job-state"))
        except ValueError:
            raise PrinterUnreachable("the printer reported no job state") from None
        reasons = tuple(str(reason) for reason in group.all("job-state-reasons") if reason != "none")
        return Job(id, state, self._sheets(id, group), reasons)

    def cancel(self, id: int) -> None:
        """Cancel a job. Raises PrinterUnreachable, PrinterRefused (0x0404 if it has ended)."""
        self._ask(Operation.CANCEL_JOB, (attribute("job-id", Tag.INTEGER, id),))

    def find(self, name: str) -> int | None:
        """Return the id of the newest job with this name, whatever its state, or None."""
        found: list[int] = []
        for which in ("not-completed", "completed"):
            answer = self._ask(
                Operation.GET_JOBS,
                (attribute("which-jobs", Tag.KEYWORD, which), _wanted("job-id", "job-name")),
            )
            jobs = [group for group in answer.groups if group.tag == Tag.JOB]
            found += [group.first("job-id") for group in jobs if group.first("job-name") == name]
        return max(found, default=None)

    def _sheets(self, id: int, group: Group) -> int:
        sheets = group.first("job-media-sheets-completed")
        if isinstance(sheets, int):
            return sheets
        impressions = group.first("job-impressions-completed")
        with self._lock:
            two_sided = self._sides.get(id, "one-sided") != "one-sided"
        # A sheet counts once its last side is printed.
        return (impressions // 2 if two_sided else impressions) if isinstance(impressions, int) else 0

    def _ask(
        self, operation: Operation, attributes: tuple[Attribute, ...], *groups: Group, data: bytes = b""
    ) -> Message:
        with self._lock:
            number = next(self._ids)
        target = self.uri
        common = (
            attribute("attributes-charset", Tag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
            attribute("printer-uri", Tag.URI, target),
        )
        # job-id directly after the target, then the user (RFC 8011, 4.1.4 and 4.1.5).
        first = tuple(item for item in attributes if item.name == "job-id")
        rest = tuple(item for item in attributes if item.name != "job-id")
        user = attribute("requesting-user-name", Tag.NAME, "kiosk")
        head = Group(Tag.OPERATION, (*common, *first, user, *rest))
        answer = self._exchange(operation, Message(operation, number, (head, *groups), data))
        if answer.request_id != number:
            raise PrinterUnreachable("an answer to another request", maybe_accepted=bool(data))
        if answer.code > 0x00FF:
            raise PrinterRefused(operation.name, answer.code)
        return answer

    def _exchange(self, operation: Operation, message: Message) -> Message:
        payload = encode(message)
        connection: http.client.HTTPConnection
        if self._context is None:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        else:
            connection = http.client.HTTPSConnection(
                self._host, self._port, timeout=self._timeout, context=self._context
            )
        sent = False
        try:
            connection.connect()
            sent = bool(message.data)
            connection.request("POST", self._path, payload, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            body = response.read(_LIMIT + 1)
        except (OSError, http.client.HTTPException) as error:
            name = type(error).__name__
            raise PrinterUnreachable(f"{operation.name}: {name}", maybe_accepted=sent) from error
        finally:
            connection.close()
        if response.status != http.client.OK or len(body) > _LIMIT:
            raise PrinterUnreachable(f"{operation.name}: HTTP status {response.status}", maybe_accepted=sent)
        try:
            return decode(body)
        except IppMalformed as error:
            raise PrinterUnreachable(f"{operation.name}: {error}", maybe_accepted=sent) from error


def _wanted(*names: str) -> Attribute:
    return attribute("requested-attributes", Tag.KEYWORD, *names)
