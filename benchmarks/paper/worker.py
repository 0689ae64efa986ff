"""Draws the sample with one library: `python worker.py LIBRARY SAMPLE.json`, run by the peers' own Python.

Each line on standard input is the number of a document; the answer is a line of JSON with the processor time
in seconds and the size in bytes. Nothing of the terminal is imported here.
"""

from __future__ import annotations

import html
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Draw = Callable[[Any], bytes]
MM = 72 / 25.4
HEIGHT = 297.0
FAMILIES = ("IPAmjMincho", "BIZ UDPGothic", "BIZ UDPGothic")


def reportlab(sample: Any) -> Draw:
    """Stock reportlab: its own TrueType fonts."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for number, file in enumerate(sample["fonts"]):
        pdfmetrics.registerFont(TTFont(f"F{number}", file))

    def draw(pages: Any) -> bytes:
        stream = io.BytesIO()
        pdf = Canvas(stream, (210 * MM, HEIGHT * MM))
        for page in pages:
            for line in page["lines"]:
                x1, y1, x2, y2 = line["ends"]
                pdf.setLineWidth(line["width"])
                pdf.line(x1 * MM, (HEIGHT - y1) * MM, x2 * MM, (HEIGHT - y2) * MM)
            for text in page["texts"]:
                pdf.setFont(f"F{text['font']}", text["size"])
                pdf.drawString(text["x"] * MM, (HEIGHT - text["y"]) * MM, text["text"])
            pdf.showPage()
        pdf.save()
        return stream.getvalue()

    return draw


def fpdf2(sample: Any) -> Draw:
    """fpdf2 with text shaping; the font object is read anew for each document, as its interface has it."""
    from fpdf import FPDF

    def draw(pages: Any) -> bytes:
        pdf = FPDF(unit="mm", format="A4")
        for number, file in enumerate(sample["fonts"]):
            pdf.add_font(f"F{number}", fname=file)
        pdf.set_text_shaping(True)
        pdf.set_auto_page_break(False)
        for page in pages:
            pdf.add_page()
            for line in page["lines"]:
                pdf.set_line_width(line["width"] / MM)
                pdf.line(*line["ends"])
            for text in page["texts"]:
                pdf.set_font(f"F{text['font']}", size=text["size"])
                pdf.text(text["x"], text["y"], text["text"])
        return bytes(pdf.output())

    return draw


def weasyprint(sample: Any) -> Draw:
    """WeasyPrint from HTML with absolute positions; the font configuration is kept."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:F{number};src:url('file://{file}')}}"
        for number, file in enumerate(sample["fonts"])
    )
    style = CSS(
        string=faces
        + "@page{size:210mm 297mm;margin:0}body{margin:0}"
        + "section{position:relative;width:210mm;height:297mm;break-after:page;overflow:hidden}"
        + "section:last-child{break-after:auto}p,i{position:absolute;margin:0;white-space:pre;line-height:1}",
        font_config=fonts,
    )

    def draw(pages: Any) -> bytes:
        parts = []
        for page in pages:
            parts.append("<section>")
            for line in page["lines"]:
                x1, y1, x2, y2 = line["ends"]
                box = (
                    f"left:{min(x1, x2)}mm;top:{min(y1, y2)}mm;width:{abs(x2 - x1)}mm;height:{abs(y2 - y1)}mm"
                )
                parts.append(f"<i style='{box};outline:{line['width'] / 2}pt solid black'></i>")
            for text in page["texts"]:
                top = text["y"] - 0.88 * text["size"] / MM
                place = f"left:{text['x']}mm;top:{top}mm;font:{text['size']}pt F{text['font']}"
                parts.append(f"<p style='{place}'>{html.escape(text['text'])}</p>")
            parts.append("</section>")
        return bytes(HTML(string="".join(parts)).write_pdf(stylesheets=[style], font_config=fonts))

    return draw


def typst(sample: Any) -> Draw:
    """typst with one compiler that is kept; its fonts are those of two folders."""
    import typst as library

    folder = Path(tempfile.mkdtemp())
    source = folder / "page.typ"
    source.write_text("")
    folders = sorted({str(Path(file).parent) for file in sample["fonts"]})
    compiler = library.Compiler(str(source), font_paths=folders, ignore_system_fonts=True)

    def draw(pages: Any) -> bytes:
        parts = ['#set page(width: 210mm, height: 297mm, margin: 0mm)\n#set text(top-edge: "baseline")\n']
        for number, page in enumerate(pages):
            parts.append("#pagebreak()\n" if number else "")
            for line in page["lines"]:
                x1, y1, x2, y2 = line["ends"]
                ends = f"start: ({x1}mm, {y1}mm), end: ({x2}mm, {y2}mm)"
                parts.append(f"#place(line({ends}, stroke: {line['width']}pt))\n")
            for text in page["texts"]:
                weight = "bold" if text["font"] == 2 else "regular"
                face = f'font: "{FAMILIES[text["font"]]}", weight: "{weight}"'
                said = json.dumps(text["text"], ensure_ascii=False)
                place = f"dx: {text['x']}mm, dy: {text['y']}mm"
                parts.append(f"#place({place}, text(size: {text['size']}pt, {face}, {said}))\n")
        source.write_text("".join(parts))
        return bytes(compiler.compile(format="pdf"))

    return draw


LIBRARIES = {"reportlab": reportlab, "fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}


def numbered(sample: Any, number: str) -> Any:
    """The sample's pages with another document number, also on the first page where none stood."""
    return [
        {
            "lines": page["lines"],
            "texts": [
                {**text, "text": text["text"].replace(sample["serial"], number)} for text in page["texts"]
            ],
        }
        for page in sample["pages"]
    ]


def main() -> None:
    """Load the library, then answer each number."""
    sample = json.loads(Path(sys.argv[2]).read_text())
    draw = LIBRARIES[sys.argv[1]](sample)
    kept = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    for line in sys.stdin:
        pages = numbered(sample, line.strip())
        began = time.process_time()
        pdf = draw(pages)
        spent = time.process_time() - began
        if kept:
            kept.write_bytes(pdf)
        sys.stdout.write(json.dumps({"cpu": spent, "size": len(pdf)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
