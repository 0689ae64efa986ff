"""`KioskLibrary`: what a tester does at a running terminal, and what must be seen, in two languages."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from functools import partial

from kiosk_simulator.robot.terminal import Refused, RunningTerminal

PATIENCE = 20.0
"""Seconds for which a key, a state or a text is waited for."""
PLAYS = 600.0
"""Seconds in which every scenario has ended, and everybody has gone."""
_LOOK = 0.05
_ON = ("acknowledge", "end", "in_service")
"""Keys with which somebody comes to the end, in the order in which they are looked for."""
_NOBODY = ("attract", "closed", "out_of_service")
_FIRST_NOTE = 1000


class KioskLibrary:
    """Keywords of Robot Framework, by its dynamic interface. `Connect To Terminal` comes first."""

    ROBOT_LIBRARY_SCOPE = "SUITE"
    ROBOT_LIBRARY_DOC_FORMAT = "TEXT"

    def __init__(self, url: str = "") -> None:
        """`url` is the address of the QA console, as `kiosk run` prints it."""
        self._terminal: RunningTerminal | None = RunningTerminal(url) if url else None

    # --- Robot Framework's dynamic interface

    def get_keyword_names(self) -> list[str]:
        """The English and the Japanese names."""
        return list(_BY_NAME)

    def run_keyword(self, name: str, args: list[str]) -> object:
        """Carry a keyword out."""
        return _BY_NAME[name](self, *args)

    def get_keyword_arguments(self, name: str) -> list[str]:
        """The words of a keyword, as Robot Framework writes them."""
        words = []
        for each in list(inspect.signature(_BY_NAME[name]).parameters.values())[1:]:
            if each.kind is inspect.Parameter.VAR_POSITIONAL:
                words.append(f"*{each.name}")
            elif each.default is inspect.Parameter.empty:
                words.append(each.name)
            else:
                words.append(f"{each.name}={each.default}")
        return words

    def get_keyword_documentation(self, name: str) -> str:
        """What a keyword does, or what the library is."""
        of = {"__intro__": type(self), "__init__": type(self).__init__}.get(name) or _BY_NAME[name]
        return inspect.getdoc(of) or ""

    # --- what a person does

    def connect(self, url: str) -> None:
        """Use the terminal with this QA console."""
        self._terminal = RunningTerminal(url)

    def touch(self, *keys: str) -> None:
        """Touch keys by their names, one after the other, each as soon as it is there."""
        for key in keys:
            _until(partial(self._of.does, "touch", key=key))

    def type_text(self, text: str) -> None:
        """Type digits, or letters of a password, on the keys of the page."""
        for character in text:
            digit, letter = f"digit:{character}", f"letter:{character}"
            _until(partial(self._has_one, (digit, letter)))
            self.touch(next(key for key in (digit, letter) if key in self.keys()))

    def set_card(self, profile: str = "normal") -> None:
        """Set a specimen card."""
        self._of.does("card/place", profile=profile)

    def take_card(self) -> None:
        """Take the card off the reader."""
        self._of.does("card/take")

    def insert(self, *yen: str) -> None:
        """Insert coins and notes, in yen."""
        for each in map(int, yen):
            self._of.does("note" if each >= _FIRST_NOTE else "coin", yen=each)

    def take_money(self, yen: str) -> None:
        """Take what lies in the tray: exactly so many yen."""
        _equal("yen in the tray", self._of.does("tray/take"), int(yen))

    def take_papers(self, sheets: str) -> None:
        """Take the sheets from the output tray: exactly so many."""
        wanted = int(sheets)
        _until(lambda: _equal("sheets", len(self._of.tells("state")["paper"]["sheets"]), wanted))
        _equal("sheets in the output tray", self._of.does("sheets/take"), wanted)

    def take_slips(self, slips: str) -> None:
        """Take receipts and slips: exactly so many."""
        wanted = int(slips)
        _until(lambda: _equal("slips", len(self._of.tells("state")["slips"]), wanted))
        _equal("slips", self._of.does("slips/take"), wanted)

    def reserve(self, profile: str = "normal") -> None:
        """Reserve a password reset by telephone."""
        self._of.does("reservation", profile=profile)

    def reissue(self, profile: str = "normal") -> None:
        """Give a card its tries and its password back."""
        self._of.does("card/reissue", profile=profile)

    # --- devices

    def fault(self, switch: str, amount: str = "") -> None:
        """Let a device fail: a switch of the QA guide, some with a number."""
        self._of.does("switch", id=switch, on=True, amount=float(amount) if amount else None)

    def mend(self) -> None:
        """End every fault."""
        self._of.does("faults/clear")

    def paper(self, sheets: str) -> None:
        """Let so many sheets be in the paper tray."""
        self._of.does("paper", sheets=int(sheets))

    # --- scenarios

    def play(self, scenario: str) -> None:
        """Play a scenario of the project on this terminal, once nobody is there: FILE:NUMBER, as the QA
        console lists them. What failed, and at which step, is the failure."""
        self.make_way()
        self._of.does("scenarios/here", id=scenario)
        try:
            _until(lambda: _equal("running", self._of.tells("state")["scenarios"]["running"], None), PLAYS)
        except AssertionError:
            self._of.does("scenarios/stop")  # it must not hold up the next one
            raise
        result = self._of.tells("state")["scenarios"]["results"].get(scenario)
        if result is None:
            raise AssertionError("it was stopped")
        if not result["passed"]:
            raise AssertionError(f"{result['step'] or 'before the first step'}: {result['message']}")

    def make_way(self) -> None:
        """End every fault and take everything until nobody is at the terminal any more."""
        _until(self._goes, PLAYS)

    def _goes(self) -> None:
        if self.state() in _NOBODY:
            return
        self.mend()
        for path in ("card/take", "tray/take", "sheets/take", "slips/take"):
            self._of.does(path)
        there = self.keys()
        for key in (each for each in _ON if each in there):
            self._of.does("touch", key=key)
            break
        raise AssertionError(f"somebody is still there: {self.state()}")

    # --- what must be seen

    def state_is(self, state: str, code: str = "") -> None:
        """Wait until the terminal is in this state, perhaps with this code."""
        wanted = (state, code) if code else (state,)
        _until(lambda: _equal("state", (self.state(), self.code())[: len(wanted)], wanted))

    def says(self, text: str) -> None:
        """Wait until the page says this."""
        _until(lambda: self._finds(text))

    def offers(self, *keys: str) -> None:
        """Wait until these keys can be touched."""
        _until(lambda: _equal("missing keys", [key for key in keys if key not in self.keys()], []))

    def lacks(self, *keys: str) -> None:
        """None of these keys can be touched."""
        _equal("keys", [key for key in keys if key in self.keys()], [])

    def state(self) -> str:
        """Return the state."""
        return str(self._of.tells("state")["screen"]["state"])

    def code(self) -> str:
        """Return the code that is shown, empty without one."""
        return str(self._of.tells("state")["screen"]["notice"] or "")

    def keys(self) -> list[str]:
        """Return the names of what can be touched."""
        return [str(key) for key in self._of.tells("page")["keys"]]

    def words(self) -> str:
        """Return every text on the page."""
        return str(self._of.tells("page")["words"])

    @property
    def _of(self) -> RunningTerminal:
        if self._terminal is None:
            raise AssertionError("no terminal: Connect To Terminal comes first")
        return self._terminal

    def _finds(self, text: str) -> None:
        words = self.words().replace("\n", "")
        if text.replace(" ", "") not in words.replace(" ", ""):
            raise AssertionError(f"the page does not say {text!r}")

    def _has_one(self, keys: tuple[str, ...]) -> None:
        if not any(key in self.keys() for key in keys):
            raise AssertionError(f"no {' or '.join(keys)}")


def _equal(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: {found}, not {wanted}")


def _until(act: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Repeat until it succeeds; what it raises last is raised when `seconds` are over."""
    end = time.monotonic() + seconds
    while True:
        try:
            act()
        except (AssertionError, Refused):
            if time.monotonic() > end:
                raise
            time.sleep(_LOOK)
        else:
            return


KEYWORDS: dict[str, tuple[str, Callable[..., object]]] = {
    "Connect To Terminal": ("端末につなぐ", KioskLibrary.connect),
    "Touch": ("押す", KioskLibrary.touch),
    "Type": ("入力する", KioskLibrary.type_text),
    "Set Card": ("カードを置く", KioskLibrary.set_card),
    "Take Card": ("カードを取る", KioskLibrary.take_card),
    "Insert Money": ("お金を入れる", KioskLibrary.insert),
    "Take Money": ("お金を取る", KioskLibrary.take_money),
    "Take Papers": ("証明書を取る", KioskLibrary.take_papers),
    "Take Slips": ("控えを取る", KioskLibrary.take_slips),
    "Reserve Reset": ("初期化を予約する", KioskLibrary.reserve),
    "Reissue Card": ("カードを再発行する", KioskLibrary.reissue),
    "Set Fault": ("故障させる", KioskLibrary.fault),
    "Mend Everything": ("復旧する", KioskLibrary.mend),
    "Set Paper": ("用紙を入れる", KioskLibrary.paper),
    "Play Scenario": ("シナリオを実行する", KioskLibrary.play),
    "Make Way": ("場所をあける", KioskLibrary.make_way),
    "State Should Be": ("画面は", KioskLibrary.state_is),
    "Page Should Say": ("表示がある", KioskLibrary.says),
    "Keys Should Include": ("押せるキーは", KioskLibrary.offers),
    "Keys Should Lack": ("押せないキーは", KioskLibrary.lacks),
    "Get State": ("画面を調べる", KioskLibrary.state),
    "Get Code": ("コードを調べる", KioskLibrary.code),
    "Get Keys": ("キーを調べる", KioskLibrary.keys),
    "Get Words": ("文を調べる", KioskLibrary.words),
}
"""Each keyword with its Japanese name."""
_BY_NAME = {name: act for english, (japanese, act) in KEYWORDS.items() for name in (english, japanese)}
