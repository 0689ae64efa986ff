"""What the check says, in Japanese and English, and its exit statuses."""

from __future__ import annotations

from kiosk.verifier.judgement import Finding, Found, Verdict
from kiosk.verifier.report import Report

EXIT_STATUS = {
    Verdict.GENUINE: 0,
    Verdict.ALTERED: 10,
    Verdict.INCOMPLETE: 11,
    Verdict.UNREADABLE: 12,
    Verdict.INVALID: 13,
}
"""1 and 2 are left to errors of the program and of its arguments."""

VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.GENUINE: ("真正です", "Genuine"),
    Verdict.ALTERED: ("改ざんの疑いがあります", "Altered"),
    Verdict.INCOMPLETE: ("そろっていません", "Incomplete"),
    Verdict.UNREADABLE: ("読み取れません", "Unreadable"),
    Verdict.INVALID: ("有効ではありません", "Not valid"),
}

FINDINGS: dict[Finding, tuple[str, str]] = {
    Finding.NOT_OPENED: (
        "うら面の記号を開けません（変更されたか、別のページか、別の確認先あてです）",
        "The symbols do not open: changed, of another page, or sealed for another verifier",
    ),
    Finding.SIGNATURE_WRONG: ("電子署名が正しくありません", "The signature is wrong"),
    Finding.RECORD_MALFORMED: ("記録の形が正しくありません", "The record is malformed"),
    Finding.OTHER_FRONT: ("おもて面が別の証明書のものです", "The front belongs to another certificate"),
    Finding.SIDES_DIFFER: (
        "おもて面とうら面が別のページのものです",
        "Front and back belong to different pages",
    ),
    Finding.SEVERAL_DOCUMENTS: ("複数の証明書が混ざっています", "Several certificates are mixed"),
    Finding.FRONT_DIFFERS: (
        "おもて面が署名された内容と違います",
        "The front differs from what was signed",
    ),
    Finding.KEY_UNKNOWN: ("公開された鍵にない鍵の署名です", "Signed with a key that is not published"),
    Finding.KEY_NOT_VALID: (
        "発行日に有効でない鍵の署名です",
        "Signed with a key that was not valid on the day of issue",
    ),
    Finding.REVOKED: ("失効した証明書です", "The certificate has been revoked"),
    Finding.SYMBOLS_MISSING: ("うら面の記号が足りません", "Symbols on the back are missing"),
    Finding.BACK_MISSING: ("うら面がありません", "A back is missing"),
    Finding.FRONT_MISSING: ("おもて面がありません", "A front is missing"),
    Finding.FRONT_NOT_COMPARED: (
        "四隅の記号が読めないか、読み取りが粗く、おもて面を比べられません（200dpi以上で読み取ってください）",
        "The front could not be compared: scan all corners, at 200 dpi or more",
    ),
    Finding.NO_SYMBOLS: ("記号が見つかりません", "No symbols were found"),
}

SPECIMEN = ("見本です。効力はありません", "A specimen, without effect")
LANGUAGES = ("ja", "en")


def lines(report: Report, language: str) -> list[str]:
    """Return the result in words, the verdict first; `language` is ja or en. Names no person."""
    index = LANGUAGES.index(language)
    judgement = report.judgement
    text = [VERDICTS[judgement.verdict][index]]
    if judgement.specimen:
        text.append(SPECIMEN[index])
    for page in judgement.pages:
        text.append(f"{page.record.document_number}  {page.page}/{page.pages}  {page.code}")
    return text + [_finding(each, index) for each in judgement.found]


def as_json(report: Report) -> dict[str, object]:
    """Return the result for another program."""
    judgement = report.judgement
    return {
        "verdict": judgement.verdict.value,
        "specimen": judgement.specimen,
        "pages": [
            {"document_number": page.record.document_number, "page": page.page, "pages": page.pages}
            for page in judgement.pages
        ],
        "findings": [{"finding": each.finding.value, "where": each.where} for each in judgement.found],
    }


def _finding(found: Found, index: int) -> str:
    return FINDINGS[found.finding][index] + (f" ({found.where})" if found.where else "")
