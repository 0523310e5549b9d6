"""The files of a picture: its rows as CSV, itself as SVG."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from records.problems import BadParameter, parameter_error
from records.spreadsheets import BYTE_ORDER_MARK, csv_lines


def csv_response(name, heads, pages, is_head=False):
    """The rows as CSV in UTF-8 with a byte order mark, sent page by page: `pages` yields lists of rows."""

    def content():
        yield BYTE_ORDER_MARK + csv_lines([heads])
        for rows in pages:
            yield csv_lines(rows)

    response = StreamingHttpResponse(() if is_head else content(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="medtech-kb-{name}-{localdate()}.csv"'
    return response


def svg_response(name, picture):
    """The picture as a file that stands alone. A browser shows it; the file name is for those who keep it."""
    response = HttpResponse(str(picture), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="medtech-kb-{name}-{localdate()}.svg"'
    return response


def refusal(error):
    """What a picture can't be made of, in plain words."""
    lines = [f"{each['parameter']}: {each['message']} {', '.join(each['allowed'])}".strip() for each in error.errors]
    return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")


def refuse_format(data, name):
    """Raise BadParameter for a format that the query string names: the address of a page or picture says it."""
    if "format" in data:
        message = _("The address says already in which format.")
        raise BadParameter(parameter_error("format", message, [f"/{name}.svg", f"/api/v1/{name}.csv"]))


def with_cursor(query, cursor):
    """The query string of another page; None where there is none."""
    if cursor is None:
        return None
    query = query.copy()
    query["cursor"] = cursor
    return f"?{query.urlencode()}"
