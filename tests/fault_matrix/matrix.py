"""The whole matrix: which cells are played, and which come to the same end by a rule that the wires prove.

1. A fault that acts on a wire is noticed when something goes over that wire for the first time. Until then a
   visit goes as it goes without the fault: so a fault at one state is the same as at the later state of the
   same way in which its wire is used first. What ends by itself in time (`TIMED`) is exempt.
2. A fault whose wire is not used until the terminal waits again is the same as at a terminal that waits.
   Where a stop keeps it from service, it is the same as at one that staff took out of service, but for the
   code: the first stop stays. At a closed terminal nothing is asked. Otherwise it is as in the first
   situation of the plan after which the terminal rests in the same way.
3. Two who leave on the same plan are one cell if the states in which the wire is used first start the same
   task and the same polls, and they go the same way from there, with the same wires used in each state.
4. Whoever is there when the power fails is not there when it comes back: going on is leaving.
5. Nothing waits for the sound: its faults are played on `SOUND_WAYS`, from the beginning to the end.
6. What passes at a journal differs by its code only, and so does what lasts (`JOURNAL_KINDS`): one of each is
   played everywhere, all of them at the states of `EVERY_CAUSE`.

Who leaves is played with one fault of each kind (`LEAVES_WITH`). Without the fault each situation is played
once, and the wires that it uses are heard. Cells that are not played are tried by chance
(`test_whole_matrix.py`), and all of them with `run.py --every-cell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kiosk.config.sections.timeouts import Timeouts
from kiosk.fsm.machine import SPECS
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import IDLE
from kiosk.journal.faults import Cause, JournalFault
from kiosk.tasks.journal_health import journal_reason
from kiosk_simulator.scenarios.run import Theatre
from tests.fault_matrix.cell import Cell, Played, Situation
from tests.fault_matrix.faults import Fault, faults
from tests.fault_matrix.situations import CHECKING, RESETTING, SELLING, SHUT, SITUATIONS, TAKEN_OUT
from tests.fault_matrix.wires import Wires, touches
from tests.support.shopper import Plan

SOUND, POWER, OUT = "sound", "power", "out of service"
AS_WITHOUT = "–"
"""What the page says of a cell that ends as without its fault."""
UNHEARD = frozenset({SOUND, "worker:sound"})
"""Wires that nothing waits for."""
TIMED = frozenset({"reader.held"})
"""Faults that end by themselves, some seconds after they began."""


@dataclass(frozen=True, slots=True)
class End:
    """How a cell ends: what the visit came to from the fault on, and how the terminal waits."""

    came_to: tuple[str, ...]
    rests: str
    returns: str

    def with_code(self, old: str, new: str) -> End:
        """The same with another code."""
        came_to = tuple(each.replace(old, new) for each in self.came_to)
        return End(came_to, self.rests.replace(old, new), self.returns)

    def __str__(self) -> str:
        said = ", ".join(dict.fromkeys(self.came_to))
        return "; ".join(each for each in (said, self.rests, self.returns) if each)


@dataclass(frozen=True, slots=True)
class Key:
    """One cell."""

    situation: Situation
    fault: Fault

    def __str__(self) -> str:
        return f"{self.fault.name} at {self.situation}"


SOUND_WAYS = (SELLING, RESETTING, CHECKING)
LEAVES_WITH = frozenset(
    {
        "reader.offline", "reader.hang", "reader.pull", "acceptor.silent", "acceptor.resets",
        "validator.silent", "hopper-100.silent", "hopper-100.empty", "hopper-100.silent_in_payout",
        "hoppers.no_coins",
        "printer.paper_out", "printer.gone", "printer.not_listed", "receipt.paper_out", "receipt.silent",
        "sound.stuck", "centre.down", "centre.garbage", "phone.reservation_gone", "card.stuck", "cash.stuck",
        "cash.breaks", "printer.stuck", "centre.stuck", "journal.full", "journal.missing", "power.cut",
        "clock.fast",
    }
)  # fmt: skip
"""Faults with which somebody also goes away."""
JOURNAL_KINDS = {
    **dict.fromkeys(("journal.locked", "journal.read_only"), "journal.full"),
    **dict.fromkeys(("journal.damaged", "journal.newer"), "journal.missing"),
}
"""Faults of the journal, with the one that is played for them."""
EVERY_CAUSE = frozenset({S.STARTING, S.ATTRACT, S.PREPARE, S.PAY})
SHORTEST = {
    "timeouts": {name: known.limits["ge"] for name, known in Timeouts.settings.items() if name in IDLE}
}
"""Settings: nobody is waited for longer than a terminal must; the deadlines of devices are the usual ones."""
WAITING = Situation(S.ATTRACT, SELLING, leaves=True)
TAKEN_OUT_OF_SERVICE = Situation(S.OUT_OF_SERVICE, TAKEN_OUT, leaves=True)


@dataclass(frozen=True, slots=True)
class Ways:
    """What was played without a fault: it is the same for every fault, and may be kept for many matrices."""

    of: dict[Plan, Played] = field(default_factory=dict)
    without: dict[Situation, Played] = field(default_factory=dict)


class Matrix:
    """Plays cells in a theatre. `problems` are those of every cell that was played."""

    def __init__(self, theatre: Theatre, wires: Wires, ways: Ways | None = None) -> None:
        """`ways` are known already, and what is played without a fault is added to them."""
        self._theatre, self._wires = theatre, wires
        with theatre.opened() as stage:
            self.faults = faults(stage.environment)
        known = ways or Ways()
        self._without, self._ways = known.without, known.of
        self._firsts: dict[object, Key] = {}
        self._played: dict[Key, Played] = {}
        self.problems: dict[Key, list[str]] = {}

    @property
    def played(self) -> int:
        """How many cells were played."""
        return len(self._played)

    def cells(self, groups: Iterable[str] | None = None) -> Iterator[Key]:
        """Every cell of these groups of faults, by default of all."""
        wanted = None if groups is None else frozenset(groups)
        for fault in self.faults:
            if wanted is None or fault.group in wanted:
                for situation in situations():
                    if not situation.leaves or fault.name in LEAVES_WITH:
                        yield Key(situation, fault)

    def end(self, key: Key) -> End:
        """The end of a cell, played or by the rules."""
        kind = JOURNAL_KINDS.get(key.fault.name)
        if kind is None or key.situation.state in EVERY_CAUSE:
            return self._end(key)
        alike = next(each for each in self.faults if each.name == kind)
        return self._end(Key(key.situation, alike)).with_code(_code(kind), _code(key.fault.name))

    def _end(self, key: Key) -> End:
        same = self.same(key)
        if same == key:
            return self.end_alone(key)
        if key.fault.group == POWER:
            return self.end_alone(same)
        before, own = self.without(key.situation), self.without(same.situation)
        told = before.told(first_use(before, key.fault))
        played = self._play(same)
        if key.fault.group == SOUND and played.told() != own.told():
            self.problems[same] = ["the sound changes the visit"]
        already = len(own.told(first_use(own, key.fault)))
        noticed = (played.rests, played.returns) != (own.rests, own.returns)
        rests, returns = (played if noticed else before).rests, (played if noticed else before).returns
        return End((*told, *played.told()[already:]), rests, returns)

    def end_without(self, situation: Situation) -> str:
        """The end of a situation without a fault, in words."""
        played = self.without(situation)
        return str(End(tuple(played.told()), played.rests, played.returns))

    def end_alone(self, key: Key) -> End:
        """The end of a cell, played whatever the rules say."""
        played = self._play(key)
        return End(tuple(played.told()), played.rests, played.returns)

    def said(self, key: Key) -> str:
        """The end of a cell as the page would say it."""
        return self._as_said(key, self.end(key))

    def said_alone(self, key: Key) -> str:
        """The same, played whatever the rules say."""
        return self._as_said(key, self.end_alone(key))

    def _as_said(self, key: Key, end: End) -> str:
        return AS_WITHOUT if str(end) == self.end_without(key.situation) else str(end)

    def same(self, key: Key) -> Key:
        """The cell that is played for this one."""
        situation, fault = key.situation, key.fault
        if fault.group == SOUND:
            plan = situation.plan if situation.plan in SOUND_WAYS else SELLING
            return Key(Situation(S.ATTRACT, plan, leaves=False), fault)
        if fault.group == POWER:
            return Key(replace(situation, leaves=False), fault)
        if not fault.wire or fault.name in TIMED:
            return key
        without = self.without(situation)
        first = first_use(without, fault)
        if first is None:
            return self._at_rest(key, without)
        state = without.entries[first].state
        if situation.state is S.STARTING and state is S.ATTRACT:
            return Key(replace(WAITING, leaves=situation.leaves), fault)
        if situation.leaves:
            way = [(each.state, frozenset(each.asked - UNHEARD)) for each in without.entries[first:]]
            way[0] = (S.ATTRACT, way[0][1])  # which page it was makes no difference to who is gone
            told = without.entries[first].told
            left = SPECS[state].task, SPECS[state].polls
            return self._firsts.setdefault((fault, situation.plan.name, left, told, *way), key)
        assert without.reached is not None
        if state in (each.state for each in without.entries[:first]):
            return key  # there the fault would come at the first time already
        return Key(Situation(state, situation.plan, leaves=False), fault)

    def _at_rest(self, key: Key, without: Played) -> Key:
        """What a fault is the same as that is noticed once the terminal rests."""
        if without.rests == "waits":
            return Key(WAITING, key.fault)
        if without.rests == "closed":
            return self._firsts.setdefault((key.fault.group, "closed"), key)
        if without.returns and without.rests.startswith(OUT):
            return Key(TAKEN_OUT_OF_SERVICE, key.fault)
        return self._firsts.setdefault((key.fault, key.situation.plan.name, without.rests), key)

    def without(self, situation: Situation) -> Played:
        """The situation without a fault. Who goes on goes the same way from each state of a plan."""
        if situation not in self._without:
            if situation.leaves or situation.plan in (SHUT, TAKEN_OUT):
                self._without[situation] = self._cell(situation, None)
            else:
                self._without[situation] = self._way(situation.plan).since(situation.state)
        return self._without[situation]

    def _way(self, plan: Plan) -> Played:
        if plan not in self._ways:
            start = S.STARTING if plan is SELLING else S.ATTRACT
            self._ways[plan] = self._cell(Situation(start, plan, leaves=False), None)
        return self._ways[plan]

    def forget(self, key: Key) -> None:
        """Let a cell be played again."""
        del self._played[key]

    def _play(self, key: Key) -> Played:
        if key not in self._played:
            played = self._played[key] = self._cell(key.situation, key.fault)
            if played.problems:
                self.problems[key] = played.problems
        return self._played[key]

    def _cell(self, situation: Situation, fault: Fault | None) -> Played:
        with self._theatre.opened(SHORTEST) as stage:
            return Cell(stage, self._wires, situation, fault).play()


def _code(fault: str) -> str:
    return journal_reason(JournalFault(Cause(fault.partition(".")[2]))).value


def situations() -> Iterator[Situation]:
    """Each state on each of its plans for who goes on, and on the first for who leaves."""
    for state, plans in SITUATIONS.items():
        for plan in plans:
            yield Situation(state, plan, leaves=False)
        yield Situation(state, plans[0], leaves=True)


def first_use(played: Played, fault: Fault) -> int | None:
    """The entry in which the fault's wire is used first, before the terminal is at rest; None if it is not,
    and for the sound, which nobody waits for."""
    assert played.reached is not None
    if fault.group == SOUND:
        return None
    for number, entry in enumerate(played.entries[:-1]):
        if number >= played.reached and any(touches(each, fault.wire) for each in entry.asked):
            return number
    return None
