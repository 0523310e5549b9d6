"""The matrix as CSV: a row for each of its rows, five columns for each of its columns."""

from itertools import chain

from records.spreadsheets import format_places

from ..files import csv_response
from .columns import COLUMNS
from .matrix import row_of_document

HEADS = ("group", "type", "slug", "name", "company", "company, slug")
OF_A_CELL = ("stage", "step", "behind", "sources")


def heads():
    return [*HEADS, *(head for column in COLUMNS for head in (column.key, *(f"{column.key}, {w}" for w in OF_A_CELL)))]


def cells_of(group, row):
    """One line of the file."""
    company = row.company or {"name": "", "slug": ""}
    line = [group.key, *(row.record[key] for key in ("type", "slug", "name")), company["name"], company["slug"]]
    for column in COLUMNS:
        cell = row.cells.get(column.key)
        line += _cell(cell) if cell else [""] * (1 + len(OF_A_CELL))
    return line


def _cell(cell):
    return [
        cell.in_words, cell.stage.name.lower(), cell.step["slug"], cell.behind, format_places(cell.places),
    ]  # fmt: skip


def as_csv(matrix, is_head=False):
    """The whole matrix, read page by page. Raises BadParameter."""
    pages = matrix.all_documents()
    first = next(pages, [])  # unknown records in the criteria are reported here, before anything is sent
    lines = (
        [cells_of(group, row_of_document(group, document)) for group, document in documents]
        for documents in chain([first], pages)
    )
    return csv_response("pathways", heads(), lines, is_head)
