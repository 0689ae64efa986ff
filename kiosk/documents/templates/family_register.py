"""戸籍全部事項証明書 and 戸籍個人事項証明書: the horizontal form of the computerised family register.

Headings are in the left column, items such as 【出生日】 in the right one (Ordinance for Enforcement of
the Family Register Act, annexed form 22 and examples of form 24). A person's items may continue on the
next page; a single item is never split.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from kiosk.documents.content_checks import cell_text, content_of, day_text
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit, FittedText, fit
from kiosk.documents.layout.dimensions import GAP, LEFT, RIGHT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note, paginate
from kiosk.documents.layout.table import LABEL_GREY, LABEL_SIZE
from kiosk.documents.pdf.canvas import HAIRLINE, PageCanvas
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import Adoption, Beginning, FamilyRegister, NoEntry, RegisteredPerson, RegisterEvent
from kiosk.rules.record import CertificateRecord, RecordMismatch

_HEADINGS = 46.0
"""Width of the left column, millimetres."""
_INSET = 3.0
_INDENT = 6.0
_SIZE = 11.0
_LEADING = 1.35
_ABOVE = 1.0
_AIR = 1.0
"""Space above and below a rule, in millimetres."""
_PERSON_RULE = 1.0
_ITEMS = WIDTH - _HEADINGS - 2 * _INSET
_LABEL = 50.0
"""Maximum width of a label, in millimetres."""
_PAIR = 74.0
"""Distance from the first item of a line to the second, in millimetres."""


@dataclass(frozen=True, slots=True)
class Item:
    """【label】value, `x` millimetres from the left edge of the items."""

    label: str
    value: FittedText
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: a heading at the left (with `indent` for an event), items at the right.

    A `mark` is a heading in a box.
    """

    heading: FittedText
    indent: bool
    items: tuple[Item, ...]
    mark: bool = False

    @property
    def height(self) -> float:
        """Millimetres."""
        lines = max((len(item.value.lines) for item in self.items), default=1)
        value: float = _SIZE * (1 + (lines - 1) * _LEADING) / mm + 2 * _ABOVE
        heading: float = self.heading.height(1.2) / mm + 2 * _ABOVE
        return max(value, heading)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that are kept together; `rule` is the width of the line above them in points, 0 for none.

    At the top of a further page, `repeated` is the line that names the person again, and `resumed` the
    heading beside the first line.
    """

    lines: tuple[Line, ...]
    rule: float = 0.0
    repeated: Line | None = None
    resumed: FittedText | None = None

    @property
    def height(self) -> float:
        """Height in millimetres, including the space around the rule."""
        return sum(line.height for line in self.lines) + (2 * _AIR if self.rule else 0.0)

    @property
    def repeated_height(self) -> float:
        """Height in millimetres of the repeated line."""
        return self.repeated.height + 2 * _AIR if self.repeated else 0.0


@dataclass(frozen=True, slots=True)
class FamilyRegisterPage:
    """The content of one page."""

    parts: tuple[Part, ...]
    last: bool


def check_content(record: CertificateRecord) -> None:
    """Raise RecordMismatch for content of another kind, or with more than the one person requested."""
    content = content_of(record, FamilyRegister)
    if record.kind is CertificateKind.FAMILY_REGISTER_INDIVIDUAL and len(content.persons) != 1:
        raise RecordMismatch("record has more persons than the one asked for")


def wording(record: CertificateRecord) -> Wording:
    """Return the title, the certificate's common name, and the sentence of the form."""
    if record.kind is CertificateKind.FAMILY_REGISTER_INDIVIDUAL:
        return Wording(
            "戸籍個人事項証明書",
            "戸籍抄本",
            "これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。",
        )
    return Wording(
        "戸籍全部事項証明書",
        "戸籍謄本",
        "これは、戸籍に記録されている事項の全部を証明した書面である。",
    )


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[FamilyRegisterPage, ...]:
    """Distribute the register over pages.

    Raises RecordMismatch (see check_content), MissingGlyph, and DoesNotFit for a text too long for its
    line.
    """
    check_content(record)
    content = content_of(record, FamilyRegister)
    typesetter = _Typesetter(fonts)
    parts = [
        *typesetter.register(content),
        *(part for each in content.persons for part in typesetter.person(each)),
    ]
    pages = paginate(parts, first=TOP, further=TOP)
    return tuple(FamilyRegisterPage(page, last=number == len(pages) - 1) for number, page in enumerate(pages))


@dataclass(frozen=True, slots=True)
class _Typesetter:
    """Fits the parts of a register into lines."""

    fonts: Fonts

    def register(self, content: FamilyRegister) -> list[Part]:
        name = [self.line("氏　名", ("", content.head_of_register))]
        if not isinstance(content.family_name_kana, NoEntry):
            name.append(self.line("", ("氏の振り仮名", cell_text(content.family_name_kana))))
        return [
            Part((self.line("本　籍", ("", content.domicile)),), rule=HAIRLINE),
            Part(tuple(name), rule=HAIRLINE),
            Part(self.beginning(content.beginning), rule=HAIRLINE),
        ]

    def beginning(self, beginning: Beginning) -> tuple[Line, ...]:
        # 戸籍編製; 戸籍改製 if an ordinance required it to be made again; 転籍 if it came from elsewhere.
        how = beginning.how
        day = self.line("", (f"{how}日", day_text(beginning.on, aligned=False)))
        items = ((f"{how}事由", beginning.reason), ("従前本籍", beginning.former_domicile))
        return (
            self.line("戸籍事項"),
            replace(day, heading=self.heading("転　籍" if how == "転籍" else f"戸籍{how}"), indent=True),
            *(self.line("", (label, value)) for label, value in items if isinstance(value, str)),
        )

    def person(self, person: RegisteredPerson) -> list[Part]:
        birth = [("生年月日", day_text(person.birth_date, aligned=False))]
        if isinstance(person.spouse, str):
            birth.append(("配偶者区分", person.spouse))
        items = [
            [("名", person.name)],
            *([[("名の振り仮名", person.name_kana)]] if person.name_kana else []),
            birth,
            [("父", cell_text(person.father, nothing=""))],
            [("母", cell_text(person.mother, nothing=""))],
            [("続柄", person.relationship)],
        ]
        if isinstance(person.adoption, Adoption):
            items += [
                [("養父", cell_text(person.adoption.father, nothing=""))],
                [("養母", cell_text(person.adoption.mother, nothing=""))],
                [("続柄", person.adoption.relationship)],
            ]
        recorded = "戸籍に記録されている者"
        lines = [self.line("" if number else recorded, *row) for number, row in enumerate(items)]
        if person.removed:
            lines[1] = replace(lines[1], heading=self.heading("除　籍"), indent=True, mark=True)
        repeated = self.line(recorded, ("名", f"{person.name}（続き）"))
        parts = [Part(tuple(lines), rule=_PERSON_RULE)]
        for number, event in enumerate(person.events):
            parts += self.event(event, repeated, first=number == 0)
        return parts

    def event(self, event: RegisterEvent, repeated: Line, *, first: bool) -> list[Part]:
        title = "　".join(event.title) if len(event.title) == 2 else event.title
        lines = [self.line("", item) for item in event.items]
        opening = replace(lines[0], heading=self.heading(title), indent=True)
        resumed = self.heading(f"{title}（続き）")
        heading = (self.line("身分事項"),) if first else ()
        return [
            Part((*heading, opening), rule=HAIRLINE if first else 0.0, repeated=repeated),
            *(Part((line,), repeated=repeated, resumed=resumed) for line in lines[1:]),
        ]

    def heading(self, text: str) -> FittedText:
        width = (_HEADINGS - _INDENT - _INSET - 1.0) * mm
        return fit(text, self.fonts.label(text), width, LABEL_SIZE, min_size=6.5, max_lines=3)

    def line(self, heading: str, *items: tuple[str, str]) -> Line:
        font, placed = self.fonts.mincho, []
        for number, (label, value) in enumerate(items):
            room = (_PAIR if number + 1 < len(items) else _ITEMS - number * _PAIR) * mm
            shown = f"【{label}】" if label else ""
            used = font.width(shown, _SIZE)
            if used > _LABEL * mm:
                raise DoesNotFit("the label of an item is too long")
            room -= used
            fitted = fit(value, font, room, _SIZE, min_size=8.5, max_lines=8)
            placed.append(Item(shown, fitted, number * _PAIR))
        return Line(FittedText((heading,), LABEL_SIZE), False, tuple(placed))


def draw_page(canvas: PageCanvas, fonts: Fonts, page: FamilyRegisterPage) -> None:
    """Draw the frame, headings and items of one page, and its end note."""
    top = TOP + _AIR
    for number, part in enumerate(page.parts):
        lines = part.lines
        if number == 0 and part.repeated:
            _draw_line(canvas, fonts, top, part.repeated)
            top += part.repeated.height
            if part.resumed:
                lines = (replace(lines[0], heading=part.resumed, indent=True), *lines[1:])
        if part.rule and top > TOP + _AIR:
            canvas.line(LEFT, top + _AIR, RIGHT, top + _AIR, width=part.rule)
            top += 2 * _AIR
        for line in lines:
            _draw_line(canvas, fonts, top, line)
            top += line.height
    top += _AIR
    canvas.fill(LEFT, TOP, _HEADINGS, top - TOP, LABEL_GREY)
    canvas.box(LEFT, TOP, _HEADINGS, top - TOP)
    canvas.box(LEFT + _HEADINGS, TOP, WIDTH - _HEADINGS, top - TOP)
    draw_end_note(canvas, fonts, top + GAP, last=page.last)


def _draw_line(canvas: PageCanvas, fonts: Fonts, top: float, line: Line) -> None:
    baseline = top + _ABOVE + 0.88 * _SIZE / mm
    x = LEFT + (_INDENT if line.indent else _INSET)
    for number, text in enumerate(line.heading.lines):
        y = baseline - 0.3 + number * line.heading.size * 1.2 / mm
        canvas.text(x, y, text, fonts.label(text), line.heading.size)
        if line.mark:
            width = fonts.label(text).width(text, line.heading.size) / mm
            canvas.box(x - 1.5, baseline - 3.7, width + 3.0, 5.0)
    for item in line.items:
        x = LEFT + _HEADINGS + _INSET + item.x
        if item.label:
            canvas.text(x, baseline, item.label, fonts.mincho, _SIZE)
            x += fonts.mincho.width(item.label, _SIZE) / mm
        for number, text in enumerate(item.value.lines):
            y = baseline + number * item.value.size * _LEADING / mm
            canvas.text(x, y, text, fonts.mincho, item.value.size)
