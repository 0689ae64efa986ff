"""Name of each fault on the page, when to switch it on, and the expected result."""

from __future__ import annotations

from enum import StrEnum

from kiosk_simulator.cash.devices import CoinFault as Coin
from kiosk_simulator.cash.devices import HopperFault as Hopper
from kiosk_simulator.cash.validator import NoteFault as Note
from kiosk_simulator.centre.faults import CentreFault as Centre
from kiosk_simulator.console.texts.fault_text import FaultText, ReaderSwitch, SlipSwitch
from kiosk_simulator.console.texts.swaps import SWAPS
from kiosk_simulator.page_printer.engine import PrinterFault as Printer
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault as Receipt
from kiosk_simulator.sound.faults import SoundFault as Sound
from kiosk_simulator.sound.faults import SoundSwitch

IDLE, CARD, PIN, ORDER, PAY, PAID, PRINTING, ANY, RESET = (
    "before a visit", "while the card is read", "before the PIN is sent", "before the order is confirmed",
    "while paying", "before the last coin", "while printing", "any time", "before a password reset",
)  # fmt: skip

FAULT_TEXTS: dict[type[StrEnum], dict[StrEnum, FaultText]] = {
    ReaderSwitch: {
        ReaderSwitch.OFFLINE: FaultText(
            "読取機が無い", "Offline", IDLE, "out of service, C-107; well again by itself"
        ),
        ReaderSwitch.HANG: FaultText(
            "応答が止まる",
            "Hangs after n APDUs",
            CARD,
            "C-102 after 15 s; then nobody is let in until it is switched off",
        ),
        ReaderSwitch.HELD: FaultText(
            "他のプログラムが使用中", "Card in use", CARD, "nothing: waited for, for 3 seconds at most"
        ),
        ReaderSwitch.ODD_LOOKS: FaultText(
            "異常な状態が混じる", "Odd states", ANY, "nothing: looked at again"
        ),
        ReaderSwitch.SLOW: FaultText("応答がおそい", "Slow by n s", CARD, "the visit goes on, only later"),
        ReaderSwitch.PULL: FaultText(
            "カードを引き抜く", "Pulled after n APDUs", CARD, "“Place the card again”, C-101; nothing is owed"
        ),
        ReaderSwitch.PULL_UNANSWERED: FaultText(
            "引き抜いて応答も失う",
            "Pulled, answer lost",
            PIN,
            "C-101; tries left are read from the card again",
        ),
        ReaderSwitch.PULL_AT_RESET: FaultText(
            "初期化の直前に引き抜く",
            "Pulled just before the reset",
            RESET,
            "S-105; the card has its old password",
        ),
        ReaderSwitch.PULL_AFTER_RESET: FaultText(
            "初期化の応答を失う", "Reset, answer lost", RESET, "S-105; the card has the new password"
        ),
    },
    Coin: {
        Coin.SILENT: FaultText(
            "無応答", "Silent", ORDER, "Y-101, no coin is taken; while paying: all coins come back"
        ),
        Coin.REJECTS: FaultText(
            "硬貨をすべて返す", "Rejects every coin", PAY, "each coin comes back; the amount stays"
        ),
        Coin.RESETS: FaultText("再起動（1回）", "Resets once", PAID, "Y-101 and all coins come back"),
        Coin.JAM: FaultText("次の硬貨で詰まる", "Jams at next coin", PAY, "Y-101 and all coins come back"),
    },
    Note: {
        Note.SILENT: FaultText(
            "無応答", "Silent", PAY, "all coins come back; a slip and staff, Y-104, until it has answered"
        ),
        Note.RESETS: FaultText(
            "再起動（1回）", "Resets once", PAY, "counted once; one on its way is a slip for the staff"
        ),
        Note.JAM: FaultText(
            "次の紙幣で詰まる", "Jams with next note", PAY, "all coins come back; a slip and staff, Y-104"
        ),
        Note.LOST_EVENT: FaultText(
            "次の収納を知らせない", "Loses next event", PAY, "all coins come back; a slip and staff, Y-104"
        ),
        Note.RETURNS: FaultText(
            "次の紙幣を返す", "Returns next note", PAY, "the note comes back; coins go on"
        ),
        Note.FULL: FaultText(
            "収納庫が満杯", "Stacker full", PAY, "the note comes back; 1,000 is crossed out, coins go on"
        ),
        Note.REMOVED: FaultText(
            "収納庫なし", "Stacker removed", PAY, "the note comes back; 1,000 is crossed out, coins go on"
        ),
        Note.FRAUD: FaultText(
            "次の紙幣で不正",
            "Fraud with next note",
            PAY,
            "the note comes back, and all coins come back, Y-101",
        ),
        Note.SCALING: FaultText(
            "金額が10倍", "Scaling of ten", IDLE, "the note comes back; 1,000 is crossed out, coins go on"
        ),
        Note.LATE: FaultText("応答が1回おくれる", "One reply late", PAY, "the note is counted once"),
        Note.DOUBLED: FaultText("応答が2回", "Replies twice", PAY, "the note is counted once"),
    },
    Hopper: {
        Hopper.SILENT: FaultText(
            "無応答", "Silent", IDLE, "certificates closed, Y-101; well again by itself"
        ),
        Hopper.SHORT: FaultText(
            "1枚少ない", "Pays one too few", PAID, "other hoppers make it up, else a claim slip"
        ),
        Hopper.EMPTY: FaultText(
            "出ない", "Pays nothing", PAID, "other hoppers make it up, else a claim slip, Y-103"
        ),
        Hopper.SILENT_IN_PAYOUT: FaultText(
            "払出中に無応答", "Silent in pay-out", PAID, "asked for a minute; then a slip and staff, Y-104"
        ),
    },
    Printer: {
        Printer.PAPER_OUT: FaultText(
            "用紙なし", "Paper out", PRINTING, "waits, P-101; prints on after it is cleared"
        ),
        Printer.PAPER_JAM: FaultText(
            "紙づまり", "Paper jam", PRINTING, "waits, P-102; the jammed sheet is printed again"
        ),
        Printer.COVER_OPEN: FaultText(
            "カバー開", "Cover open", PRINTING, "waits, P-103; prints on when closed"
        ),
        Printer.TONER_LOW: FaultText(
            "トナー残りわずか", "Toner low", ANY, "a hint for staff only; prints on"
        ),
        Printer.STOPPED: FaultText("停止中", "Stopped", PRINTING, "waits, P-103; prints on afterwards"),
        Printer.ERRORS: FaultText(
            "エラーで終わる", "Ends with errors", PAID, "money back for what did not come out"
        ),
        Printer.ABORT_JOB: FaultText(
            "印刷を取り消す", "Aborts the job", PAID, "money back for what did not come out"
        ),
        Printer.BUSY: FaultText("ほかの印刷中", "Busy", PAID, "waits 30 s for it, then money back, P-103"),
        Printer.ANSWER_LOST: FaultText(
            "受付の返事を失う", "Job taken, answer lost", PAID, "the job is found by its number; prints on"
        ),
        Printer.NOT_LISTED: FaultText(
            "ジョブを忘れる", "Forgets the job", PAID, "money back, P-105; then out of service for staff"
        ),
        Printer.GONE: FaultText("接続が切れる", "Connection lost", PAID, "money back or waits for it, P-103"),
        Printer.SLOW: FaultText(
            "応答がおそい", "Slow by n s", IDLE, "certificates closed while its health is unknown, P-103"
        ),
    },
    Receipt: {
        Receipt.PAPER_OUT: FaultText(
            "用紙なし", "Paper out", IDLE, "all with a slip closed, P-201; well again by itself"
        ),
        Receipt.PAPER_LOW: FaultText("用紙残りわずか", "Paper low", ANY, "a hint for staff only; prints on"),
        Receipt.COVER_OPEN: FaultText("カバー開", "Cover open", IDLE, "all with a slip closed, P-201"),
        Receipt.CUTTER: FaultText("カッター故障", "Cutter stuck", IDLE, "all with a slip closed, P-201"),
        Receipt.SILENT: FaultText(
            "無応答", "Silent", PAID, "certificates and change come, the receipt does not"
        ),
        Receipt.GONE: FaultText(
            "接続が切れる", "Connection lost", PAID, "certificates and change come, no receipt"
        ),
        Receipt.DEAF_AT_FIRST: FaultText(
            "接続後30秒無反応", "Deaf after connecting", IDLE, "nothing while the connection is kept"
        ),
        Receipt.UNASKED_STATUS: FaultText(
            "自動ステータス送信", "Unasked status", ANY, "nothing: what came unasked is no answer"
        ),
        Receipt.DROPS: FaultText("無通信で切断", "Drops idle connections", ANY, "nothing: connected anew"),
        Receipt.STREAM: FaultText(
            "0x12を送り続ける", "Endless 0x12", IDLE, "all with a slip closed, P-201; well again by itself"
        ),
        Receipt.STUCK: FaultText(
            "応答のみで印字しない",
            "Answers, does not print",
            IDLE,
            "all with a slip closed, P-201; well again by itself",
        ),
    },
    SlipSwitch: {
        SlipSwitch.ENDS_IN_SLIP: FaultText(
            "途中で用紙が切れる", "Paper ends after n rows", PAID, "half a slip waits; it becomes “Paper out”"
        ),
    },
    SoundSwitch: {
        SoundSwitch.HEADPHONES: FaultText(
            "イヤホンをつなぐ", "Headphones plugged in", ANY, "every screen is read aloud, names as well"
        ),
    },
    Sound: {
        Sound.NO_DEVICE: FaultText("音の装置が無い", "No sound device", ANY, "nothing: the visit is silent"),
        Sound.STUCK: FaultText(
            "次の音で止まる", "Stuck at next sound", ANY, "nothing: silent, heard again after it is cleared"
        ),
        Sound.SLOW: FaultText("n秒おくれる", "Slow by n s", ANY, "nothing: every sound comes later"),
        Sound.DISAPPEARS: FaultText(
            "次の音で無くなる", "Gone at next sound", ANY, "nothing: it becomes “No sound device”"
        ),
    },
    Centre: {
        Centre.DOWN: FaultText(
            "接続できない",
            "Down",
            IDLE,
            "all but the card check closed within 30 s, N-101; well again by itself",
        ),
        Centre.OUT_OF_SERVICE: FaultText(
            "休止中（503）", "Out of service", PIN, "refusal N-101; no money was taken"
        ),
        Centre.GATEWAY_PAGE: FaultText(
            "中継装置の案内ページ（503）", "Gateway's page", PIN, "refusal N-101; no money was taken"
        ),
        Centre.SLOW: FaultText("応答がおそい", "Slow by n s", PIN, "refusal N-101 or N-102, in time"),
        Centre.GARBAGE: FaultText("壊れた応答", "Garbage", PIN, "refusal N-103"),
        Centre.WRONG_TYPE: FaultText("別の形式の応答", "Wrong content type", PIN, "refusal N-103"),
        Centre.HALF_ANSWER: FaultText("途中で切れる応答", "Half an answer", PIN, "refusal N-103"),
        Centre.WRONG_SIGNATURE: FaultText(
            "署名が合わない", "Wrong signature", ORDER, "refusal N-201; issuing stops until staff clears it"
        ),
        Centre.OTHER_PERSON: FaultText(
            "別人の証明書",
            "Another person's record",
            ORDER,
            "refusal N-202; issuing stops until staff clears it",
        ),
        **SWAPS,
        Centre.INCOMPLETE_RECORD: FaultText(
            "記載が欠けている", "Incomplete record", ORDER, "refusal M-105 before money; the next is served"
        ),
        Centre.FULL_WIDTH_NUMBERS: FaultText(
            "番号が全角", "Full-width numbers", ANY, "numbers are half-width on slips; certificates M-105"
        ),
        Centre.UNUSABLE_NUMBERS: FaultText(
            "番号に制御文字",
            "Unusable numbers",
            ANY,
            "slips carry a number of the terminal; certificates M-105 before money",
        ),
        Centre.REFUSE: FaultText(
            "発行を断る", "Refuses this person", PIN, "refusal M-101; the reason is told to nobody"
        ),
        Centre.REFUSE_APPLICATION: FaultText(
            "申請を断る", "Refuses the application", ORDER, "refusal M-101 before money"
        ),
        Centre.MOVE_OUT_FILED: FaultText(
            "転出届が出された", "Moving out filed", ORDER, "refusal M-101 before money; told to nobody why"
        ),
        Centre.PROTECTION_FILED: FaultText(
            "支援措置の申出があった", "Protective measure", ORDER, "the same refusal M-101, word for word"
        ),
        Centre.SEAL_CANCELLED: FaultText(
            "印鑑登録が廃止された",
            "Seal cancelled",
            ORDER,
            "印鑑登録証明書 refused before money; all else issued",
        ),
        Centre.REVOKED: FaultText("証明書は失効", "Certificate revoked", PIN, "refusal C-302"),
        Centre.NOTHING_AVAILABLE: FaultText(
            "発行できるものがない", "Nothing available", PIN, "refusal M-102"
        ),
        Centre.OUTSIDE_HOURS: FaultText("センターは時間外", "Outside hours", PIN, "refusal T-103"),
        Centre.ENDLESS_SCRIPT: FaultText(
            "初期化が終わらない", "Endless reset", RESET, "refusal N-103; the card has its old password"
        ),
        Centre.WRONG_CRYPTOGRAM: FaultText(
            "初期化の認可が合わない",
            "Wrong authorisation",
            RESET,
            "refusal S-104; the card has its old password",
        ),
        Centre.FORBIDDEN_COMMAND: FaultText(
            "初期化で署名をさせる",
            "Forbidden command",
            RESET,
            "refusal S-104; nothing of it reaches the card",
        ),
        Centre.SIGNATURE_REVOKED: FaultText(
            "署名用証明書は失効",
            "Signature certificate revoked",
            RESET,
            "refusal C-312; so for an application",
        ),
        Centre.OCSP_DOWN: FaultText(
            "失効の照会に答えない",
            "No OCSP",
            PIN,
            "nothing: the revocation list decides; without it nobody is let in",
        ),
        Centre.OCSP_STALE: FaultText(
            "失効の回答が古い",
            "Old OCSP",
            PIN,
            "nothing: the revocation list decides; without it nobody is let in",
        ),
        Centre.OCSP_UNKNOWN: FaultText("失効の照会で不明", "OCSP unknown", PIN, "refusal C-303"),
        Centre.OCSP_WRONG_SIGNER: FaultText(
            "失効の回答の署名者が違う",
            "OCSP by a stranger",
            PIN,
            "nothing: the revocation list decides; without it nobody is let in",
        ),
        Centre.OCSP_WRONG_NONCE: FaultText(
            "失効の回答が別の照会のもの",
            "OCSP replayed",
            PIN,
            "nothing: the revocation list decides; without it nobody is let in",
        ),
        Centre.CRL_DOWN: FaultText(
            "失効リストが無い", "No CRL", PIN, "nothing while OCSP answers; else nobody is let in"
        ),
        Centre.CRL_STALE: FaultText(
            "失効リストが古い", "Old CRL", PIN, "nothing while OCSP answers; else nobody is let in"
        ),
        Centre.CRL_WRONG_SIGNER: FaultText(
            "失効リストの署名が合わない",
            "CRL by a stranger",
            PIN,
            "nothing while OCSP answers; else nobody is let in",
        ),
        Centre.TERMINAL_REVOKED: FaultText(
            "端末の証明書が失効",
            "Terminal revoked",
            IDLE,
            "all but the card check closed within 30 s, N-105; well again by itself",
        ),
        Centre.REGISTERED_AT_ONCE: FaultText(
            "利用登録はすぐ決まる", "Decides at once", ANY, "applications for usage registration need no days"
        ),
    },
}
"""One entry for every member of every fault enumeration; a test keeps it so. By enumeration, because
members of two of them with the same value are equal."""


def fault_text(fault: StrEnum) -> FaultText:
    """The texts of a fault. Raises KeyError for a fault without texts."""
    return FAULT_TEXTS[type(fault)][fault]
