"""A whole list to take away: the records of page and API, in their order, as CSV or as JSON lines.

Rows are read and sent page by page, so that a list of any length costs the memory of one page. What is changed while it
is sent may be in it or not; a record that stays as it is comes exactly once.
"""

from itertools import chain

import orjson
from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .documents import keys_of
from .faces import chosen_keys
from .flattening import cells, heads
from .problems import BadParameter
from .spreadsheets import MARK, csv_lines

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
OF_A_PAGE = ("cursor", "page_size", "facets")
"""Parameters that make sense for one page of a list only."""


def exported(request, face, data):
    """The list that the query string `data` asks for, in its `format`, as a file. Raises BadParameter."""
    filterset, keys = face.filtered(data), chosen_keys(data, face.row)
    _refuse_pages(filterset)
    pages = face.every_page(filterset, _to_read(face, keys, data["format"]))
    version, _count, first = next(pages)  # what is wrong comes up here, before anything is sent
    content = WRITERS[data["format"]](face, keys, chain([first], (documents for *_told, documents in pages)))
    response = StreamingHttpResponse(
        () if request.method == "HEAD" else content, content_type=MEDIA_TYPES[data["format"]]
    )
    name = f"medtech-kb-{face.name}-{localdate()}.{data['format']}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.data_version = version
    return response


def _refuse_pages(filterset):
    filterset.asked  # noqa: B018 - what is wrong with the question itself is told first
    message = _("A file holds the whole list: “%(name)s” is for its pages.")
    errors = [
        {"parameter": name, "message": message % {"name": name}, "allowed": ["format=json"]}
        for name in OF_A_PAGE if name in filterset.data
    ]  # fmt: skip
    if errors:
        raise BadParameter(*errors)


def _to_read(face, keys, file_format):
    """The keys to read: a spreadsheet says why a value is missing, whether or not the reader asked for `gaps`."""
    if keys is None or file_format == "jsonl" or "gaps" not in keys_of(face.row):
        return keys
    return [*keys, *(["gaps"] if "gaps" not in keys else [])]


def _csv(face, keys, pages):
    yield MARK + csv_lines([heads(face.row, keys)])
    for documents in pages:
        yield csv_lines(cells(face.row, keys, orjson.loads(document)) for document in documents)


def _jsonl(face, keys, pages):
    """The documents as PostgreSQL built them: it writes none over two lines."""
    for documents in pages:
        yield "".join(f"{document}\n" for document in documents)


WRITERS = {"csv": _csv, "jsonl": _jsonl}
