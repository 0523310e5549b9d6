"""A search as page and API ask it: from a query string to a page of hits with their types counted."""

import base64
import binascii
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.etags import Version
from records.paging import page_size
from records.problems import BadParameter, format_errors, parameter_errors

from .explanations import explained
from .query import Query, read
from .ranking import find
from .search_query import MOST, TYPES

PAGE_SIZE, LARGEST_PAGE = 20, 100
PARAMETERS = ("q", "type", "page_size", "cursor", "format")
SUGGESTED = 10


@dataclass
class Answer:
    """What a search found: documents of one page, how many there are in all and of each type, and where to go on.

    `version` is that of the data, where they were asked.
    """

    query: Query
    results: list
    count: int
    capped: bool
    types: dict
    next: str | None = None
    previous: str | None = None
    version: Version | None = None


def check_parameters(data, known, several=("type",)):
    """Raise BadParameter for an unknown parameter, a repeated one that takes one value, or a format but JSON."""
    if errors := parameter_errors(data, known, several) + format_errors(data, ("json",)):
        raise BadParameter(*errors)


def requested_types(data):
    """The record types that a query string names, none for all. Raises BadParameter."""
    names = [name for name in data.getlist("type") if name]
    errors = [
        {"parameter": "type", "message": _("There is no record type “%(name)s”.") % {"name": name[:60]},
         "allowed": TYPES}
        for name in names if name not in TYPES
    ]  # fmt: skip
    if errors:
        raise BadParameter(*errors)
    return list(dict.fromkeys(names))


def answer(data) -> Answer:
    """One page of the search that a query string asks. Raises BadParameter."""
    check_parameters(data, PARAMETERS)
    query, types = read(data.get("q")), requested_types(data)
    size, start = page_size(data, PAGE_SIZE, LARGEST_PAGE), _start(data.get("cursor"))
    results = find(query, types, TYPES, start=start, page=size)
    return Answer(
        query,
        explained(query, results.hits),
        results.count,
        results.capped,
        counted(results.types, types),
        next=_cursor(start + size) if start + size < results.count else None,
        previous=_cursor(max(start - size, 0)) if start else None,
        version=results.version,
    )


def grouped(data, each) -> tuple[Answer, list]:
    """The same without a type: (answer, [(type, count, documents)]), `each` of a type, the best type first."""
    query = read(data.get("q"))
    results = find(query, order=TYPES, page=each, of_each_type=True)
    shown = explained(query, results.hits)
    groups = [
        (name, results.types[name], [document for document in shown if document["type"] == name])
        for name in dict.fromkeys(hit.type for hit in results.hits)
    ]
    return Answer(
        query, shown, results.count, results.capped, counted(results.types, ()), version=results.version
    ), groups


def counted(numbers, chosen):
    """How many hits each type has, in the order of types: a type that was asked for is there even with none."""
    return {name: numbers.get(name, 0) for name in TYPES if numbers.get(name) or name in chosen}


def suggested(data) -> tuple[list, Version | None]:
    """At most ten records whose names begin with, hold, or are spelled nearly like what is typed; and the version."""
    check_parameters(data, ("q", "type", "format"))
    query, types = read(data.get("q")), requested_types(data)
    results = find(query, types, TYPES, texts=False, page=SUGGESTED)
    return explained(query, results.hits), results.version


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
