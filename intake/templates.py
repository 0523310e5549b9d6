"""An empty table of each type: its first row names all columns that are read."""

import csv
import io

from .columns import keys_of


def template_of(model) -> bytes:
    """A CSV file with the columns of a type, marked so that spreadsheets read it as UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerow(keys_of(model))
    return text.getvalue().encode("utf-8-sig")
