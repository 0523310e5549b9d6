"""The statements behind a list and a profile: made by the ORM once for each shape of question, then only filled in.

One statement answers a read as a whole, so the version of the data, the count and the rows are of one moment.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db.models import F
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast

from .documents import any_in, compiled, sections, type_number
from .statements import Given, Slots, Statement, placed
from .versions import CURRENT, Version

COUNTED = 10_000
WORTH_A_LOOK = 4
"""A profile with so many lists is read in two steps: most lists of most records are empty, and PostgreSQL takes longer
to get ready for one that it will not need than to see that there is nothing in it."""
WITH_VERSION = f"FROM (SELECT 1) one LEFT JOIN ({CURRENT}) v ON true"


class Recent:
    """The things that were asked for last, at most so many of them."""

    def __init__(self, most):
        self.most, self.items, self.lock = most, OrderedDict(), Lock()

    def get(self, key):
        with self.lock:
            if key in self.items:
                self.items.move_to_end(key)
            return self.items.get(key)

    def put(self, key, value):
        with self.lock:
            self.items[key] = value
            if len(self.items) > self.most:
                self.items.popitem(last=False)


_statements = Recent(500)
_counts = Recent(5_000)
"""(Version, count) of questions: what was counted under a version of the data needs no counting until it moves."""
NOT_COUNTED = (None, None, None)


@dataclass(frozen=True)
class Place:
    """Where a page begins in which order: behind the row of a cursor (before it if `backwards`), or at the start."""

    order: object
    is_descending: bool
    size: int
    backwards: bool = False
    after: tuple | None = None

    @property
    def is_down(self):
        """Whether rows are read from the end of the order."""
        return self.is_descending != self.backwards

    @property
    def shape(self):
        return self.order.word, self.is_descending, self.size, self.backwards, self.after is not None


def listed(face, filterset, place, only=None):
    """(Version, count, [(key, number, document)]): one page of a list, and how many there are in all.

    There is one row more than the place asks for where more follow. The count goes up to COUNTED + 1.
    """
    if filterset.shape is None:
        return _told(_list_statement(face, filterset, place, only, None).rows())
    values = []
    for item, value in filterset.asked:
        item.mapped(value, values.append)
    question = (face.name, filterset.shape, *values)
    key = ("list", face.name, filterset.shape, place.shape, only and tuple(only), type_number(face.model))
    statement = _kept(key, lambda: _list_statement(face, filterset, place, only, Slots()))
    known = _counts.get(question) or NOT_COUNTED
    version, count, rows = _told(statement.rows((*known, *values, *(place.after or ()))))
    if (version.number, version.moved_at) != known[:2]:
        _counts.put(question, (*version, count))
    return version, count, rows


def _told(rows):
    return Version.of(rows[0]), rows[0][2], [row[3:] for row in rows if row[4] is not None]


def _kept(key, make):
    statement = _statements.get(key)
    if statement is None:
        _statements.put(key, statement := make())
    return statement


def _list_statement(face, filterset, place, only, slots):
    """The statement of a list; with slots for: a version and the count it had, values, the cursor's row."""
    known = slots and [slots.written(cast) for cast in ("bigint", "timestamptz", "bigint")]
    take = slots.take if slots else lambda value: value
    asked = [(item, item.mapped(value, take)) for item, value in filterset.asked]
    after = tuple(take(value) for value in place.after or ())
    counting = (slots or Slots()).filled(*_counting(filterset, asked))
    if known:
        number, moved_at, count = known
        counting = f"CASE WHEN v.number = {number} AND v.moved_at = {moved_at} THEN {count} ELSE ({counting}) END"
    page = _sql(_page(_rows(filterset, place, asked, after), place, compiled(face.row, only), after), slots)
    direction = "DESC" if place.is_down else "ASC"
    sql = (
        f"SELECT v.number, v.moved_at, ({counting}), page.* {WITH_VERSION} LEFT JOIN ({page}) page ON true"
        f" ORDER BY page._key {direction}, page.pk {direction}"
    )
    return slots.statement(sql) if slots else Statement(sql, is_kept=False)


def _counting(filterset, asked):
    """(SQL, parameters) of how many records the list has: exact, or up to COUNTED + 1."""
    if shortcut := filterset.shortcut():
        return shortcut.counting(asked, COUNTED + 1)
    if filterset.in_bits is not None:
        return placed(*filterset.bits.total({item.key: value for item, value in asked}))
    some = filterset.narrowed(asked).order_by().values("pk")[: COUNTED + 1]
    sql, params = some.query.sql_with_params()
    return f"SELECT count(*) FROM ({sql}) counted", params


def _rows(filterset, place, asked, after):
    """The records among which a page is; where a shortcut knows them, just the records of the page."""
    shortcut = filterset.shortcut()
    if shortcut and place.order.word == shortcut.order:
        return filterset.records().filter(pk__in=RawSQL(*shortcut.page(asked, place, after)))
    return filterset.narrowed(asked)


def _page(queryset, place, document, after):
    """The rows of one page: (key, number, document)."""
    key = place.order.key(place.is_descending)
    queryset = queryset.annotate(_key=key, _document=document)
    if after:
        start = (Cast(Given(after[0]), key.output_field), Given(after[1]))
        lookup = TupleLessThan if place.is_down else TupleGreaterThan
        queryset = queryset.filter(lookup(Tuple(F("_key"), F("pk")), start))
    ordered = queryset.order_by(*(F(name).desc() if place.is_down else F(name).asc() for name in ("_key", "pk")))
    return ordered.values_list("_key", "pk", "_document")[: place.size + 1]


def counted(filterset, names):
    """{facet: [(value, label, count)]} of those facets that bit sets count under what is asked; one statement."""
    names = [name for name in names if filterset.in_bits is not None and filterset.bits.covers([name])]
    if not names:
        return {}
    values = [value for _item, asked in filterset.asked for value in asked]
    key = ("facets", type(filterset), *names, filterset.shape)
    statement = _kept(key, lambda: _facets_statement(filterset, names, Slots()))
    found = {name: [] for name in names}
    for name, value, label, count in statement.rows(values):
        found[name].append((value, label, count))
    return {name: filterset.filters[name].told(rows) for name, rows in found.items()}


def _facets_statement(filterset, names, slots):
    chosen = {item.key: [slots.take(each) for each in value] for item, value in filterset.asked}
    return slots.statement(slots.filled(*placed(*filterset.bits.counts(names, chosen))))


def _sql(queryset, slots):
    sql, params = queryset.query.sql_with_params()
    return (slots or Slots()).filled(sql, params)


def read(face, address, only=None, drafts=False):
    """(Version, the profile of one record as JSON text or None); with `drafts` what is not published is seen too."""
    only = only and tuple(only)
    key = (face.name, only, drafts, type_number(face.model))
    lists = sections(face.profile, only)
    if len(lists) < WORTH_A_LOOK:
        (row,) = _kept(("profile", *key), lambda: _profile(face, address, only, drafts)).rows((address,))
        return Version.of(row), row[2]
    look = _kept(("sections", *key), lambda: _look(face, lists, address, drafts))
    ((number, moved_at, pk, *there),) = look.rows((address,))
    if pk is None:
        return Version.of((number, moved_at)), None
    empty = tuple(name for name, any_row in zip(lists, there, strict=True) if not any_row)
    (row,) = _kept(("profile", *key, empty), lambda: _profile(face, pk, only, drafts, empty)).rows((pk,))
    return Version.of((number, moved_at)), row[2]


def _look(face, lists, address, drafts):
    """The statement for the number of a record and which of its lists have any rows."""
    return _found(face, face.address, address, drafts, [F("pk"), *(any_in(face.profile, each) for each in lists)])


def _profile(face, address, only, drafts, empty=None):
    """The statement of a profile by its address, or by its number where it is known which sections are empty."""
    by = face.address if empty is None else "pk"
    return _found(face, by, address, drafts, [compiled(face.profile, only, empty or ())])


def _found(face, by, value, drafts, expressions):
    """The statement for some expressions of one record, with a slot for the value by which it is found."""
    slots = Slots()
    records = face.model.objects.all() if drafts else face.visible()
    found = records.order_by().filter(**{by: Given(slots.take(value))})
    named = {f"_value{number}": expression for number, expression in enumerate(expressions)}
    sql = _sql(found.annotate(**named).values_list(*named), slots)
    return slots.statement(f"SELECT v.number, v.moved_at, found.* {WITH_VERSION} LEFT JOIN ({sql}) found ON true")
