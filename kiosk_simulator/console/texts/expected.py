"""When to switch a fault on and what must be seen then, in Japanese, by the English of `texts.faults`."""

from __future__ import annotations

from kiosk_simulator.console.texts.swaps import SWAPS_SEEN_JA

MOMENTS_JA: dict[str, str] = {
    "before a visit": "利用の前",
    "while the card is read": "カードの読取中",
    "before the PIN is sent": "暗証番号の送信前",
    "before the order is confirmed": "申請内容の確認前",
    "while paying": "支払い中",
    "before the last coin": "最後の硬貨の前",
    "while printing": "印刷中",
    "any time": "いつでも",
    "before a password reset": "パスワード初期化の前",
}
"""The moments."""

_CASH: dict[str, str] = {
    "Y-101, no coin is taken; while paying: all coins come back": "Y-101。硬貨を受けない。支払い中は全額返金",
    "each coin comes back; the amount stays": "硬貨はすべて戻り、投入金額は変わらない",
    "Y-101 and all coins come back": "Y-101。硬貨は全額返金",
    "all coins come back; a slip and staff, Y-104, until it has answered": (
        "硬貨は全額返金。引換票と係員呼出 Y-104（応答があるまで）"
    ),
    "counted once; one on its way is a slip for the staff": "1回だけ数える。搬送中の1枚は係員用の引換票",
    "all coins come back; a slip and staff, Y-104": "硬貨は全額返金。引換票と係員呼出 Y-104",
    "the note comes back; coins go on": "紙幣は戻る。硬貨は使える",
    "the note comes back; 1,000 is crossed out, coins go on": "紙幣は戻る。1,000に×印。硬貨は使える",
    "the note comes back, and all coins come back, Y-101": "紙幣も硬貨も全額戻る Y-101",
    "the note is counted once": "紙幣は1回だけ数える",
    "certificates closed, Y-101; well again by itself": "証明書は休止 Y-101。直れば自動で復帰",
    "other hoppers make it up, else a claim slip": "ほかのホッパーで補う。できなければ引換票",
    "other hoppers make it up, else a claim slip, Y-103": "ほかのホッパーで補う。できなければ引換票 Y-103",
    "asked for a minute; then a slip and staff, Y-104": "1分間問い合わせ、その後は引換票と係員呼出 Y-104",
}
_CARD: dict[str, str] = {
    "out of service, C-107; well again by itself": "休止 C-107。直れば自動で復帰",
    "C-102 after 15 s; then nobody is let in until it is switched off": (
        "15秒後に C-102。その後は故障を止めるまで受け付けない"
    ),
    "nothing: waited for, for 3 seconds at most": "なにも起きない（最長3秒待つ）",
    "nothing: looked at again": "なにも起きない（読み直す）",
    "the visit goes on, only later": "おくれるが利用は続く",
    "“Place the card again”, C-101; nothing is owed": "「カードをもう一度」C-101。未返金はない",
    "C-101; tries left are read from the card again": "C-101。残り回数はカードから読み直す",
    "S-105; the card has its old password": "S-105。パスワードは前のまま",
    "S-105; the card has the new password": "S-105。パスワードは新しいもの",
}
_PRINTERS: dict[str, str] = {
    "waits, P-101; prints on after it is cleared": "待つ P-101。直れば続きを印刷",
    "waits, P-102; the jammed sheet is printed again": "待つ P-102。詰まった1枚は印刷し直す",
    "waits, P-103; prints on when closed": "待つ P-103。閉めれば続きを印刷",
    "a hint for staff only; prints on": "係員への表示だけ。印刷は続く",
    "waits, P-103; prints on afterwards": "待つ P-103。直れば続きを印刷",
    "money back for what did not come out": "出なかった分は返金",
    "waits 30 s for it, then money back, P-103": "30秒待ち、だめなら返金 P-103",
    "the job is found by its number; prints on": "番号でジョブを見つけ、印刷は続く",
    "money back, P-105; then out of service for staff": "返金 P-105。その後は係員が見るまで休止",
    "money back or waits for it, P-103": "返金、または復帰を待つ P-103",
    "certificates closed while its health is unknown, P-103": "状態が分かるまで証明書は休止 P-103",
    "all with a slip closed, P-201; well again by itself": "控えの出るサービスは休止 P-201。直れば自動で復帰",
    "all with a slip closed, P-201": "控えの出るサービスは休止 P-201",
    "certificates and change come, the receipt does not": "証明書とおつりは出る。レシートは出ない",
    "certificates and change come, no receipt": "証明書とおつりは出る。レシートはない",
    "nothing while the connection is kept": "接続が保たれていればなにも起きない",
    "nothing: what came unasked is no answer": "なにも起きない（頼んでいない通知は答えとしない）",
    "nothing: connected anew": "なにも起きない（つなぎ直す）",
    "half a slip waits; it becomes “Paper out”": "途中まで印字して待つ。「用紙なし」になる",
}
_SOUND: dict[str, str] = {
    "every screen is read aloud, names as well": "どの画面も氏名も読み上げる",
    "nothing: the visit is silent": "なにも起きない（音が出ない）",
    "nothing: silent, heard again after it is cleared": "なにも起きない（直るまで音が出ない）",
    "nothing: every sound comes later": "なにも起きない（音がおくれる）",
    "nothing: it becomes “No sound device”": "なにも起きない（「音の装置が無い」になる）",
}
_CENTRE: dict[str, str] = {
    "all but the card check closed within 30 s, N-101; well again by itself": (
        "30秒以内にカードの状態のほかは休止 N-101。直れば自動で復帰"
    ),
    "refusal N-101; no money was taken": "お断り N-101。お金は受け取らない",
    "refusal N-101 or N-102, in time": "時間内にお断り N-101 または N-102",
    "refusal N-103": "お断り N-103",
    "refusal N-201; issuing stops until staff clears it": "お断り N-201。係員が解除するまで発行停止",
    "refusal N-202; issuing stops until staff clears it": "お断り N-202。係員が解除するまで発行停止",
    "refusal M-105 before money; the next is served": "お金の前にお断り M-105。次の人は発行できる",
    "numbers are half-width on slips; certificates M-105": "控えの番号は半角。証明書は M-105",
    "slips carry a number of the terminal; certificates M-105 before money": (
        "控えには端末の番号。証明書はお金の前に M-105"
    ),
    "refusal M-101; the reason is told to nobody": "お断り M-101。理由はだれにも言わない",
    "refusal M-101 before money": "お金の前にお断り M-101",
    "refusal M-101 before money; told to nobody why": "お金の前にお断り M-101。理由はだれにも言わない",
    "the same refusal M-101, word for word": "一字一句おなじお断り M-101",
    "印鑑登録証明書 refused before money; all else issued": "印鑑登録証明書だけお金の前にお断り。ほかは発行",
    "refusal C-302": "お断り C-302",
    "refusal C-303": "お断り C-303",
    "nothing: the revocation list decides; without it nobody is let in": (
        "なにも起きない（失効リストで決める）。それも無ければ全員お断り"
    ),
    "nothing while OCSP answers; else nobody is let in": (
        "失効の照会に答えがある間はなにも起きない。無ければ全員お断り"
    ),
    "all but the card check closed within 30 s, N-105; well again by itself": (
        "30秒以内にカードの状態のほかは休止 N-105。直れば自動で復帰"
    ),
    "refusal M-102": "お断り M-102",
    "refusal T-103": "お断り T-103",
    "refusal N-103; the card has its old password": "お断り N-103。パスワードは前のまま",
    "refusal S-104; the card has its old password": "お断り S-104。パスワードは前のまま",
    "refusal S-104; nothing of it reaches the card": "お断り S-104。カードにはなにも送らない",
    "refusal C-312; so for an application": "お断り C-312。利用登録の申請も同じ",
    "applications for usage registration need no days": "利用登録の申請は日数なしで決まる",
}
SEEN_JA: dict[str, str] = {**_CARD, **_CASH, **_PRINTERS, **_SOUND, **_CENTRE, **SWAPS_SEEN_JA}
"""What must be seen. A test keeps it complete."""
