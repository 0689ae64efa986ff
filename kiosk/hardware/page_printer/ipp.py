"""Driver of a page printer that speaks IPP over HTTP or HTTPS."""

from __future__ import annotations

import contextlib
import itertools
import re
import ssl
import threading

from kiosk.hardware.page_printer.ipp_constants import ONE_SIDED, USER, Operation, Status
from kiosk.hardware.page_printer.ipp_http import IppConnection
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Message, Tag, attribute
from kiosk.hardware.page_printer.job_identity import IDENTIFYING, Submission, identified
from kiosk.hardware.page_printer.job_ticket import ticket
from kiosk.hardware.page_printer.protocol import (
    Job,
    JobState,
    PrinterRefused,
    PrinterReport,
    PrinterUnreachable,
)
from kiosk.hardware.page_printer.requirements import REQUIREMENTS, lacking, supports
from kiosk.hardware.page_printer.state_reasons import report_of
from kiosk.hardware.status import Detail, DeviceStatus, Paper
from kiosk.logs import Log

log = Log()

_NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
_STATE = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
_JOB = ("job-state", "job-state-reasons", "job-media-sheets-completed", "job-impressions-completed")
_VERSIONS = ((2, 0), (1, 1))
"""IPP versions, the preferred one first: nothing that is asked for needs 2.0."""
_MOST_JOBS = 100
"""Completed jobs to ask for, the newest first (RFC 8011, 4.2.6)."""
_MOST_LINES = 50
_OFFLINE = PrinterReport(DeviceStatus.OFFLINE, Paper.UNKNOWN, detail=Detail.UNREACHABLE)


class IppPrinter:
    """One printer at an `ipp://` or `ipps://` URI. Safe to use from several threads.

    `timeout` is in seconds, for a whole call; `print_timeout` for the one that carries the document,
    which a printer may answer only once it is awake. Documents are only printed unchanged: A4,
    unscaled, one copy, and the printer must refuse rather than adapt them (ipp-attribute-fidelity).
    `sides` is what certificates need. `trust_reports` is for machines that grade one empty tray of
    several as -report (see state_reasons.py), `counts_sheets` is False for those that report 0 sheets for
    every job.
    Raises ValueError for a URI with another scheme or without a host.
    """

    def __init__(
        self,
        uri: str,
        *,
        timeout: float = 5.0,
        print_timeout: float = 30.0,
        context: ssl.SSLContext | None = None,
        trust_reports: bool = False,
        counts_sheets: bool = True,
        sides: str = ONE_SIDED,
    ) -> None:
        self.uri = uri
        self._connection = IppConnection(uri, context)
        self._timeout, self._print_timeout = timeout, print_timeout
        self._trust_reports, self._counts_sheets = trust_reports, counts_sheets
        self._needed_sides = sides
        self._substitutes: tuple[str, ...] = ()
        """Attributes that the printer has ignored in a job, against its promise, since this process began."""
        self._version = _VERSIONS[0]
        self._ids = itertools.count(1)
        self._sides: dict[int, str] = {}
        self._latest = Submission("")
        self._latest_sides = ONE_SIDED
        self._said: set[tuple[str, ...]] = set()
        self._lock = threading.Lock()

    # --- the printer --------------------------------------------------------------------------------

    def report(self) -> PrinterReport:
        """Return status and paper; a printer without a proper response is OFFLINE."""
        return self._inspect(_STATE)[0]

    def readiness(self) -> PrinterReport:
        """Return what `report` does, or UNSUITABLE or REFUSED if it would take no certificate at all.

        Everything that `submit` and following a job will need is asked for, and Validate-Job is sent
        with the very attributes of a certificate.
        """
        report, printer = self._inspect((*_STATE, *REQUIREMENTS))
        if not report.can_serve and report.status is not DeviceStatus.BUSY:
            return report
        if lacks := lacking(printer, self._needed_sides) or self._substitutes:
            self._log_once("printer_lacks", lacks)
            return PrinterReport(DeviceStatus.HARDWARE_ERROR, report.paper, lacks, Detail.UNSUITABLE)
        if supports(printer, Operation.VALIDATE_JOB):
            try:
                self._validate(*ticket("readiness", self._needed_sides))
            except PrinterUnreachable:
                return _OFFLINE
            except PrinterRefused as error:
                if not error.passes:
                    return PrinterReport(DeviceStatus.HARDWARE_ERROR, report.paper, (), Detail.REFUSED)
        return report

    def _inspect(self, wanted: tuple[str, ...]) -> tuple[PrinterReport, Group]:
        try:
            answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, (_wanted(*wanted),))
        except PrinterUnreachable:
            return _OFFLINE, Group(Tag.PRINTER)
        except PrinterRefused as error:
            status = DeviceStatus.BUSY if error.passes else DeviceStatus.HARDWARE_ERROR
            return PrinterReport(status, Paper.UNKNOWN, detail=Detail.REFUSED), Group(Tag.PRINTER)
        printer = answer.group(Tag.PRINTER)
        report = report_of(
            printer.integer("printer-state"),
            printer.texts("printer-state-reasons"),
            accepting=printer.first("printer-is-accepting-jobs"),
            trust_reports=self._trust_reports,
        )
        return report, printer

    def attributes(self, *names: str) -> Group:
        """Return attributes of the printer, as it reports them. Raises PrinterUnreachable, PrinterRefused."""
        return self._ask(Operation.GET_PRINTER_ATTRIBUTES, (_wanted(*names),)).group(Tag.PRINTER)

    # --- a job --------------------------------------------------------------------------------------

    def submit(self, pdf: bytes, name: str, sides: str = ONE_SIDED) -> int:
        """Validate and print a PDF; return the job's id.

        Raises ValueError unless `name` is 1–64 ASCII letters, digits or `-` (so that it cannot contain
        a person's name), PrinterRefused, and PrinterUnreachable, whose `maybe_accepted` is True if the
        document had been sent: look for the job with `find` then, and never send it again.
        """
        if not _NAME.fullmatch(name):
            raise ValueError("a job name is 1 to 64 ASCII letters, digits or hyphens")
        operation, job = ticket(name, sides)
        self._validate(operation, job)
        since = self._up_time()
        with self._lock:
            self._latest = Submission(name, None, since, frozenset(self._sides))
            self._latest_sides = sides
        answer = self._ask(Operation.PRINT_JOB, operation, job, data=pdf)
        number = answer.group(Tag.JOB).integer("job-id")
        if number is None:
            raise PrinterUnreachable("the printer accepted a job without an id", maybe_accepted=True)
        with self._lock:
            self._sides[number] = sides
        if answer.code == Status.OK_IGNORED_OR_SUBSTITUTED:
            self._stop_substitute(number, answer.group(Tag.UNSUPPORTED))
        return number

    def _stop_substitute(self, number: int, ignored: Group) -> None:
        """Stop a job that is printed otherwise than asked, on one side perhaps; no more are given to it.

        A printer must refuse such a job (ipp-attribute-fidelity), and this one has said that it does not.
        What became of the job is found out like that of any other.
        """
        self._substitutes = tuple(item.name for item in ignored.attributes) or ("unknown",)
        self._log_once("printer_substitutes", self._substitutes)
        with contextlib.suppress(PrinterRefused, PrinterUnreachable):
            self.cancel(number)

    def job(self, id: int) -> Job:
        """Return a job's state. Raises PrinterUnreachable, PrinterRefused."""
        number = attribute("job-id", Tag.INTEGER, id)
        answer = self._ask(Operation.GET_JOB_ATTRIBUTES, (number, _wanted(*_JOB)))
        return self._as_job(id, answer.group(Tag.JOB))

    def cancel(self, id: int) -> None:
        """Cancel a job. Raises PrinterUnreachable, PrinterRefused (0x0404 if it has ended)."""
        self._ask(Operation.CANCEL_JOB, (attribute("job-id", Tag.INTEGER, id),))

    def find(self, name: str, id: int | None = None) -> Job | None:
        """Return the job submitted as `name`, whatever its state, None while the printer lists none.

        It is asked for by its id first. A printer that refuses that, or does not report a
        job state, is asked for its lists of jobs. Raises PrinterUnreachable.
        """
        job: Job | None = None
        if id is not None:
            try:
                job = self.job(id)
            except PrinterRefused as error:
                # It has ended and is forgotten, or the printer must be asked in another way.
                log.info("job_not_reported", status=f"0x{error.status:04x}")
        if job is None or job.state is JobState.UNKNOWN:
            job = self._listed(name, id) or job
        return job

    def _listed(self, name: str, id: int | None) -> Job | None:
        with self._lock:
            latest = self._latest
        submission = Submission(name, id, latest.since if latest.name == name else None, latest.known)
        jobs: list[Group] = []
        for which in ("not-completed", "completed"):
            limit = (attribute("limit", Tag.INTEGER, _MOST_JOBS),) if which == "completed" else ()
            wanted = _wanted(*IDENTIFYING, *_JOB)
            try:
                answer = self._ask(
                    Operation.GET_JOBS, (*limit, attribute("which-jobs", Tag.KEYWORD, which), wanted)
                )
            except PrinterRefused as error:
                log.info("jobs_not_listed", which=which, status=f"0x{error.status:04x}")
            else:
                jobs += [group for group in answer.groups if group.tag == Tag.JOB]
        found = identified(jobs, submission)
        number = found.integer("job-id") if found is not None else None
        if found is None or number is None:
            return None
        with self._lock:
            self._sides.setdefault(number, self._latest_sides if latest.name == name else ONE_SIDED)
        return self._as_job(number, found)

    def _as_job(self, id: int, group: Group) -> Job:
        reported = group.integer("job-state")
        state = JobState(reported) if reported in set(JobState) else JobState.UNKNOWN
        reasons = tuple(reason for reason in group.texts("job-state-reasons") if reason != "none")
        return Job(id, state, self._sheets(id, group) if self._counts_sheets else None, reasons)

    def _sheets(self, id: int, group: Group) -> int | None:
        sheets = group.integer("job-media-sheets-completed")
        if sheets is not None:
            return sheets
        impressions = group.integer("job-impressions-completed")
        with self._lock:
            two_sided = self._sides.get(id, ONE_SIDED) != ONE_SIDED
        # A sheet counts once its last side is printed.
        return impressions // 2 if two_sided and impressions is not None else impressions

    # --- requests -----------------------------------------------------------------------------------

    def _validate(self, operation: tuple[Attribute, ...], job: Group) -> None:
        """Ask whether a job would be taken, where the printer supports it (optional before IPP/2.0)."""
        try:
            validated = self._ask(Operation.VALIDATE_JOB, operation, job)
        except PrinterRefused as error:
            if error.status != Status.OPERATION_NOT_SUPPORTED:
                raise
        else:
            if validated.code == Status.OK_IGNORED_OR_SUBSTITUTED:
                raise PrinterRefused("VALIDATE_JOB", validated.code)

    def _up_time(self) -> int | None:
        try:
            answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, (_wanted("printer-up-time"),))
        except PrinterRefused:
            return None
        return answer.group(Tag.PRINTER).integer("printer-up-time")

    def _ask(
        self, operation: Operation, attributes: tuple[Attribute, ...], *groups: Group, data: bytes = b""
    ) -> Message:
        answer = self._exchange(operation, attributes, groups, data)
        if answer.code == Status.VERSION_NOT_SUPPORTED and self._version != _VERSIONS[-1]:
            # Refused unread: the request may be repeated.
            self._version = _VERSIONS[-1]
            answer = self._exchange(operation, attributes, groups, data)
        if answer.code > 0x00FF:
            raise PrinterRefused(operation.name, answer.code)
        return answer

    def _exchange(
        self, operation: Operation, attributes: tuple[Attribute, ...], groups: tuple[Group, ...], data: bytes
    ) -> Message:
        with self._lock:
            number = next(self._ids)
        common = (
            attribute("attributes-charset", Tag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
            attribute("printer-uri", Tag.URI, self.uri),
        )
        # job-id directly after the target, then the user (RFC 8011, 4.1.4 and 4.1.5).
        first = tuple(item for item in attributes if item.name == "job-id")
        rest = tuple(item for item in attributes if item.name != "job-id")
        user = attribute("requesting-user-name", Tag.NAME, USER)
        head = Group(Tag.OPERATION, (*common, *first, user, *rest))
        request = Message(operation, number, (head, *groups), data, self._version)
        seconds = self._print_timeout if data else self._timeout
        answer = self._connection.exchange(operation.name, request, seconds)
        if answer.request_id != number:
            raise PrinterUnreachable("an answer to another request", maybe_accepted=bool(data))
        if answer.skipped:
            self._log_once("values_skipped", answer.skipped)
        return answer

    def _log_once(self, event: str, names: tuple[str, ...]) -> None:
        """Log names of attributes, never values; the same ones in every answer are one line."""
        if (event, *names) not in self._said and len(self._said) < _MOST_LINES:
            self._said.add((event, *names))
            log.warning(event, attributes=names)


def _wanted(*names: str) -> Attribute:
    return attribute("requested-attributes", Tag.KEYWORD, *names)
