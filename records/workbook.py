"""Rows as an Excel file, written to the disk one by one: the memory that it takes does not grow with the list."""

from numbers import Number
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from .spreadsheets import escape_formula

MOST_ROWS = 100_000
LONGEST_TEXT = 32_767
EXACT = 10**15
"""Excel keeps 15 digits of a number; a larger one stays a text."""
PLAIN = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
WIDTH = 18


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
