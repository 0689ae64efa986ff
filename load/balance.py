"""Whether everything adds up: the centre's list of wrong answers and its tables, what the terminals saw, and
what the fleet server was told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.fsm.reasons import Reason
from kiosk_servers.database.engine import Database
from kiosk_simulator.centre.faults import CentreFault
from load.fleet import Told
from load.played import Played
from load.switching import PROOFS

CAUGHT = frozenset({Reason.RECORD_MISMATCH.name, Reason.RECORD_NOT_GENUINE.name})
"""The terminal's alarms: no certificate, and issuing stops."""
_UNREAD = frozenset({Reason.CENTRE_SLOW.name})
"""The terminal had given up before the answer came, and never read it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the centre's tables say: independent of any row of a terminal."""

    numbers: Mapping[str, tuple[str, str]]
    """Document number → terminal and request that it was given to."""
    residents: frozenset[tuple[str, str]]
    """Terminal and resident of every proof."""
    reported: frozenset[str]
    """Numbers of which a terminal has said what became of them."""
    issued: int

    @classmethod
    def of(cls, database: Database) -> Given:
        """Read the tables of a centre whose terminals have come to rest."""
        given = database.rows(
            "SELECT number, terminal, request FROM given_number WHERE service = ?", "certificates"
        )
        proofs = database.rows("SELECT DISTINCT terminal, resident FROM authentication")
        outcomes = database.rows("SELECT printed, void, uncertain FROM outcome")
        ((issued,),) = database.rows("SELECT count(*) FROM application")
        return cls(
            {number: (terminal, request) for number, terminal, request in given},
            frozenset((terminal, who) for terminal, who in proofs),
            frozenset(number for row in outcomes for numbers in row for number in numbers.split()),
            int(issued),
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """The result. `problems` is empty when nothing of another person was accepted and all adds up."""

    applications: int
    accepted: int
    by_person: Counter[str]
    ends: Counter[str]
    injected: Counter[str]
    caught: Counter[str]
    harmless: Counter[str]
    foreign: int
    unaccounted: int
    rows: int
    """Of journals, on record at the fleet server."""
    stops: Counter[str]
    """How often a terminal stopped issuing, as the fleet server's pages say, by terminal."""
    problems: tuple[str, ...] = field(default=())

    def lines(self) -> Iterable[str]:
        """For people."""
        yield f"{self.applications:,} applications, {self.accepted:,} documents accepted"
        yield f"of another person: {self.foreign}; unaccounted: {self.unaccounted}"
        yield "ends: " + _counted(self.ends)
        yield f"injected {self.injected.total():,}: " + _counted(self.injected)
        yield f"caught {self.caught.total():,}: " + _counted(self.caught)
        yield f"harmless {self.harmless.total():,}: " + _counted(self.harmless)
        yield (
            f"at the fleet server: {self.rows:,} rows, {self.stops.total():,} stops of issuing "
            f"at {len(self.stops)} terminals"
        )
        yield "accepted by person: " + _counted(self.by_person)
        for problem in self.problems:
            yield f"PROBLEM: {problem}"


def balance(
    played: Played,
    given: Given,
    told: Told,
    wronged_by: Mapping[str, Sequence[CentreFault]],
    struck: Mapping[CentreFault, int],
) -> Balance:
    """Hold them against each other.

    `wronged_by` are the requests that got something else than they had asked for, `struck` how often each
    fault struck at all: in between are those whom a fault of the delivery struck and left with their own.
    """
    refused = {each.request: each.refused for each in played.applications}
    caught: Counter[str] = Counter()
    harmless: Counter[str] = Counter()
    problems = [f"unexpected: {each}" for each in played.broken]
    wronged = [(request, fault) for request, faults in wronged_by.items() for fault in faults]
    for request, fault in wronged:
        how = refused.get(request)
        if how in CAUGHT:
            caught[fault.value] += 1
        elif how in _UNREAD:
            harmless[f"{fault.value}: came after the terminal had given up"] += 1
        else:
            problems.append(f"{fault.value} was not noticed: {how or 'accepted'}")
    for fault, times in struck.items():
        noted = sum(each is fault for _, each in wronged)
        if fault in PROOFS:
            caught[fault.value] += times
        elif times > noted:
            harmless[f"{fault.value}: its own answer after all"] += times - noted
    unread = sum(struck.get(each, 0) for each in PROOFS) - played.proofs_of_another
    if not 0 <= unread <= played.not_signed_in["CENTRE_SLOW"]:
        problems.append(f"{played.proofs_of_another} answers to a proof noticed, {unread} more were wrong")
    elif unread:
        caught.subtract({min(PROOFS, key=lambda each: -struck.get(each, 0)).value: unread})
        harmless["of another card or visit: came after the terminal had given up"] += unread
    if false := sorted({each for each in refused if refused[each] in CAUGHT} - wronged_by.keys()):
        problems.append(f"{len(false)} right answers taken for wrong ones")
    foreign = _foreign(played, given, problems)
    unaccounted = len(given.numbers.keys() - given.reported) + played.owed
    if unaccounted:
        problems.append(f"{unaccounted} documents or outcomes of which the centre has heard nothing")
    problems += _untold(played, told)
    return Balance(
        len(played.applications),
        len(played.accepted),
        Counter(each.resident for each in played.accepted),
        Counter(each.refused or "ACCEPTED" for each in played.applications) + played.not_signed_in,
        Counter({fault.value: times for fault, times in struck.items() if times}),
        caught,
        harmless,
        foreign,
        unaccounted,
        told.rows.total(),
        told.stops,
        tuple(problems),
    )


def _untold(played: Played, told: Told) -> Iterable[str]:
    """What the fleet server does not know, or says otherwise."""
    yield from (f"the fleet server's alarm, {each}" for each in told.others)
    if played.rows != told.rows:
        yield f"{(played.rows - told.rows).total()} rows of journals did not reach the fleet server"
    if played.stops != told.stops or told.shown != told.stops.keys():
        yield (
            f"{played.stops.total()} stops of issuing at {len(+played.stops)} terminals, of which the fleet "
            f"server knows {told.stops.total()} and shows {len(told.shown)}"
        )


def _foreign(played: Played, given: Given, problems: list[str]) -> int:
    """Documents that are not their holder's, by their bytes or by the centre's tables."""
    foreign = 0
    numbers = Counter(each.number for each in played.accepted)
    for each in played.accepted:
        tables = (
            given.numbers.get(each.number) == (each.terminal, each.request)
            and (each.terminal, each.resident) in given.residents
            and numbers[each.number] == 1
        )
        foreign += not (each.own and tables)
    if foreign:
        problems.append(f"{foreign} documents of another person were accepted")
    return foreign


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {times:,}" for name, times in sorted(counter.items())) or "none"
