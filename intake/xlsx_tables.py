"""A table in an Excel workbook: its first sheet, the values that formulas were last computed to, dates as they show.

A workbook is a ZIP of XML. What it would unfold to is counted by unfolding it once, piece by piece, before it is read.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time

import openpyxl
from django.utils.translation import gettext as _

from .altered import made_of_something
from .cells import MAX_BLANK, MAX_COLUMNS, MAX_ROWS, Doubt, Table, Unreadable, table_of

MOST_UNFOLDED = 100_000_000
MOST_RATIO = 200
"""How many times its size a workbook, or a part of it of a megabyte, may unfold to: tables come to about 20."""
MOST_PARTS = 500
PIECE = 1_000_000
DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""
HAS_DAY = re.compile(r"d", re.I)
HAS_MONTH = re.compile(r"m", re.I)
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_xlsx(content: bytes) -> Table:
    """The table on the first sheet of a workbook. Raises Unreadable."""
    has_formulas = _check(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = _sheet_of(book)
        computed = _without_values(content) if has_formulas else frozenset()
        table = table_of(_lines(sheet, computed, book.epoch), read_as=_("sheet “%(title)s”") % {"title": sheet.title})
    except Unreadable:
        raise
    except Exception as error:  # the reader raises whatever a broken workbook makes of it
        raise Unreadable(_("This is no workbook that can be read: save it as XLSX anew, or as CSV UTF-8.")) from error
    if len(book.sheetnames) > 1:
        names = ", ".join(name for name in book.sheetnames if name != sheet.title)
        table.notes.append(_("Other sheets were not read: %(names)s") % {"names": names})
    return table


def _sheet_of(book):
    if not book.worksheets:
        raise Unreadable(_("The workbook has no sheet with cells."))
    return book.worksheets[0]


def _check(content) -> bool:
    """Refuse what would unfold to too much, by what it says of itself and by what it does; whether it has formulas."""
    has_formulas, unfolded = False, 0
    most = min(MOST_UNFOLDED, max(PIECE, MOST_RATIO * len(content)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
                raise Unreadable(_unfolds())
            for part in parts:
                own = 0
                with archive.open(part) as stream:
                    before = b""
                    while piece := stream.read(PIECE):
                        own, unfolded = own + len(piece), unfolded + len(piece)
                        if unfolded > most or own > max(PIECE, MOST_RATIO * part.compress_size):
                            raise Unreadable(_unfolds())
                        if ENTITY.search(before + piece):
                            raise Unreadable(_("It defines words of its own, which no spreadsheet does: save it anew."))
                        has_formulas |= part.filename.startswith("xl/worksheets/") and bool(
                            FORMULA.search(before + piece)
                        )
                        before = piece[-20:]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(_("This is no workbook that can be read: save it as XLSX anew, or as CSV UTF-8.")) from error
    return has_formulas


def _unfolds():
    values = {"megabytes": MOST_UNFOLDED // 1_000_000, "ratio": MOST_RATIO}
    return _("It unfolds to more than %(megabytes)s MB, or to %(ratio)s times its size: no table does.") % values


def _without_values(content):
    """{(row, column)} of the formulas: one whose value isn't kept in the file would look like an empty cell."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = book.worksheets[0].iter_rows(max_row=MAX_ROWS + MAX_BLANK + 2, max_col=MAX_COLUMNS)
    return {(cell.row, cell.column) for row in rows for cell in row if getattr(cell, "data_type", "") == "f"}


def _lines(sheet, formulas, epoch):
    """(number, texts) of each row."""
    sheet.reset_dimensions()  # what it says of itself may be wrong
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_text(cell, formulas) for cell in row]


def _text(cell, formulas):
    """The text of a cell, with what is doubtful about it."""
    value = cell.value
    if value is None:
        is_lost = formulas and (getattr(cell, "row", 0), getattr(cell, "column", 0)) in formulas
        return "#VALUE!" if is_lost else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return _date(value, cell.number_format or "")
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, time):
        return value.isoformat()
    text = str(value)
    if "\0" in text or "_x0000_" in text:
        raise Unreadable(_("It holds U+0000, which no text has: save it as CSV UTF-8."))
    return text


def _date(value, shown_as):
    """A date as it shows: a month where its format has no day, which is asked about."""
    shown_as, day = QUOTED.sub("", shown_as), value.date() if isinstance(value, datetime) else value
    if isinstance(value, datetime) and value.time() != time(0):
        return value.isoformat(" ", "minutes")
    if HAS_DAY.search(shown_as):
        return day.isoformat()
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    shown = month if HAS_MONTH.search(shown_as) else year
    words = _("The spreadsheet shows %(shown)s and holds the day %(day)s.") % {"shown": shown, "day": day.isoformat()}
    return day.isoformat(), Doubt(words, tuple(dict.fromkeys((shown, month, day.isoformat()))))


def _number(value, shown_as):
    """A number in plain digits; asked about where it may have been longer, or shows zeros that it hasn't."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        value = int(value)
    text = str(value)
    digits = text.lstrip("-")
    if digits.isdigit() and len(digits) > DIGITS:
        return text, Doubt(made_of_something(text) + " " + _("Long numbers are rounded to 15 digits."), (text,))
    if re.fullmatch("00+", shown_as) and len(digits) < len(shown_as):
        padded = digits.zfill(len(shown_as))
        words = _("The spreadsheet shows %(shown)s and holds %(text)s.") % {"shown": padded, "text": text}
        return text, Doubt(words, (padded, text))
    if "e" in text.lower():
        return text, Doubt(made_of_something(text), (text,))
    if "%" in QUOTED.sub("", shown_as):
        return f"{round(value * 100, 10):g}%"
    return text
