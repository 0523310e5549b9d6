"""The statements behind a list and its facets: made by the ORM once for each shape of question, then only filled in.

One statement answers a read as a whole, so the version of the data, the count and the rows are of one moment.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func, TextField
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast

from .documents import compiled, type_number
from .etags import WITH_VERSION, Version
from .prepared_statements import Given, Recent, Slots, Statement, kept, placed

COUNTED = 10_000
TESTED_BY_BIT = 6
"""So many records are tested by their bits in the time in which one is found by an index and put in order."""

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


class Found(NamedTuple):
    """The rows of one page: the (key, number) of the first and of the last, whether more follow, and the documents.

    These are JSON texts, one below the other with commas between them (`BETWEEN`): none holds a line break itself.
    """

    first: tuple
    last: tuple
    more: bool
    documents: str


BETWEEN = ",\n"


def listed(record_type, filterset, place, only=None):
    """(Version, count, Found or None): one page of a list, and how many there are in all, up to COUNTED + 1."""
    if filterset.shape is None:
        return _told(*_list_statement(record_type, filterset, place, only, None).rows(), place)
    values = []
    for item, value in filterset.criteria:
        item.map_parameters(value, values.append)
    question = (record_type.name, filterset.shape, *values)
    key = ("list", record_type.name, filterset.shape, place.shape, only and tuple(only), type_number(record_type.model))
    statement = kept(key, lambda: _list_statement(record_type, filterset, place, only, Slots()))
    known = _counts.get(question) or NOT_COUNTED
    version, count, found = _told(*statement.rows((*known, *values, *(place.after or ()))), place)
    if (version.number, version.moved_at) != known[:2]:
        _counts.put(question, (*version, count))
    return version, count, found


def _told(row, place):
    count, rows, first, last, documents = row[2], row[3], row[4:6], row[6:8], row[8]
    return Version.of(row), count, Found(first, last, rows > place.size, documents) if rows else None


def _list_statement(record_type, filterset, place, only, slots):
    """The statement of a list; with slots for: a version and the count it had, values, the cursor's row."""
    known = slots and [slots.written(cast) for cast in ("bigint", "timestamptz", "bigint")]
    take = slots.take if slots else lambda value: value
    asked = [(item, item.map_parameters(value, take)) for item, value in filterset.criteria]
    after = tuple(take(value) for value in place.after or ())
    counting = (slots or Slots()).filled(*_counting(filterset, asked))
    if known:
        number, moved_at, count = known
        counting = f"CASE WHEN v.number = {number} AND v.moved_at = {moved_at} THEN {count} ELSE ({counting}) END"
    shortcut = filterset.shortcut()
    if shortcut and place.order.word == shortcut.order:
        chosen, rows = "", filterset.records().filter(pk__in=RawSQL(*shortcut.page_query(asked, place, after)))
    elif asked:
        chosen, rows = _chosen(filterset, place, asked, after, slots), _is_chosen(filterset.records())
    else:
        chosen, rows = "", filterset.records()
    page = _sql(_page(rows, place, () if chosen else after, _document=compiled(record_type.row, only)), slots)
    sql = (
        f"WITH told AS MATERIALIZED (SELECT v.number, v.moved_at, ({counting}) AS count {WITH_VERSION}){chosen}"
        f" SELECT told.*, page.* FROM told CROSS JOIN ({_as_one(page, place)}) page"
    )
    return slots.statement(sql) if slots else Statement(sql, is_kept=False)


def _is_chosen(queryset):
    return _fulfilling(queryset, f'"{queryset.model._meta.db_table}"."id" = ANY(ARRAY(SELECT pk FROM chosen))')


def _fulfilling(queryset, condition):
    return queryset.filter(RawSQL(condition.replace("%", "%%"), (), output_field=BooleanField()))


def _by_key(asked):
    return {item.key: value for item, value in asked}


def _chosen(filterset, place, asked, after, slots):
    """The parts of a statement that say which records a page of a narrowed list has.

    Of few matches all are read and put in order. Many are met soon enough by whoever reads all records in that order:
    on average every (records / matches)-th is one. PostgreSQL would guess which it is, and where what is asked lies at
    the end of the order, like an old year in a list with the newest first, read a table of millions for it.
    Where there are bit sets of what is asked, a record on the way costs the look at a bit.
    """
    key, narrowed = place.order.key(place.is_descending), filterset.filtered(asked)
    table, limit, bits, members = narrowed.model._meta.db_table, place.size + 1, filterset.in_bits is not None, ""
    direction, sign = ("DESC", "<") if place.is_down else ("ASC", ">")
    matched = _sql(narrowed.annotate(_key=key).order_by().values_list("_key", "pk"), slots)
    behind = f"WHERE (_key, pk) {sign} (%s::{key.output_field.db_type(connection)}, %s::bigint)" if after else ""
    behind = (slots or Slots()).filled(behind, after)
    if bits:
        members = (slots or Slots()).filled(*placed(*filterset.bits.members(_by_key(asked))))
        members = f"members AS MATERIALIZED ({members}),"
        met = _fulfilling(filterset.records(), filterset.bits.is_member(f'"{table}"."id"', "members"))
    else:
        met = _begun(narrowed.annotate(_key=key), place, asked)
    met = _page(met, place, after)
    return f""",
        few AS MATERIALIZED (SELECT count <= {COUNTED}
                AND count::float8 * count * {TESTED_BY_BIT if bits else 1} < {limit} * reltuples AS is_so
            FROM told, pg_class WHERE oid = '{table}'::regclass),
        {members}
        matched AS MATERIALIZED (SELECT * FROM ({matched}) every WHERE (SELECT is_so FROM few)),
        chosen AS MATERIALIZED (
            (SELECT pk FROM matched {behind} ORDER BY _key {direction}, pk {direction} LIMIT {limit})
            UNION ALL
            SELECT pk FROM ({_sql(met, slots)}) met WHERE NOT (SELECT is_so FROM few))"""


def _begun(queryset, place, asked):
    """Without what begins behind all days that are asked for: a list from the newest on is read from there.

    A date of about a year may be meant a year further (values/fields.py).
    """
    for item, value in asked if place.is_down else ():
        if days := item.days_of(place.order.word, value):
            queryset = queryset.filter(_key__lte=LastKey(*map(Given, days), output_field=TextField()))
    return queryset


class LastKey(Func):
    """The last key by date (kb_edtf_key) of what can lie within some spans of days."""

    template = (
        "(coalesce(to_char(greatest(%(expressions)s) + interval '1 year', 'YYYYMMDD'), '99999999') || ' 99999999')"
    )

    def __init__(self, *spans, **extra):
        super().__init__(*(Func(span, function="upper") for span in spans), **extra)


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
        return shortcut.count_query(asked, COUNTED + 1)
    if filterset.in_bits is not None:
        return placed(*filterset.bits.total(_by_key(asked)))
    some = filterset.filtered(asked).order_by().values("pk")[: COUNTED + 1]
    sql, params = some.query.sql_with_params()
    return f"SELECT count(*) FROM ({sql}) counted", params


def _page(queryset, place, after, **more):
    """The rows of one page: key, number, and what is annotated by `more`."""
    key = place.order.key(place.is_descending)
    queryset = queryset.annotate(_key=key, **more)
    if after:
        start = (Cast(Given(after[0]), key.output_field), Given(after[1]))
        lookup = TupleLessThan if place.is_down else TupleGreaterThan
        queryset = queryset.filter(lookup(Tuple(F("_key"), F("pk")), start))
    ordered = queryset.order_by(*(F(name).desc() if place.is_down else F(name).asc() for name in ("_key", "pk")))
    return ordered.values_list("_key", "pk", *more)[: place.size + 1]


def counted(filterset, names):
    """{facet: [(value, label, count)]} of those facets that bit sets count under what is asked; one statement."""
    names = [name for name in names if filterset.in_bits is not None and filterset.bits.covers([name])]
    if not names:
        return {}
    values = [value for _item, asked in filterset.criteria for value in asked]
    key = ("facets", type(filterset), *names, filterset.shape)
    statement = kept(key, lambda: _facets_statement(filterset, names, Slots()))
    found = {name: [] for name in names}
    for name, value, label, count in statement.rows(values):
        found[name].append((value, label, count))
    return {name: filterset.filters[name].labelled(rows) for name, rows in found.items()}


def _facets_statement(filterset, names, slots):
    chosen = {item.key: [slots.take(each) for each in value] for item, value in filterset.criteria}
    return slots.statement(slots.filled(*placed(*filterset.bits.counts(names, chosen))))


def _sql(queryset, slots):
    sql, params = queryset.query.sql_with_params()
    return (slots or Slots()).filled(sql, params)
