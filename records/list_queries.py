"""The statements behind a list and its facets: built by the ORM once for each shape of query, then reused.

One statement answers a read as a whole, so the version of the data, the count and the rows are of one moment.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func, TextField
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast

from history.moments import asked_revision

from .documents import compiled, content_type_id
from .etags import WITH_VERSION, Version
from .prepared_statements import (
    Literals,
    ParameterSlots,
    RawParameter,
    RecentCache,
    cached_statement,
    with_placeholders,
)  # fmt: skip

COUNT_CAP = 10_000
BIT_TESTS_PER_LOOKUP = 6
"""How many records can be tested by their bits in the time that one index look-up and sort takes."""

_counts = RecentCache(5_000)
"""(number and time of the version, count) by revision asked about and criteria, while the version is the same."""
NO_COUNT = (None, None, None)


@dataclass(frozen=True)
class PagePosition:
    """Where a page begins: after the row of a cursor (before it if `backwards`) in an order, or at its start."""

    order: object
    is_descending: bool
    size: int
    backwards: bool = False
    after: tuple | None = None

    @property
    def is_down(self):
        """Whether rows are read in descending order."""
        return self.is_descending != self.backwards

    @property
    def shape(self):
        return self.order.word, self.is_descending, self.size, self.backwards, self.after is not None


class PageRows(NamedTuple):
    """The rows of one page: (key, number) of the first and the last, whether more follow, and the documents.

    These are JSON texts joined by `SEPARATOR`; none holds a line break itself.
    """

    first: tuple
    last: tuple
    more: bool
    documents: str


SEPARATOR = ",\n"


def list_page(record_type, filterset, position, only=None):
    """Return (Version, count up to COUNT_CAP + 1, PageRows or None) for one page of a list."""
    if filterset.shape is None:
        return _parse(*_list_statement(record_type, filterset, position, only, Literals()).rows(), position)
    values = []
    for item, value in filterset.criteria:
        item.map_parameters(value, values.append)
    cache_key = (asked_revision(), record_type.name, filterset.shape, *values)
    is_past = asked_revision() is not None  # then no derived row is read
    shape = (filterset.shape, is_past, position.shape, only and tuple(only))
    key = ("list", record_type.name, *shape, content_type_id(record_type.model))
    statement = cached_statement(key, lambda: _list_statement(record_type, filterset, position, only, ParameterSlots()))
    known = _counts.get(cache_key) or NO_COUNT
    version, count, rows = _parse(*statement.rows((*known, *values, *(position.after or ()))), position)
    if (version.number, version.moved_at) != known[:2]:
        _counts.put(cache_key, (*version, count))
    return version, count, rows


def _parse(row, position):
    count, rows, first, last, documents = row[2], row[3], row[4:6], row[6:8], row[8]
    return Version.of(row), count, PageRows(first, last, rows > position.size, documents) if rows else None


def _list_statement(record_type, filterset, position, only, slots):
    """The statement of a list, with parameters for: a cached version and count, the criteria, the cursor's row."""
    known = [] if filterset.shape is None else [slots.add(cast) for cast in ("bigint", "timestamptz", "bigint")]
    criteria = [(item, item.map_parameters(value, slots.bind)) for item, value in filterset.criteria]
    after = tuple(slots.bind(value) for value in position.after or ())
    counting = slots.render(*_count_query(filterset, criteria))
    if known:
        number, moved_at, count = known
        counting = f"CASE WHEN v.number = {number} AND v.moved_at = {moved_at} THEN {count} ELSE ({counting}) END"
    shortcut = filterset.shortcut()
    if shortcut and position.order.word == shortcut.order:
        chosen, rows = "", filterset.records().filter(pk__in=RawSQL(*shortcut.page_query(criteria, position, after)))
    elif criteria:
        chosen, rows = _chosen(filterset, position, criteria, after, slots), _in_chosen(filterset.records())
    else:
        chosen, rows = "", filterset.records()
    page = _sql(_page(rows, position, () if chosen else after, _document=compiled(record_type.row, only)), slots)
    sql = (
        f"WITH totals AS MATERIALIZED (SELECT v.number, v.moved_at, ({counting}) AS count {WITH_VERSION}){chosen}"
        f" SELECT totals.*, page.* FROM totals CROSS JOIN ({_as_one(page, position)}) page"
    )
    return slots.statement(sql)


def _in_chosen(queryset):
    return _where(queryset, f'"{queryset.model._meta.db_table}"."id" = ANY(ARRAY(SELECT pk FROM chosen))')


def _where(queryset, condition):
    return queryset.filter(RawSQL(condition.replace("%", "%%"), (), output_field=BooleanField()))


def _by_key(criteria):
    return {item.key: value for item, value in criteria}


def _chosen(filterset, position, criteria, after, slots):
    """The common table expressions that choose the records of a page of a filtered list.

    Few matches are all read and sorted. Many are found soon enough by reading all records in order: on average every
    (records / matches)-th is one. Left to guess, PostgreSQL would read a table of millions where the matches lie at the
    end of the order, like an old year in a list with the newest first. With bit sets, testing a record costs one bit.
    """
    key, narrowed = position.order.key(position.is_descending), filterset.filtered(criteria)
    table, limit, bits, members = (
        narrowed.model._meta.db_table,
        position.size + 1,
        filterset.bit_criteria is not None,
        "",
    )
    direction, sign = ("DESC", "<") if position.is_down else ("ASC", ">")
    matched = _sql(narrowed.annotate(_key=key).order_by().values_list("_key", "pk"), slots)
    after_cursor = f"WHERE (_key, pk) {sign} (%s::{key.output_field.db_type(connection)}, %s::bigint)" if after else ""
    after_cursor = slots.render(after_cursor, after)
    if bits:
        members = slots.render(*with_placeholders(*filterset.bits.members(_by_key(criteria))))
        members = f"members AS MATERIALIZED ({members}),"
        in_order = _where(filterset.records(), filterset.bits.is_member(f'"{table}"."id"', "members"))
    else:
        in_order = _without_later(narrowed.annotate(_key=key), position, criteria)
    in_order = _page(in_order, position, after)
    return f""",
        few AS MATERIALIZED (SELECT count <= {COUNT_CAP}
                AND count::float8 * count * {BIT_TESTS_PER_LOOKUP if bits else 1} < {limit} * reltuples AS is_so
            FROM totals, pg_class WHERE oid = 'public.{table}'::regclass),
        {members}
        matched AS MATERIALIZED (SELECT * FROM ({matched}) all_matches WHERE (SELECT is_so FROM few)),
        chosen AS MATERIALIZED (
            (SELECT pk FROM matched {after_cursor} ORDER BY _key {direction}, pk {direction} LIMIT {limit})
            UNION ALL
            SELECT pk FROM ({_sql(in_order, slots)}) in_order WHERE NOT (SELECT is_so FROM few))"""


def _without_later(queryset, position, criteria):
    """Leave out what begins after all requested days, so that a list from the newest on is read from there.

    An approximate date may lie up to a year later (Point.earliest in values/edtf.py).
    """
    for item, value in criteria if position.is_down else ():
        if days := item.days_of(position.order.word, value):
            queryset = queryset.filter(_key__lte=LastKey(*map(RawParameter, days), output_field=TextField()))
    return queryset


class LastKey(Func):
    """The greatest date key (kb_edtf_key) of a date that can lie within the spans of days."""

    template = (
        "(coalesce(to_char(greatest(%(expressions)s) + interval '1 year', 'YYYYMMDD'), '99999999') || ' 9999999999999')"
    )

    def __init__(self, *spans, **extra):
        super().__init__(*(Func(span, function="upper") for span in spans), **extra)


def _as_one(page, position):
    """The page as one row: one text is cheaper to transfer than fifty.

    An aggregate takes its rows in the order of a sorted subquery.
    """
    last = f"least(rows, {position.size})"
    return (
        f"SELECT rows, keys[1], numbers[1], keys[{last}], numbers[{last}],"
        f" array_to_string(documents[:{position.size}], E',\\n') FROM (SELECT count(*) rows,"
        f" array_agg(_key) keys, array_agg(pk) numbers, array_agg(_document) documents FROM ({page}) page_rows) totals"
    )


def _count_query(filterset, criteria):
    """(SQL, parameters) that count the records of the list, exactly or up to COUNT_CAP + 1."""
    if shortcut := filterset.shortcut():
        return shortcut.count_query(criteria, COUNT_CAP + 1)
    if filterset.bit_criteria is not None:
        return with_placeholders(*filterset.bits.total(_by_key(criteria)))
    matches = filterset.filtered(criteria).order_by().values("pk")[: COUNT_CAP + 1]
    sql, params = matches.query.sql_with_params()
    return f"SELECT count(*) FROM ({sql}) counted", params


def _page(queryset, position, after, **more):
    """The rows of one page: key, number and the annotations `more`."""
    key = position.order.key(position.is_descending)
    queryset = queryset.annotate(_key=key, **more)
    if after:
        start = (Cast(RawParameter(after[0]), key.output_field), RawParameter(after[1]))
        lookup = TupleLessThan if position.is_down else TupleGreaterThan
        queryset = queryset.filter(lookup(Tuple(F("_key"), F("pk")), start))
    ordered = queryset.order_by(*(F(name).desc() if position.is_down else F(name).asc() for name in ("_key", "pk")))
    return ordered.values_list("_key", "pk", *more)[: position.size + 1]


def bit_set_counts(filterset, names):
    """{facet: [(value, label, count)]} of the facets that bit sets can count under the criteria; one statement."""
    names = [name for name in names if filterset.bit_criteria is not None and filterset.bits.covers([name])]
    if not names:
        return {}
    values = [value for _item, parts in filterset.criteria for value in parts]
    key = ("facets", type(filterset), *names, filterset.shape)
    statement = cached_statement(key, lambda: _facet_statement(filterset, names, ParameterSlots()))
    counts = {name: [] for name in names}
    for name, value, label, count in statement.rows(values):
        counts[name].append((value, label, count))
    return {name: filterset.filters[name].labelled(rows) for name, rows in counts.items()}


def _facet_statement(filterset, names, slots):
    chosen = {item.key: [slots.bind(part) for part in value] for item, value in filterset.criteria}
    return slots.statement(slots.render(*with_placeholders(*filterset.bits.counts(names, chosen))))


def _sql(queryset, slots):
    return slots.render(*queryset.query.sql_with_params())
