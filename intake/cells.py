"""A table as it was sent: a head and rows of cells, each with its place; what a file can't be is refused in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MAX_SIZE = 20_000_000
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 10_000, 60, 10_000
MAX_BLANK = 10_000
"""Rows without a word that are passed over between others."""


class Unreadable(ValueError):
    """The file is no table that is read; the message says why and what is allowed."""


@dataclass(frozen=True)
class Doubt:
    """What a spreadsheet may have made of what was typed: why it is asked, and the texts that are offered."""

    words: str
    offered: tuple = ()


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. `column` counts from 1; `doubt` is what its format in a spreadsheet makes one ask."""

    text: str
    column: int
    doubt: Doubt | None = None


class CellPlace(int):
    """The row of a mistake as a number, with its column: printed as a spreadsheet calls the cell."""

    def __new__(cls, row, column=0):
        place = super().__new__(cls, row)
        place.column = column
        return place

    def __str__(self):
        return f"{letter_of(self.column)}{int(self)}" if self.column else _("row %(row)s") % {"row": int(self)}

    def __eq__(self, other):
        return int(self) == int(other) and self.column == getattr(other, "column", self.column)

    def __lt__(self, other):
        return (int(self), self.column) < (int(other), getattr(other, "column", self.column))

    __hash__ = int.__hash__


@dataclass
class Table:
    """The head and the rows of a file: `rows` is [(number of the row as a spreadsheet counts, cells)], but empty ones.

    `read_as` says how it was read, `head_row` is the number of the row of the head.
    """

    head: list[str]
    rows: list[tuple[int, list[Cell]]]
    read_as: str = ""
    head_row: int = 1
    notes: list[str] = field(default_factory=list)


def letter_of(column: int) -> str:
    """The letters by which a spreadsheet calls a column: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def table_of(lines, **values) -> Table:
    """A Table of [(number, [text or (text, doubt)])], the first of which is the head; read no further than the limits.

    Raises Unreadable.
    """
    head, head_row, rows, blank = None, 1, [], 0
    for number, texts in lines:
        if len(texts) > MAX_COLUMNS and any(map(_text, texts[MAX_COLUMNS:])):
            raise Unreadable(_("Row %(row)s has more than %(most)s columns.") % {"row": number, "most": MAX_COLUMNS})
        cells = [_cell(number, column, text) for column, text in enumerate(texts[:MAX_COLUMNS], 1)]
        if not any(cell.text for cell in cells):
            blank += 1
            if blank > MAX_BLANK:
                raise Unreadable(_("More than %(most)s of its rows are empty: take them out.") % {"most": MAX_BLANK})
        elif head is None:
            head, head_row = [cell.text for cell in cells], number
        elif len(rows) == MAX_ROWS:
            raise Unreadable(_("It has more than %(most)s rows: send it in parts.") % {"most": MAX_ROWS})
        else:
            rows.append((number, cells))
    if head is None:
        raise Unreadable(_("The table is empty: its first row names the columns, the others hold records."))
    return Table(head, rows, head_row=head_row, **values)


def _text(text):
    return text if isinstance(text, str) else text[0]


def _cell(row, column, text):
    text, doubt = (text, None) if isinstance(text, str) else text
    if len(text) > MAX_CELL:
        values = {"place": CellPlace(row, column), "most": MAX_CELL}
        raise Unreadable(_("Cell %(place)s holds more than %(most)s characters.") % values)
    return Cell(text.strip(), column, doubt)
