"""Name of each swap of answers by the centre, when to switch it on, and the expected result."""

from __future__ import annotations

from enum import StrEnum

from kiosk_simulator.centre.faults import CentreFault as Centre
from kiosk_simulator.console.texts.fault_text import FaultText

IDLE, PIN, ORDER = "before a visit", "before the PIN is sent", "before the order is confirmed"
_MISMATCH = "refusal N-202 before money; issuing stops until staff clears it"
_LATE = "refusal N-102 in time; the next who applies gets nothing of it, and issuing stops"
_SPLICED = "refusal N-201 before money; issuing stops until staff clears it"
_LAST_COPY = "several copies: N-202 before money, none is printed; issuing stops"
_OLD = "N-202 before money, also for a cancelled seal; issuing stops"
_PASSING = "N-202; issuing stays stopped, also after a restart, though the centre is well again"
_OTHER_CARD = "refusal N-202 before anything is chosen; issuing stops until staff clears it"
_TWICE = "refusal N-103; nobody gets another request's answer"
_SILENT = "refusal N-102 when the time-out is over; no money was taken"
_TOO_OLD = "all but the card check closed within 30 s, N-106; until the terminal is updated"

SWAPS: dict[StrEnum, FaultText] = {
    Centre.SWAPPED_ANSWERS: FaultText("応答が入れ替わる", "Answers swapped", ORDER, _MISMATCH),
    Centre.OVERWRITTEN_REQUEST: FaultText(
        "同じ秒の申請に上書きされる", "Overwritten within a second", ORDER, _MISMATCH
    ),
    Centre.PREVIOUS_ANSWER: FaultText("一つ前の申請の応答", "Answer of the one before", ORDER, _MISMATCH),
    Centre.LATE_ANSWER: FaultText("期限後の応答が次の人へ", "Late answer to the next", ORDER, _LATE),
    Centre.PROOF_OF_ANOTHER: FaultText("別のカードへの応答", "Answer for another card", PIN, _OTHER_CARD),
    Centre.ANSWER_TO_ANOTHER: FaultText("別の利用への応答", "Answer to another visit", PIN, _OTHER_CARD),
    Centre.ANSWER_TWICE: FaultText("応答が二度来る", "Answers come twice", PIN, _TWICE),
    Centre.PAGE_OF_ANOTHER: FaultText(
        "途中に別の戸籍・住民票が混じる", "Another's part in the middle", ORDER, _SPLICED
    ),
    Centre.COPY_OF_ANOTHER: FaultText("最後の一通が別人", "Last copy is another's", ORDER, _LAST_COPY),
    Centre.REPLAYED_RECORD: FaultText("以前の証明書が届く", "Replayed record", ORDER, _MISMATCH),
    Centre.STALE_COPY: FaultText("3日前の写しから発行", "Stale copy of three days", ORDER, _OLD),
    Centre.WRONG_CLOCK: FaultText("日付が明日", "Dated tomorrow", ORDER, _MISMATCH),
    Centre.PASSING_MISMATCH: FaultText("3件だけ別人になる", "Three mismatches, then well", ORDER, _PASSING),
    Centre.HALF_OPEN: FaultText("つながるが応答なし", "Connected, never answers", PIN, _SILENT),
    Centre.NEWER_PROGRAM_WANTED: FaultText(
        "新しい版を求める（426）", "Wants a newer program", IDLE, _TOO_OLD
    ),
}
"""One entry for every swap; part of `faults.FAULT_TEXTS`."""

SWAPS_SEEN_JA: dict[str, str] = {
    _MISMATCH: "お金の前にお断り N-202。係員が解除するまで発行停止",
    _LATE: "時間内にお断り N-102。次に申請した人には渡らず、発行停止",
    _SPLICED: "お金の前にお断り N-201。係員が解除するまで発行停止",
    _LAST_COPY: "複数通ならお金の前に N-202。一枚も印刷せず発行停止",
    _OLD: "お金の前に N-202（廃止された印鑑登録も）。発行停止",
    _PASSING: "N-202。センターが直っても、再起動しても発行停止のまま",
    _OTHER_CARD: "なにも選ばないうちにお断り N-202。係員が解除するまで発行停止",
    _TWICE: "お断り N-103。ほかの要求の応答はだれにも渡らない",
    _SILENT: "時間切れでお断り N-102。お金は受け取らない",
    _TOO_OLD: "30秒以内にカードの状態のほかは休止 N-106。端末を更新するまで",
}
"""What must be seen, in Japanese, by the English."""
