"""What every spreadsheet of ours keeps to: no cell is run as a formula, and places are written in one way."""

import csv
import io
from numbers import Number

from django.utils.translation import gettext as _

from .view_models import CitedPlace

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BREAKS = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
"""Stands before CSV in UTF-8: spreadsheets know by it that the Chinese is no gibberish."""


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
