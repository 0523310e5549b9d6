"""The files of a picture: its rows as CSV, itself as SVG."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.timezone import localdate

from history.moments import each_as_of_now
from records.spreadsheets import BYTE_ORDER_MARK, csv_lines


def csv_response(name, heads, pages, is_head=False):
    """The rows as CSV in UTF-8 with a byte order mark, sent page by page: `pages` yields lists of rows."""

    def content():
        yield BYTE_ORDER_MARK + csv_lines([heads])
        for rows in pages:
            yield csv_lines(rows)

    chunks = () if is_head else each_as_of_now(content())
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="medtech-kb-{name}-{localdate()}.csv"'
    return response


def svg_response(name, picture):
    """The picture as a file that stands alone. A browser shows it; the file name is for those who keep it."""
    response = HttpResponse(str(picture), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="medtech-kb-{name}-{localdate()}.svg"'
    return response
