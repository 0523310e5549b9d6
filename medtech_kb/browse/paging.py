"""Keyset paging: a page costs the same at any depth, because it starts behind a row and counts no rows before it.

An order is one key that is never NULL, then the row's number; a cursor holds the key and the number of one row.
"""

import base64
import binascii
from dataclasses import dataclass

import orjson
from django.db.models import F, Func, TextField, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils.translation import gettext as _

from .problems import BadParameter

COUNTED = 10_000
PAGE_SIZE, LARGEST_PAGE = 50, 500


@dataclass(frozen=True)
class Order:
    """A way to order a list: its word in the query string, and the key's expression in each direction."""

    word: str
    ascending: object
    descending: object
    label: str = ""

    def key(self, is_descending):
        return self.descending if is_descending else self.ascending


def by_name(field="name", label=""):
    return Order(field, Lower(field), Lower(field), label)


def by_date(field="when", label=""):
    """By the start, then by the narrower; undated records come last in both directions."""
    key = Func(F(field), function="kb_edtf_key", output_field=TextField())
    return Order(field, *_undated_last(key), label)


def by_amount(label=""):
    """By the lowest possible amount; amounts without one come last in both directions."""
    padded = Func(F("amount_low"), Value("000000000000000000000.0000"), function="to_char", output_field=TextField())
    return Order("amount", *_undated_last(padded), label)


def _undated_last(key):
    """The key for each direction, such that a missing one comes last in both. Keys are digits, for any collation."""
    return [Coalesce(key, Value(stand_in), output_field=TextField()) for stand_in in ("9" * 30, "")]


def by_time(field, label=""):
    stamp = Func(F(field), Value("YYYY-MM-DD HH24:MI:SS.US"), function="to_char", output_field=TextField())
    return Order(field, stamp, stamp, label)


def by_number(field, label=""):
    padded = Func(Cast(F(field), TextField()), Value(20), Value("0"), function="lpad", output_field=TextField())
    return Order(field, padded, padded, label)


@dataclass
class Page:
    """One page of a list: its rows, how many there are in all, and the cursors to its neighbours."""

    rows: list
    count: int
    count_capped: bool
    next: str | None
    previous: str | None


def order_named(orders, word):
    """(order, is_descending) for a word of the query string. Raises BadParameter with what is allowed."""
    for order in orders:
        if word.removeprefix("-") == order.word:
            return order, word.startswith("-")
    allowed = [prefix + order.word for order in orders for prefix in ("", "-")]
    message = _("“%(word)s” is no ordering.") % {"word": word[:60]}
    raise BadParameter({"parameter": "ordering", "message": message, "allowed": allowed})


def counted(queryset):
    """(count, capped): exact up to 10,000, then 10,000 and True."""
    found = queryset.order_by().values("pk")[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def page_of(queryset, row, order, size, cursor=None):
    """The page behind `cursor`; each row is the expression `row`. Raises BadParameter for a cursor of no sense."""
    order, is_descending = order
    queryset = queryset.annotate(_key=order.key(is_descending))
    backwards, after = _read(cursor)
    if after:
        lookup = TupleLessThan if backwards != is_descending else TupleGreaterThan
        place = (Value(after[0], output_field=TextField()), Value(after[1]))
        found = queryset.filter(lookup(Tuple(F("_key"), F("pk")), place))
    else:
        found = queryset
    down = is_descending != backwards
    keys = [F("_key").desc() if down else F("_key").asc(), "-pk" if down else "pk"]
    found = list(found.order_by(*keys).values_list("_key", "pk", row)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (bool(after), more) if backwards else (more, bool(after))
    count, capped = counted(queryset)
    return Page(
        rows=[values[2] for values in found],
        count=count,
        count_capped=capped,
        next=_written(False, found[-1]) if has_next and found else None,
        previous=_written(True, found[0]) if has_previous and found else None,
    )


def _written(backwards, values):
    content = orjson.dumps([int(backwards), values[0], values[1]])
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _read(cursor):
    if not cursor:
        return False, None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        backwards, key, pk = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(key, str) or not isinstance(pk, int) or isinstance(pk, bool) or "\0" in key:
            raise ValueError
        if not 0 <= pk < 2**63:
            raise ValueError
        return bool(backwards), (key, pk)
    except (ValueError, TypeError, binascii.Error):
        message = _("This cursor was not given by a list of ours. Start without one.")
        raise BadParameter({"parameter": "cursor", "message": message, "allowed": []}) from None
