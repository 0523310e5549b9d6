"""The statements behind a list and a profile: made by the ORM once for each shape of question, then only filled in.

One statement answers a read as a whole, so the version of the data, the count and the rows are of one moment.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast

from .documents import any_in, compiled, sections, type_number
from .statements import Given, Recent, Slots, Statement, kept, placed
from .versions import CURRENT, Version

COUNTED = 10_000
WITH_VERSION = f"FROM (SELECT 1) one LEFT JOIN ({CURRENT}) v ON true"


_counts = Recent(5_000)
"""(Version, count) of questions: what was counted under a version of the data needs no counting until it moves."""
NOT_COUNTED = (None, None, None)
_empty = Recent(5_000)
"""The lists without rows of profiles that were read, and of the last profile of each kind."""


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


class Found(NamedTuple):
    """The rows of one page: the (key, number) of the first and of the last, whether more follow, and the documents.

    These are JSON texts, one below the other with commas between them (`BETWEEN`): none holds a line break itself.
    """

    first: tuple
    last: tuple
    more: bool
    documents: str


BETWEEN = ",\n"


def listed(face, filterset, place, only=None):
    """(Version, count, Found or None): one page of a list, and how many there are in all, up to COUNTED + 1."""
    if filterset.shape is None:
        return _told(*_list_statement(face, filterset, place, only, None).rows(), place)
    values = []
    for item, value in filterset.asked:
        item.mapped(value, values.append)
    question = (face.name, filterset.shape, *values)
    key = ("list", face.name, filterset.shape, place.shape, only and tuple(only), type_number(face.model))
    statement = kept(key, lambda: _list_statement(face, filterset, place, only, Slots()))
    known = _counts.get(question) or NOT_COUNTED
    version, count, found = _told(*statement.rows((*known, *values, *(place.after or ()))), place)
    if (version.number, version.moved_at) != known[:2]:
        _counts.put(question, (*version, count))
    return version, count, found


def _told(row, place):
    count, rows, first, last, documents = row[2], row[3], row[4:6], row[6:8], row[8]
    return Version.of(row), count, Found(first, last, rows > place.size, documents) if rows else None


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
    sql = f"SELECT v.number, v.moved_at, ({counting}), page.* {WITH_VERSION} CROSS JOIN ({_as_one(page, place)}) page"
    return slots.statement(sql) if slots else Statement(sql, is_kept=False)


def _as_one(page, place):
    """The page as one row: one text is cheaper to hand over and to pass on than fifty.

    An aggregate takes its rows in the order of a sorted subquery.
    """
    last = f"least(rows, {place.size})"
    return (
        f"SELECT rows, keys[1], numbers[1], keys[{last}], numbers[{last}],"
        f" array_to_string(documents[:{place.size}], E',\\n') FROM (SELECT count(*) rows,"
        f" array_agg(_key) keys, array_agg(pk) numbers, array_agg(_document) documents FROM ({page}) each_row) all_rows"
    )


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
    statement = kept(key, lambda: _facets_statement(filterset, names, Slots()))
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
    """(Version, the profile of one record as JSON text or None); with `drafts` what is not published is seen too.

    Most lists of most records are empty, and PostgreSQL takes longer to get ready for one than to see that there is
    nothing in it. So the profile is read with the lists that it had last time, or that the last one of its kind had,
    and says which lists have rows; where that is another choice it is read once more.
    """
    only = only and tuple(only)
    kind = ("profile", face.name, only, drafts, type_number(face.model))
    lists = sections(face.profile, only)
    known = (_empty.get((*kind, address)), _empty.get(kind), lists)
    empty = next(names for names in known if names is not None)
    while True:
        statement = kept((*kind, empty), lambda: _profile(face, address, only, drafts, empty))  # noqa: B023
        ((number, moved_at, document, *any_row),) = statement.rows((address,))
        found = tuple(name for name, has_rows in zip(lists, any_row, strict=True) if not has_rows)
        if set(empty) <= set(found):
            break
        empty = found
    if document is not None:
        _empty.put(kind, found)
        _empty.put((*kind, address), found)
    return Version.of((number, moved_at)), document


def _profile(face, address, only, drafts, empty):
    """The statement for the profile of a record without the lists in `empty`, and for which of its lists have rows."""
    slots = Slots()
    records = face.model.objects.all() if drafts else face.visible()
    found = records.order_by().filter(**{face.address: Given(slots.take(address))})
    lists = sections(face.profile, only)
    named = {f"_any_{name}": any_in(face.profile, name) for name in lists}
    document = compiled(face.profile, only, empty)
    sql = _sql(found.annotate(_document=document, **named).values_list("_document", *named), slots)
    return slots.statement(f"SELECT v.number, v.moved_at, found.* {WITH_VERSION} LEFT JOIN ({sql}) found ON true")
