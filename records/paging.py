"""Keyset paging: a page costs the same at any depth, because it starts after a row and skips none before it.

An order is one key that is never NULL, then the row's number; a cursor holds the key and the number of one row.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import orjson
from django.db.models import BigIntegerField, DateTimeField, DecimalField, ExpressionWrapper, F, TextField, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from values.fields import date_keys

from .list_queries import COUNT_CAP, SEPARATOR, PagePosition, PageRows, list_page
from .problems import BadParameter, parameter_error

PAGE_SIZE, LARGEST_PAGE = 50, 500


def _check_pattern(pattern, text):
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(text)


_check_number = partial(_check_pattern, r"-?\d{1,26}(\.\d{1,4})?")
_check_integer = partial(_check_pattern, r"-?\d{1,18}")


def _check_moment(text):
    """As cursors are written: in UTC. PostgreSQL knows fewer time zones and spellings than Python does."""
    _check_pattern(r"[\d-]{10}[ T][\d:]{8}(\.\d{1,6})?\+00(:00)?", text)
    datetime.fromisoformat(text)


@dataclass(frozen=True)
class Order:
    """One order of a list: its word in the query string, and the key's expression in each direction.

    `check` validates the text of a key from a cursor; it raises ValueError. Only an order with an index is offered by
    the head of a column.
    """

    word: str
    ascending: object
    descending: object
    check: object = str
    has_index: bool = True

    def key(self, is_descending):
        return self.descending if is_descending else self.ascending


def by_name(field="name"):
    key = Lower(field, output_field=TextField())
    return Order(field, key, key)


def by_date(field="when", has_index=True):
    """By the start, then by the narrower; undated records come last in both directions."""
    return Order(field, *date_keys(field), has_index=has_index)


def by_amount():
    """By the lowest possible amount; amounts without one come last in both directions."""
    exact = DecimalField(max_digits=30, decimal_places=4)
    keys = [Coalesce(F("amount_low"), Value(when_null), output_field=exact) for when_null in (10**25, -1)]
    return Order("amount", *keys, check=_check_number, has_index=False)


def by_time(field):
    moment = ExpressionWrapper(F(field), DateTimeField())
    return Order(field, moment, moment, check=_check_moment)


def by_number(field, has_index=True):
    number = ExpressionWrapper(F(field), BigIntegerField())
    return Order(field, number, number, check=_check_integer, has_index=has_index)


@dataclass
class Page:
    """One page of a list: its documents, how many there are in all, and the cursors to its neighbours.

    `json` is the JSON array of its documents as PostgreSQL built it; `data_version` is the version of the data they
    were read from.
    """

    json: str
    count: int
    count_capped: bool
    next: str | None
    previous: str | None
    data_version: object

    @property
    def rows(self):
        """The documents."""
        return orjson.loads(self.json)


def words_of(orders):
    """The words for the orders in a query string, each in both directions."""
    return [prefix + order.word for order in orders for prefix in ("", "-")]


def order_named(orders, word):
    """(order, is_descending) for a word of the query string. Raises BadParameter with what is allowed."""
    for order in orders:
        if word.removeprefix("-") == order.word:
            return order, word.startswith("-")
    message = _("“%(word)s” is no ordering.") % {"word": word[:60]}
    raise BadParameter(parameter_error("ordering", message, words_of(orders)))


def page_size(data, usual=PAGE_SIZE, most=LARGEST_PAGE):
    """The page size in a query string, else `usual`. Raises BadParameter unless it is 1 to `most`."""
    text = data.get("page_size", str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= most):
        message = _("“page_size” is a whole number from 1 to %(most)s.") % {"most": most}
        raise BadParameter(parameter_error("page_size", message, [f"1 to {most}"]))
    return int(text)


def page_of(record_type, filterset, order, size, only=None) -> Page:
    """The page that starts at the query string's cursor. Raises BadParameter, also for unknown records."""
    order, is_descending = order
    backwards, after = _decode_cursor(filterset.data.get("cursor"), order)
    version, count, rows = list_page(
        record_type, filterset, PagePosition(order, is_descending, size, backwards, after), only
    )
    _verify(filterset, count, version)
    rows = rows or PageRows(None, None, False, "")
    if backwards:
        rows = PageRows(rows.last, rows.first, rows.more, SEPARATOR.join(reversed(rows.documents.split(SEPARATOR))))
    has_next, has_previous = (bool(after), rows.more) if backwards else (rows.more, bool(after))
    return Page(
        json=f"[{rows.documents}]",
        count=min(count, COUNT_CAP),
        count_capped=count > COUNT_CAP,
        next=_encode_cursor(False, rows.last) if has_next and rows.last else None,
        previous=_encode_cursor(True, rows.first) if has_previous and rows.first else None,
        data_version=version,
    )


def pages_from_start(record_type, filterset, order, only=None):
    """Yield (version of the data, count up to COUNT_CAP + 1, documents) of every page of a list, from the first on.

    Each page is read when it is needed, so that a list of any length costs the memory of one. Raises BadParameter
    with the first.
    """
    (order, is_descending), after, more = order, None, True
    while more:
        version, count, rows = list_page(
            record_type, filterset, PagePosition(order, is_descending, LARGEST_PAGE, after=after), only
        )
        if after is None:
            _verify(filterset, count, version)
        more = bool(rows) and rows.more
        yield version, count, rows.documents.split(SEPARATOR) if rows else []
        if more:
            after = (str(rows.last[0]), rows.last[1])


def _verify(filterset, count, version):
    """Raise BadParameter for unknown records in the criteria; a list with results mostly proves that there are none."""
    unsure = [(item, value) for item, value in filterset.criteria if not (count and item.is_proved_by_results(value))]
    filterset.verify(unsure, version)


def _encode_cursor(backwards, row):
    content = orjson.dumps([int(backwards), str(row[0]), row[1]])
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decode_cursor(cursor, order):
    """(backwards, (key, number) of the row after which the page begins, or None). Raises BadParameter."""
    if not cursor:
        return False, None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        backwards, key, pk = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(key, str) or "\0" in key or type(pk) is not int or not 0 <= pk < 2**63:
            raise ValueError
        order.check(key)
        return bool(backwards), (key, pk)
    except (ValueError, TypeError, binascii.Error):
        message = _("This cursor was not given by a list of ours. Start without one.")
        raise BadParameter(parameter_error("cursor", message)) from None
