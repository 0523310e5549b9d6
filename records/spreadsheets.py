"""What every spreadsheet of ours keeps to: no cell is run as a formula, and places are written in one way."""

import csv
import io
from numbers import Number
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from .view_models import CitedPlace

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BREAKS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
"""Stands before CSV in UTF-8: spreadsheets know by it that the Chinese is no gibberish."""

MOST_ROWS = 100_000
LONGEST_TEXT = 32_767
EXACT = 10**15
"""Excel keeps 15 digits of a number; a larger one stays a text."""
PLAIN = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
WIDTH = 18


def escape_formula(cell) -> str:
    """The cell as a spreadsheet shows it and does not run it: what would be a formula begins with an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(BREAKS) or text.lstrip().startswith(SIGNS) else text


def format_places(places: list[CitedPlace]) -> str:
    """Like "pamu-padn-2025#33; against: pamu-padn-2025#35"."""
    return "; ".join(
        f"{_('against: ') if place.stance == 'contradicts' else ''}{place.source}#{place.paragraph}" for place in places
    )


def csv_lines(rows) -> str:
    """Rows of cells as lines of CSV. Numbers are ours and stay as they are; every text is made escape_formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerows([cell if isinstance(cell, Number) else escape_formula(cell) for cell in row] for row in rows)
    return written.getvalue()


def workbook(name, heads, rows):
    """A temporary file, at its start, with one sheet: the heads, bold and always in sight, and the rows below."""
    file = TemporaryFile()  # noqa: SIM115 - who sends it closes it
    with Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, WIDTH)
        _write(sheet, 0, heads, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            _write(sheet, number, row)
    file.seek(0)
    return file


def _write(sheet, number, row, *form):
    for column, cell in enumerate(row):
        if isinstance(cell, Number) and abs(cell) < EXACT:
            sheet.write_number(number, column, float(cell), *form)
        elif cell != "":
            sheet.write_string(number, column, _short(escape_formula(cell)), *form)


def _short(text):
    """The text as far as a cell of Excel can hold it; what is cut says so."""
    if len(text) <= LONGEST_TEXT:
        return text
    end = _(" … [cut: Excel holds no more; CSV has all of it]")
    return text[: LONGEST_TEXT - len(end)] + end
