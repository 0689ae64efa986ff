"""Words of the screens in Japanese and simplified Chinese that the phrase parser cuts in two.

The parser is trained on texts of another kind: it ends a line after 市区 of 市区町村 or after 日 of 日元, and
takes the first kana of a verb that is not written in kanji for a particle. A line may begin before or behind
these words, never inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_CHINESE = """
" 市区町村 都道府县 个人编号卡 个人编号 签名用密码 签名用电子证书 用户证明用电子证书 用户证明用密码
用户证明用 电子证书 证明书 证书 住民票 印章登记证明书 课税证明书 户籍全本 户籍摘本 户籍附票 户籍证明书
户籍 本籍地 笔头者 记载事项 事项 健康保险证 保险证 在留资格 在留期间 在留卡 数字厅 东松岛市 都城市
苫小牧市 日元 年度 有效期限 次数 密码 数字 姓名 名称 号码 住址 片假名 假名 照片 朝上 文字 大小 程序 位置
订单 现金机 现金 打印机 打印 读卡处 插卡口 退币口 出纸口 等候 等待 店员 顾客 提交处 终端 本机 窗口 取走
取消 全部 重设 重新 更新 更改 变更 核对 确认 退还 返回 正在 正当 无法 无需 未满 未能 没有 把握 此处 此卡
此时段 一致 及时 响应 至少 通常 足够 最初 暂停 添加 接种 新冠疫苗 朗读 不要 不能 不会 需要 需办理 登记
方法 连字符 手遮挡 手中 您手中 您本人 本人 他人 只能 不对 重新设定 语音提示后
"""
_PARTICLES = {"zh": "的", "ja": "", "ja-easy": ""}
"""What belongs to the word before it, and begins no line."""
_JAPANESE = "お店の方"
_PLAIN_JAPANESE = """
まい目 なおせ なおす さがし のせら のこって 使える日 もう一度 町の名前 今は使えません この後です 店の人が
ひかえの紙
"""
_PLEASE = re.compile("(?<!申)请")
"""What belongs to the word behind it in Chinese, and ends no line."""


def _any_of(words: str, *patterns: str) -> re.Pattern[str]:
    return re.compile("|".join([*patterns, *sorted(set(words.split()), key=len, reverse=True)]))


_WHOLE = {
    "zh": _any_of(_CHINESE, r"\d+至\d+", r"\d+(?:、\d+)+日元"),
    "ja": _any_of(_JAPANESE),
    "ja-easy": _any_of(_PLAIN_JAPANESE),
}


def with_whole_words(pieces: Sequence[str], language: str) -> list[str]:
    """The pieces of a text in ja, zh or ja-easy, joined where a cut would divide one of the words."""
    text = "".join(pieces)
    inside = {
        at for found in _WHOLE[language].finditer(text) for at in range(found.start() + 1, found.end())
    }  # fmt: skip
    inside.update(at for at, character in enumerate(text) if character in _PARTICLES[language])
    if language == "zh":
        inside.update(found.end() for found in _PLEASE.finditer(text))
    joined: list[str] = []
    for piece, start in zip(pieces, accumulate(map(len, pieces), initial=0), strict=False):
        if joined and start in inside:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
