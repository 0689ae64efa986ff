"""Writes a preset dictionary for the records on the backs of sheets: `proof_dictionary.py NUMBER`.

Sheets are read years later, so a dictionary that was ever printed with is never written again: when the
models have changed so much that a new one pays, it gets the next number.
"""

from __future__ import annotations

import sys
import types
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from kiosk.resources import assets
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import Content
from kiosk.rules.record import CertificateRecord

TERMS = (
    "明治 大正 昭和 平成 令和 年 月 日 昭和年 平成年 令和年 父 母 長男 長女 二男 二女 三男 三女 "
    "養父 養母 養子 月日不詳 年月日不詳 副市長 副町長 同居人 縁故者 永住者 "
    "特別永住者 定住者 日本人の配偶者等 永住者の配偶者等 留学 "
    "技術・人文知識・国際業務 家族滞在 特定技能１号 技能実習２号ロ 中国 ベトナム 韓国 フィリピン "
    "ブラジル ネパール インドネシア 米国 台湾 ミャンマー １年 ３年 ５年 給与所得 公的年金等所得 "
    "営業等所得 社会保険料控除 生命保険料控除 地震保険料控除 配偶者控除 扶養控除 基礎控除 市民税 "
    "都民税 県民税 道民税 所得割額 均等割額 森林環境税 年月日】 【届出日】 【届出人】 【出生日】 "
    "【出生地】 【婚姻日】 【配偶者氏名】 【従前戸籍】 【送付を受けた日】 【受理者】 "
    "【編製日】 【転籍日】 【従前本籍】 "
    "青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 神奈川県 新潟県 "
    "富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 "
    "奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 "
    "長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県 北海道 東京都 字 大字 町 村 区 市 一丁目 二丁目 "
    "三丁目 四丁目 五丁目 番地 番地の １番１号 ２番２号 ３番３号 ４番５号 世帯主 妻 夫 子 男 女"
)
"""What stands in many records, the most frequent last: deflate reaches near things with fewer bits."""


def outline(kind: Any) -> str:
    """Return JSON as a field of this type begins, with the names of all fields and no values."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return "{" + ",".join(f'"{name}":{outline(field.annotation)}' for name, field in fields) + "}"
    if get_origin(kind) is Literal:
        return "".join(f'"{value}"' for value in get_args(kind))
    if get_origin(kind) is tuple:
        first = outline(get_args(kind)[0])
        return f"[{first},{first}]"
    if get_origin(kind) in (types.UnionType, getattr(types, "UnionType", None)) or get_args(kind):
        return "".join(dict.fromkeys(outline(each) for each in get_args(kind) if each is not types.NoneType))
    if kind is date:
        return '"20'
    return "false" if kind is bool else "0" if kind is int else '""'


def main(number: int) -> int:
    """Write `assets/proof/dictionary-NUMBER.txt`; refuse if it exists."""
    path = assets() / "proof" / f"dictionary-{number}.txt"
    if path.exists():
        print(f"{path.name} exists: sheets may have been printed with it", file=sys.stderr)
        return 1
    contents = "".join(outline(each) for each in get_args(Content))
    head = outline(CertificateRecord).partition('"content":')[0]
    kinds = ",".join(f'"{kind.value}"' for kind in CertificateKind)
    options = '[["persons","household"],["head_and_relationship","shown"],["my_number","omitted"]]'
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{TERMS}{kinds}{contents}{options}{head}", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
