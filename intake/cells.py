"""A table as it was sent: a head and rows of cells, each with its place; what a file can't be is refused in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MAX_SIZE = 4_000_000
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 10_000, 60, 10_000


class Unreadable(ValueError):
    """The file is no table that is read; the message says why and what is allowed."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. `column` counts from 1; `shown` is what the spreadsheet shows, where it shows less."""

    text: str
    column: int
    shown: str = ""


@dataclass
class Table:
    """The head and the rows of a file: `rows` is [(number of the row in the file, cells)], without empty rows."""

    head: list[str]
    rows: list[tuple[int, list[Cell]]]
    encoding: str = ""
    separator: str = ""
    notes: list[str] = field(default_factory=list)


def letter_of(column: int) -> str:
    """The letters by which a spreadsheet calls a column: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def table_of(lines, **values) -> Table:
    """A Table of [(number, [(text, shown)])], the first of which is the head. Raises Unreadable."""
    head, rows = None, []
    for number, texts in lines:
        if len(texts) > MAX_COLUMNS and any(text for text, _shown in texts[MAX_COLUMNS:]):
            raise Unreadable(_("Row %(row)s has more than %(most)s columns.") % {"row": number, "most": MAX_COLUMNS})
        cells = [_cell(number, column, *text) for column, text in enumerate(texts[:MAX_COLUMNS], 1)]
        if not any(cell.text for cell in cells):
            continue
        if head is None:
            head = [cell.text for cell in cells]
        elif len(rows) == MAX_ROWS:
            raise Unreadable(_("It has more than %(most)s rows: send it in parts.") % {"most": MAX_ROWS})
        else:
            rows.append((number, cells))
    if head is None:
        raise Unreadable(_("The table is empty: its first row names the columns, the others hold records."))
    return Table(head, rows, **values)


def _cell(row, column, text, shown):
    if len(text) > MAX_CELL:
        values = {"place": f"{letter_of(column)}{row}", "most": MAX_CELL}
        raise Unreadable(_("Cell %(place)s holds more than %(most)s characters.") % values)
    return Cell(text.strip(), column, shown)
