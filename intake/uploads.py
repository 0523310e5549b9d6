"""Tables that wait: kept with all that was said about them, read again whenever something is said or has moved."""

import hashlib
import json

from catalogue.record_types import TYPES

from .as_source import AsSource, text_of
from .cells import Cell, Doubt, Table
from .models import ColumnChoice, Upload
from .preview import plan_of
from .records import Records


def keep(user, file_name, record_type, table, as_source=None) -> Upload:
    """Keep a table that was sent; what is expired goes."""
    Upload.objects.expired().delete()
    upload = Upload(
        user=user, file_name=file_name[-120:], record_type=record_type, read_as=table.read_as[:120],
        rows=_plain(table), columns=_remembered(user, record_type, table.head), as_source=as_source or {},
    )  # fmt: skip
    look_at(upload)
    upload.save()
    return upload


def records_of(upload) -> Records:
    """The records that its rows mean, as they are now."""
    table, said = table_of(upload), upload.as_source
    as_source = AsSource(**said, text=text_of(table)) if said else None
    given = {int(number): key for number, key in upload.columns.items()}
    model = TYPES[upload.record_type].model
    return Records(model, table, upload.file_name, given, upload.answers, as_source).read()


def look_at(upload):
    """Find out what each row would do, to be saved by the caller; return the Records and their Plan."""
    records = records_of(upload)
    plan = plan_of(records)
    upload.found = plan.kept()
    return records, plan


def remember_columns(upload):
    """Let the next table of this head have the same columns."""
    head = upload.rows["head"]
    ColumnChoice.objects.update_or_create(
        user=upload.user, record_type=upload.record_type, head=_digest(head), defaults={"columns": upload.columns}
    )


def _remembered(user, record_type, head):
    found = ColumnChoice.objects.filter(user=user, record_type=record_type, head=_digest(head))
    return found.values_list("columns", flat=True).first() or {}


def _digest(head):
    return hashlib.sha256(json.dumps(head).encode()).hexdigest()


def _plain(table):
    rows = [
        [number, [[cell.text, cell.doubt.words, cell.doubt.offered] if cell.doubt else cell.text for cell in cells]]
        for number, cells in table.rows
    ]  # fmt: skip
    return {"head": table.head, "head_row": table.head_row, "rows": rows, "notes": table.notes}


def table_of(upload) -> Table:
    """The table that was sent."""
    kept = upload.rows
    rows = [
        (number, [_cell(column, cell) for column, cell in enumerate(cells, 1)]) for number, cells in kept["rows"]
    ]  # fmt: skip
    return Table(kept["head"], rows, upload.read_as, kept["head_row"], kept["notes"])


def _cell(column, kept):
    if isinstance(kept, str):
        return Cell(kept, column)
    text, words, offered = kept
    return Cell(text, column, Doubt(words, tuple(offered)))
