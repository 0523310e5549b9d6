"""Exports: a whole list, the same records in the same order as page and API, as CSV, JSON lines or Excel.

Rows are read page by page, so that a list of any length costs the memory of one page. CSV and JSON lines are streamed,
an Excel file is sent once it is complete on disk. Changes made meanwhile may be included or not; an unchanged record
is included exactly once.
"""

from itertools import chain

import orjson
from django.http import FileResponse, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from history.moments import each_as_of_now

from .documents import keys_of
from .list_queries import COUNT_CAP
from .problems import BadParameter, parameter_error, raise_if_any
from .record_type import chosen_keys
from .spreadsheet_columns import cells, heads
from .spreadsheets import BYTE_ORDER_MARK, MAX_ROWS, csv_lines, workbook

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PAGE_PARAMETERS = ("cursor", "page_size", "facets")
"""Parameters that make sense for one page of a list only."""


def download_links(record_type, data):
    """[(label, URL)] of the export of a list in each format, for the query string `data`."""
    query = data.copy()
    for name in (*PAGE_PARAMETERS, "format"):
        query.pop(name, None)
    suffix = f"?{query.urlencode()}" if query else ""
    labels = {"csv": _("CSV"), "xlsx": _("Excel"), "jsonl": _("JSON lines")}
    return [(label, f"/api/v1/{record_type.name}.{file_format}{suffix}") for file_format, label in labels.items()]


def export_response(request, record_type, data):
    """The list for the query string `data` as a file in its `format`. Raises BadParameter."""
    file_format, filterset, keys = data["format"], record_type.filtered(data), chosen_keys(data, record_type.row)
    _refuse_page_parameters(filterset)
    pages = record_type.all_pages(filterset, _keys_to_read(record_type, keys, file_format))
    version, count, first = next(pages)  # errors are raised here, before anything is sent
    if file_format == "xlsx" and count > COUNT_CAP:
        _refuse_too_many(filterset)
    pages = chain([first], (documents for _version, _count, documents in pages))
    content = () if request.method == "HEAD" else WRITERS[file_format](record_type, keys, pages)
    if hasattr(content, "read"):
        response = FileResponse(content, content_type=MEDIA_TYPES[file_format])
    else:
        response = StreamingHttpResponse(each_as_of_now(content), content_type=MEDIA_TYPES[file_format])
    name = f"medtech-kb-{record_type.name}-{localdate()}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.data_version = version
    return response


def _refuse_page_parameters(filterset):
    filterset.criteria  # noqa: B018 - errors of the filters are reported first
    message = _("A file holds the whole list: “%(name)s” is for its pages.")
    raise_if_any([
        parameter_error(name, message % {"name": name}, ["format=json"])
        for name in PAGE_PARAMETERS if name in filterset.data
    ])  # fmt: skip


def _refuse_too_many(filterset):
    if filterset.filtered(filterset.criteria).order_by().values("pk")[MAX_ROWS : MAX_ROWS + 1].exists():
        message = _("An Excel file has at most %(most)s records: narrow the list, or take it as CSV.")
        raise BadParameter(parameter_error("format", message % {"most": f"{MAX_ROWS:,}"}, ["csv", "jsonl"]))


def _keys_to_read(record_type, keys, file_format):
    """The keys to read: a spreadsheet shows why a value is missing, even where `gaps` was not requested."""
    if keys is None or file_format == "jsonl" or "gaps" not in keys_of(record_type.row):
        return keys
    return [*keys, *(["gaps"] if "gaps" not in keys else [])]


def _csv(record_type, keys, pages):
    yield BYTE_ORDER_MARK + csv_lines([heads(record_type.row, keys)])
    for documents in pages:
        yield csv_lines(_rows(record_type, keys, documents))


def _xlsx(record_type, keys, pages):
    return workbook(
        record_type.name, heads(record_type.row, keys), _rows(record_type, keys, chain.from_iterable(pages))
    )


def _rows(record_type, keys, documents):
    return (cells(record_type.row, keys, orjson.loads(document)) for document in documents)


def _jsonl(record_type, keys, pages):
    """The documents as PostgreSQL built them, each on one line."""
    for documents in pages:
        yield "".join(f"{document}\n" for document in documents)


WRITERS = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
