"""A whole list to take away: the records of page and API, in their order, as CSV, JSON lines or an Excel file.

Rows are read page by page, so that a list of any length costs the memory of one page. CSV and JSON lines are sent as
they are read, an Excel file once it stands complete on the disk. What is changed meanwhile may be in it or not; a
record that stays as it is comes exactly once.
"""

from itertools import chain

import orjson
from django.http import FileResponse, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .documents import keys_of
from .list_queries import COUNTED
from .problems import BadParameter
from .record_type import chosen_keys
from .spreadsheet_columns import cells, heads
from .spreadsheets import MARK, csv_lines
from .workbook import MOST_ROWS, workbook

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OF_A_PAGE = ("cursor", "page_size", "facets")
"""Parameters that make sense for one page of a list only."""


def files_of(record_type, data):
    """[(label, address)] of the files that hold the list of a page with the query string `data`."""
    query = data.copy()
    for name in (*OF_A_PAGE, "format"):
        query.pop(name, None)
    told = f"?{query.urlencode()}" if query else ""
    labels = {"csv": _("CSV"), "xlsx": _("Excel"), "jsonl": _("JSON lines")}
    return [(label, f"/api/v1/{record_type.name}.{file_format}{told}") for file_format, label in labels.items()]


def exported(request, record_type, data):
    """The list that the query string `data` asks for, in its `format`, as a file. Raises BadParameter."""
    file_format, filterset, keys = data["format"], record_type.filtered(data), chosen_keys(data, record_type.row)
    _refuse_pages(filterset)
    pages = record_type.every_page(filterset, _to_read(record_type, keys, file_format))
    version, count, first = next(pages)  # what is wrong comes up here, before anything is sent
    if file_format == "xlsx" and count > COUNTED:
        _refuse_too_many(filterset)
    pages = chain([first], (documents for *_told, documents in pages))
    content = () if request.method == "HEAD" else WRITERS[file_format](record_type, keys, pages)
    sent_by = FileResponse if hasattr(content, "read") else StreamingHttpResponse
    response = sent_by(content, content_type=MEDIA_TYPES[file_format])
    name = f"medtech-kb-{record_type.name}-{localdate()}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.data_version = version
    return response


def _refuse_pages(filterset):
    filterset.criteria  # noqa: B018 - what is wrong with the question itself is told first
    message = _("A file holds the whole list: “%(name)s” is for its pages.")
    errors = [
        {"parameter": name, "message": message % {"name": name}, "allowed": ["format=json"]}
        for name in OF_A_PAGE if name in filterset.data
    ]  # fmt: skip
    if errors:
        raise BadParameter(*errors)


def _refuse_too_many(filterset):
    if filterset.filtered(filterset.criteria).order_by().values("pk")[MOST_ROWS : MOST_ROWS + 1].exists():
        message = _("An Excel file has at most %(most)s records: narrow the list, or take it as CSV.")
        raise BadParameter({
            "parameter": "format", "message": message % {"most": f"{MOST_ROWS:,}"}, "allowed": ["csv", "jsonl"],
        })  # fmt: skip


def _to_read(record_type, keys, file_format):
    """The keys to read: a spreadsheet says why a value is missing, whether or not the reader asked for `gaps`."""
    if keys is None or file_format == "jsonl" or "gaps" not in keys_of(record_type.row):
        return keys
    return [*keys, *(["gaps"] if "gaps" not in keys else [])]


def _csv(record_type, keys, pages):
    yield MARK + csv_lines([heads(record_type.row, keys)])
    for documents in pages:
        yield csv_lines(_rows(record_type, keys, documents))


def _xlsx(record_type, keys, pages):
    return workbook(
        record_type.name, heads(record_type.row, keys), _rows(record_type, keys, chain.from_iterable(pages))
    )


def _rows(record_type, keys, documents):
    return (cells(record_type.row, keys, orjson.loads(document)) for document in documents)


def _jsonl(record_type, keys, pages):
    """The documents as PostgreSQL built them: it writes none over two lines."""
    for documents in pages:
        yield "".join(f"{document}\n" for document in documents)


WRITERS = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
