"""The verbs of scenarios, each with its Japanese name and what it does."""

from __future__ import annotations

from collections.abc import Callable

from kiosk_simulator.scenarios.stage import BEGINS, Failed, Stage
from kiosk_simulator.scenarios.verbs import devices, eye, paths, people, staff, surroundings

__all__ = ["BEGINS", "BY_NAME", "VERBS", "Failed", "Stage", "Verb"]

Verb = Callable[..., None]
VERBS: dict[str, tuple[str, Verb]] = {
    "reach": ("までいく", paths.reach),
    "touch": ("押す", people.touch),
    "type": ("入力", people.type_text),
    "set-card": ("カードを置く", people.set_card),
    "take-card": ("カードを取る", people.take_card),
    "insert": ("お金を入れる", people.insert),
    "insert-at-once": ("一度に入れる", people.insert_at_once),
    "take-money": ("お金を取る", people.take_money),
    "take-papers": ("証明書を取る", people.take_papers),
    "take-slips": ("控えを取る", people.take_slips),
    "leave": ("立ち去る", people.leave),
    "reserve": ("予約する", people.reserve),
    "decide": ("審査が終わる", people.decide),
    "spend-tries": ("残り回数", people.spend_tries),
    "fault": ("故障", devices.fault),
    "mend": ("復旧", devices.mend),
    "paper": ("用紙", devices.paper),
    "coins": ("硬貨", devices.coins),
    "print-sheet": ("一枚印刷", devices.print_sheet),
    "stuck": ("応答なし", devices.stuck),
    "comes-back": ("応答が戻る", devices.comes_back),
    "breaks": ("プログラム異常", devices.breaks),
    "journal": ("記録", devices.journal),
    "wait": ("待つ", surroundings.wait),
    "time-out": ("時間切れ", surroundings.time_out),
    "time": ("時刻", surroundings.time),
    "close": ("休止にする", surroundings.close),
    "open-again": ("再開する", surroundings.open_again),
    "clock-jumps": ("時計が飛ぶ", surroundings.clock_jumps),
    "power-cut": ("停電", surroundings.power_cut),
    "restart-with": ("設定して起動", surroundings.restart_with),
    "told-to-end": ("終了を命じる", surroundings.told_to_end),
    "call-staff": ("店員を呼ぶ", staff.call_staff),
    "staff-enters": ("店員が入る", staff.staff_enters),
    "staff-settles": ("店員が処理", staff.staff_settles),
    "sees": ("画面", eye.sees),
    "until": ("までまつ", eye.until),
    "says": ("表示", eye.says),
    "offers": ("押せる", eye.offers),
    "lacks": ("押せない", eye.lacks),
    "closed": ("使えない", eye.closed),
    "tray": ("受け皿", eye.tray),
    "sheets": ("枚数", eye.sheets),
    "slips": ("控えの数", eye.slips),
    "inside": ("機内の金額", eye.inside),
}
"""Each verb with its Japanese name."""
BY_NAME = {name: verb for english, (japanese, verb) in VERBS.items() for name in (english, japanese)}
