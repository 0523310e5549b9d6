"""Spreadsheets as CSV and Excel files: no cell is run as a formula, and places are written in one way."""

import csv
import io
from numbers import Number
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from .view_models import CitedPlace

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL_CHARACTERS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
"""Begins a CSV file in UTF-8, so that spreadsheets read Chinese correctly."""

MAX_ROWS = 100_000
MAX_TEXT = 32_767
MAX_EXACT = 10**15
"""Excel keeps 15 digits of a number; a larger one stays a text."""
WORKBOOK_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
WIDTH = 18


def escape_formula(cell) -> str:
    """The cell as text; what a spreadsheet would run as a formula gets an apostrophe in front."""
    text = str(cell)
    return f"'{text}" if text.startswith(CONTROL_CHARACTERS) or text.lstrip().startswith(FORMULA_SIGNS) else text


def format_places(places: list[CitedPlace]) -> str:
    """Like "pamu-padn-2025#33; against: pamu-padn-2025#35"."""
    return "; ".join(
        f"{_('against: ') if place.stance == 'contradicts' else ''}{place.source}#{place.paragraph}" for place in places
    )


def csv_lines(rows) -> str:
    """Rows of cells as lines of CSV. Numbers stay as they are; formulas in texts are escaped."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerows([cell if isinstance(cell, Number) else escape_formula(cell) for cell in row] for row in rows)
    return output.getvalue()


def workbook(name, heads, rows):
    """An Excel file of one sheet: bold heads that stay in view, and the rows below. The caller closes it.

    Rows are written to disk one by one: the memory it takes does not grow with the list.
    """
    file = TemporaryFile()  # noqa: SIM115
    with Workbook(file, WORKBOOK_OPTIONS) as book:
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
        if isinstance(cell, Number) and abs(cell) < MAX_EXACT:
            sheet.write_number(number, column, float(cell), *form)
        elif cell != "":
            sheet.write_string(number, column, _truncated(escape_formula(cell)), *form)


def _truncated(text):
    """The text as far as a cell of Excel can hold it, with a note where it was cut."""
    if len(text) <= MAX_TEXT:
        return text
    end = _(" … [cut: Excel holds no more; CSV has all of it]")
    return text[: MAX_TEXT - len(end)] + end
