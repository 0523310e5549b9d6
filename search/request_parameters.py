"""From a query string to a page of search results, for the site and the API."""

import base64
import binascii
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.paging import page_size
from records.problems import BadParameter, format_errors, parameter_errors

from .explanations import explain
from .query import read
from .ranking import SearchResults, find
from .search_query import MOST, TYPES
from .short_forms import with_short_forms

PAGE_SIZE, LARGEST_PAGE = 20, 100
PARAMETERS = ("q", "type", "page_size", "cursor", "format")
MAX_SUGGESTIONS = 10


@dataclass
class ResultPage:
    """One page of a search: its hits as documents, the hits of each type, and the cursors of the pages around it."""

    results: SearchResults
    documents: list
    types: dict
    next: str | None = None
    previous: str | None = None


def check_parameters(data, known, several=("type",)):
    """Raise BadParameter for an unknown parameter, one repeated that isn't in `several`, or a format but JSON."""
    if errors := parameter_errors(data, known, several) + format_errors(data, ("json",)):
        raise BadParameter(*errors)


def requested_types(data):
    """The record types in a query string; an empty list means all. Raises BadParameter."""
    names = [name for name in data.getlist("type") if name]
    errors = [
        {"parameter": "type", "message": _("There is no record type “%(name)s”.") % {"name": name[:60]},
         "allowed": TYPES}
        for name in names if name not in TYPES
    ]  # fmt: skip
    if errors:
        raise BadParameter(*errors)
    return list(dict.fromkeys(names))


def result_page(data) -> ResultPage:
    """The page of results that a query string asks for. Raises BadParameter."""
    check_parameters(data, PARAMETERS)
    query, types = read(data.get("q")), requested_types(data)
    size, start = page_size(data, PAGE_SIZE, LARGEST_PAGE), _start(data.get("cursor"))
    results = find(query, types, start=start, page=size)
    return ResultPage(
        results,
        with_short_forms(explain(query, results.hits)),
        _counts(results, types),
        next=_cursor(start + size) if start + size < results.count else None,
        previous=_cursor(max(start - size, 0)) if start else None,
    )


def grouped_results(data, size) -> tuple[ResultPage, list]:
    """The results of all types: (page, [(type, count, documents)]), up to `size` of a type, the best type first."""
    query = read(data.get("q"))
    results = find(query, page=size, per_type=True)
    page = ResultPage(results, with_short_forms(explain(query, results.hits)), _counts(results))
    types = dict.fromkeys(hit.type for hit in results.hits)
    return page, [(name, results.types[name], [doc for doc in page.documents if doc["type"] == name]) for name in types]


def _counts(results, requested=()):
    """The number of hits of each type, in the order of types; a requested type is included even without hits."""
    return {name: results.types.get(name, 0) for name in TYPES if name in results.types or name in requested}


def suggestions(data) -> ResultPage:
    """At most ten records whose names start with, contain or are spelled like what is typed. Raises BadParameter."""
    check_parameters(data, ("q", "type", "format"))
    query, types = read(data.get("q")), requested_types(data)
    results = find(query, types, texts=False, page=MAX_SUGGESTIONS)
    return ResultPage(results, explain(query, results.hits), results.types)


def _cursor(start):
    return base64.urlsafe_b64encode(b"at %d" % start).decode().rstrip("=")


def _start(cursor):
    if not cursor:
        return 0
    try:
        decoded = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        start = int(decoded.removeprefix(b"at ")) if len(decoded) < 9 and decoded.startswith(b"at ") else -1
        if not 0 <= start <= MOST:
            raise ValueError
        return start
    except (ValueError, binascii.Error):
        message = _("This cursor was not given by a search of ours. Start without one.")
        raise BadParameter({"parameter": "cursor", "message": message, "allowed": []}) from None
