"""IPP operations of the simulated printer (RFC 8011)."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.hardware.page_printer.ipp_constants import A4, Operation, Status
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Message, Tag, attribute
from kiosk_simulator.page_printer.engine import PrinterEngine, PrinterFault
from kiosk_simulator.page_printer.jobs import SimulatedJob
from kiosk_simulator.page_printer.pdf_reader import PdfUnreadable
from kiosk_simulator.page_printer.quirks import (
    PrinterQuirk,
    extra_groups,
    job_names,
    of_printer,
    refused_values,
    reported_state,
    unsupported,
    with_information,
)

IDLE, PROCESSING, STOPPED = 3, 4, 5
_SIDES = ("one-sided", "two-sided-long-edge", "two-sided-short-edge")
_SUPPORTED: dict[str, tuple[object, ...]] = {
    "copies": (1,),
    "media": (A4,),
    "print-scaling": ("none",),
    "sides": _SIDES,
}
_MEDIA_SIZE = attribute(
    "media-size",
    Tag.COLLECTION,
    (attribute("x-dimension", Tag.INTEGER, 21000), attribute("y-dimension", Tag.INTEGER, 29700)),
)
_Answer = tuple[int, tuple[Group, ...]]


class IppService:
    """Answers requests one at a time; the engine keeps the state."""

    def __init__(self, engine: PrinterEngine) -> None:
        self._engine = engine
        self._operations = {
            Operation.GET_PRINTER_ATTRIBUTES: self._printer,
            Operation.VALIDATE_JOB: self._validate,
            Operation.PRINT_JOB: self._print,
            Operation.GET_JOB_ATTRIBUTES: self._job,
            Operation.GET_JOBS: self._jobs,
            Operation.CANCEL_JOB: self._cancel,
        }

    def answer(self, request: Message, uri: str) -> Message:
        """Return the answer to a request sent to `uri`."""
        head = request.group(Tag.OPERATION)
        names = tuple(item.name for item in head.attributes[:2])
        answer: _Answer
        if names != ("attributes-charset", "attributes-natural-language") or request.request_id < 1:
            answer = Status.BAD_REQUEST, ()
        elif PrinterQuirk.ONLY_1_1 in self._engine.quirks and request.version != (1, 1):
            answer = Status.VERSION_NOT_SUPPORTED, ()
        elif request.code not in self._supported:
            answer = Status.OPERATION_NOT_SUPPORTED, ()
        else:
            answer = self._operations[Operation(request.code)](request, uri)
        status, groups = answer
        common = Group(
            Tag.OPERATION,
            (
                attribute("attributes-charset", Tag.CHARSET, "utf-8"),
                attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
            ),
        )
        extra = extra_groups(self._engine.quirks, request.code)
        return Message(status, request.request_id, (common, *groups, *extra), version=request.version)

    @property
    def _supported(self) -> tuple[int, ...]:
        return tuple(sorted(self._operations.keys() - unsupported(self._engine.quirks)))

    def _printer(self, request: Message, uri: str) -> _Answer:
        engine = self._engine
        active = [job for job in engine.jobs if not job.state.is_final]
        state = STOPPED if engine.is_stopped else PROCESSING if active else IDLE
        attributes = (
            attribute("printer-uri-supported", Tag.URI, uri),
            attribute("uri-authentication-supported", Tag.KEYWORD, "none"),
            attribute("uri-security-supported", Tag.KEYWORD, "none"),
            attribute("printer-name", Tag.NAME, "simulated"),
            attribute("printer-info", Tag.TEXT, "Simulated page printer"),
            attribute("printer-location", Tag.TEXT, ""),
            attribute("printer-more-info", Tag.URI, uri.replace("ipp://", "http://", 1)),
            attribute("printer-make-and-model", Tag.TEXT, "Simulated page printer"),
            attribute("printer-state", Tag.ENUM, state),
            attribute(
                "printer-state-reasons",
                Tag.KEYWORD,
                *(with_information(engine.quirks, engine.reasons) or ("none",)),
            ),
            attribute("printer-is-accepting-jobs", Tag.BOOLEAN, True),
            attribute("printer-up-time", Tag.INTEGER, int(engine.up_time)),
            attribute("queued-job-count", Tag.INTEGER, len(active)),
            attribute("ipp-versions-supported", Tag.KEYWORD, "1.1", "2.0"),
            attribute("operations-supported", Tag.ENUM, *self._supported),
            attribute("charset-configured", Tag.CHARSET, "utf-8"),
            attribute("charset-supported", Tag.CHARSET, "utf-8"),
            attribute("natural-language-configured", Tag.LANGUAGE, "en"),
            attribute("generated-natural-language-supported", Tag.LANGUAGE, "en"),
            attribute("compression-supported", Tag.KEYWORD, "none"),
            attribute("pdl-override-supported", Tag.KEYWORD, "not-attempted"),
            attribute("document-format-default", Tag.MIME_TYPE, "application/pdf"),
            attribute("document-format-supported", Tag.MIME_TYPE, "application/pdf"),
            attribute("media-default", Tag.KEYWORD, A4),
            attribute("media-supported", Tag.KEYWORD, A4),
            attribute("media-col-default", Tag.COLLECTION, (_MEDIA_SIZE,)),
            attribute("media-ready", Tag.KEYWORD, A4),
            attribute("sides-default", Tag.KEYWORD, "one-sided"),
            attribute("sides-supported", Tag.KEYWORD, *_SIDES),
            attribute("print-scaling-supported", Tag.KEYWORD, "none"),
            attribute("copies-supported", Tag.RANGE, (1, 1)),
        )
        reported = of_printer(engine.quirks, attributes)
        return Status.OK, (Group(Tag.PRINTER, _requested(request, reported)),)

    def _validate(self, request: Message, uri: str) -> _Answer:
        engine = self._engine
        if engine.refusals:
            return engine.refusals.popleft(), ()
        if PrinterFault.BUSY in engine.faults:
            return Status.BUSY, ()
        if PrinterQuirk.REFUSES_ALL in engine.quirks:
            return Status.NOT_AUTHORIZED, ()
        if PrinterQuirk.NO_PDF in engine.quirks:
            return Status.DOCUMENT_FORMAT_NOT_SUPPORTED, ()
        if request.group(Tag.OPERATION).first("document-format") != "application/pdf":
            return Status.DOCUMENT_FORMAT_NOT_SUPPORTED, ()
        wrong = tuple(
            item
            for item in request.group(Tag.JOB).attributes
            if any(
                value.value not in _SUPPORTED.get(item.name, ())
                or value.value in refused_values(engine.quirks)
                for value in item.values
            )
        )
        if not wrong:
            return Status.OK, ()
        faithful = request.group(Tag.OPERATION).first("ipp-attribute-fidelity")
        status = Status.ATTRIBUTES_NOT_SUPPORTED if faithful else Status.OK_IGNORED_OR_SUBSTITUTED
        return status, (Group(Tag.UNSUPPORTED, wrong),)

    def _print(self, request: Message, uri: str) -> _Answer:
        status, groups = self._validate(request, uri)
        if status > 0xFF:
            return status, groups
        name = request.group(Tag.OPERATION).first("job-name") or "untitled"
        sides = request.group(Tag.JOB).first("sides") or "one-sided"
        if PrinterQuirk.SUBSTITUTES in self._engine.quirks and sides != "one-sided":
            status, groups = (
                Status.OK_IGNORED_OR_SUBSTITUTED,
                (Group(Tag.UNSUPPORTED, (attribute("sides", Tag.KEYWORD, sides),)),),
            )
            sides = "one-sided"
        try:
            job = self._engine.add(name, request.data, two_sided=sides != "one-sided")
        except PdfUnreadable:
            return Status.DOCUMENT_FORMAT_ERROR, ()
        wanted = ("job-uri", "job-id", "job-state", "job-state-reasons")
        returned = tuple(item for item in self._attributes(job, uri) if item.name in wanted)
        return status, (*groups, Group(Tag.JOB, returned))

    def _job(self, request: Message, uri: str) -> _Answer:
        job, quirks = self._named(request), self._engine.quirks
        if job is None or (job.state.is_final and PrinterQuirk.FORGETS_ENDED in quirks):
            return Status.NOT_FOUND, ()
        if job.state.is_final and PrinterQuirk.REFUSES_ENDED in quirks:
            return Status.BAD_REQUEST, ()
        reported = _requested(request, self._attributes(job, uri))
        if PrinterQuirk.NO_JOB_STATE in quirks:
            reported = tuple(item for item in reported if item.name != "job-state")
        return Status.OK, (Group(Tag.JOB, reported),)

    def _jobs(self, request: Message, uri: str) -> _Answer:
        over = request.group(Tag.OPERATION).first("which-jobs") == "completed"
        listed = [job for job in self._engine.jobs if self._is_listed(job)]
        jobs = [job for job in listed if reported_state(self._engine.quirks, job)[0].is_final == over]
        if over:
            jobs.reverse()
        shown = (_requested(request, self._attributes(job, uri)) for job in jobs)
        return Status.OK, tuple(Group(Tag.JOB, attributes) for attributes in shown)

    def _cancel(self, request: Message, uri: str) -> _Answer:
        job = self._named(request)
        if job is None:
            return Status.NOT_FOUND, ()
        return (Status.OK if self._engine.cancel(job.id) else Status.NOT_POSSIBLE), ()

    def _named(self, request: Message) -> SimulatedJob | None:
        head = request.group(Tag.OPERATION)
        number = head.first("job-id")
        if number is None and isinstance(uri := head.first("job-uri"), str):
            tail = uri.rsplit("/", 1)[-1]
            number = int(tail) if tail.isdigit() else None
        job = self._engine.job(number) if isinstance(number, int) else None
        return job if job is not None and self._is_listed(job) else None

    def _is_listed(self, job: SimulatedJob) -> bool:
        engine = self._engine
        return (
            PrinterFault.NOT_LISTED not in engine.faults
            and engine.up_time >= job.created + engine.listed_after
        )

    def _attributes(self, job: SimulatedJob, uri: str) -> tuple[Attribute, ...]:
        quirks = self._engine.quirks
        state, reasons = reported_state(quirks, job)
        found = [*_identity(job, uri), *job_names(quirks, job)]
        if PrinterQuirk.NO_STATE_AT_ALL not in quirks:
            found.append(attribute("job-state", Tag.ENUM, int(state)))
        found.append(attribute("job-state-reasons", Tag.KEYWORD, *reasons))
        if PrinterQuirk.NO_COUNT not in quirks:
            printed = 0 if PrinterQuirk.COUNTS_ZERO in quirks else job.printed
            found.append(attribute("job-media-sheets-completed", Tag.INTEGER, printed))
        return tuple(found)


def _identity(job: SimulatedJob, uri: str) -> tuple[Attribute, ...]:
    return (
        attribute("job-uri", Tag.URI, f"{uri}/{job.id}"),
        attribute("job-id", Tag.INTEGER, job.id),
        attribute("job-printer-uri", Tag.URI, uri),
        attribute("job-originating-user-name", Tag.NAME, job.user),
        attribute("time-at-creation", Tag.INTEGER, int(job.created)),
        attribute("job-media-sheets", Tag.INTEGER, job.sheets),
    )


def _requested(request: Message, attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    wanted = set(request.group(Tag.OPERATION).all("requested-attributes"))
    everything = not wanted or wanted & {"all", "printer-description", "job-description", "job-template"}
    return tuple(item for item in attributes if everything or item.name in wanted)
