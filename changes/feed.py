"""Revisions in order, each with the records that it created, changed, withdrew, deleted or merged for readers."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from catalogue.record_types import TYPES
from companies.models import Company
from history.models import Kind

from .published import Touched, has_company, record_changes, stood_at
from .requests import LARGEST, Feed

MOST_RECORDS = 500
"""How many touched records a page looks at: a revision with more of them comes in pages."""
WINDOW = 10_000
"""How many revisions a page looks through for those asked for; where there are more, `next` leads on behind them."""

CHOSEN = """
SELECT h.head, r.number, r.at, r.author, r.kind, r.reason
FROM (SELECT coalesce(max(number), 0) AS head FROM history.revision) h LEFT JOIN LATERAL (
    SELECT * FROM history.revision v WHERE v.number > {low} AND v.number < {high} {conditions}
    ORDER BY v.number {direction} LIMIT %(limit)s) r ON true
"""
OLDEST_FIRST = {
    "low": "%(after)s", "high": "least(%(before)s, %(after)s::bigint + %(window)s + 1)", "direction": "ASC",
}  # fmt: skip
NEWEST_FIRST = {
    "low": "greatest(%(after)s, least(%(before)s, h.head + 1) - %(window)s - 1)", "high": "%(before)s",
    "direction": "DESC",
}  # fmt: skip
TOUCHED = """
SELECT t.revision, t.record_type, t.record FROM history.touched t
WHERE t.revision = ANY (%(numbers)s) {conditions}
ORDER BY t.revision {direction}, t.record_type, t.record LIMIT %(limit)s
"""
SEEN = """
t.record_type = '{name}' AND EXISTS (SELECT FROM history.{table} v WHERE v.id = t.record AND v.is_published
    AND v.since <= t.revision AND (v.until IS NULL OR v.until >= t.revision))
"""
OF_COMPANY = """
EXISTS (SELECT FROM history.{table} v WHERE v.id = t.record AND v.company_id = ANY (%(companies)s))
AND EXISTS (SELECT FROM unnest(ARRAY[t.revision - 1, t.revision, {now}]) AS m (moment)
    JOIN history.{table} v ON v.id = t.record AND v.is_published AND {v_stood}
    JOIN history.{companies} c ON c.id = v.company_id AND c.is_published AND {c_stood}
    WHERE c.id = ANY (%(companies)s))
"""


@dataclass(frozen=True)
class RevisionChanges:
    """A revision with its records; one of drafts alone has none, and tells no reason, unless it is an erasure."""

    number: int
    at: datetime
    author: str
    kind: str
    stated_reason: str
    records: tuple = ()

    @property
    def reason(self):
        return self.stated_reason if self.records or self.kind == Kind.ERASURE else ""

    @property
    def kind_label(self):
        return Kind(self.kind).label if self.kind else ""

    @property
    def document(self):
        return {
            "revision": self.number, "at": self.at, "kind": self.kind, "reason": self.reason,
            "records": [record.document for record in self.records],
        }  # fmt: skip


@dataclass(frozen=True)
class ChangesPage:
    """A page of revisions; `next` holds the parameters of the next one, None at the end."""

    head: int
    results: list
    next: dict | None


def page_of(feed: Feed) -> ChangesPage:
    """The page that a feed asks for, of four statements at most."""
    head, revisions = _chosen(feed)
    more, revisions = len(revisions) > feed.size, revisions[: feed.size]
    touched = _touched(feed, [revision.number for revision in revisions])
    cut = None
    if len(touched) > MOST_RECORDS:
        touched, cut = _cut(touched[:MOST_RECORDS], touched[MOST_RECORDS])
        last = touched[-1].new
        revisions = revisions[: next(n for n, revision in enumerate(revisions, 1) if revision.number == last)]
    records = {}
    for record in record_changes(touched, feed.criteria):
        records.setdefault(record.touched.new, []).append(record)
    results = [replace(revision, records=tuple(records.get(revision.number, ()))) for revision in revisions]
    if feed.criteria.is_of_records:
        results = [revision for revision in results if revision.records]
    return ChangesPage(head, results, _next(feed, head, revisions, cut, more))


def _cut(touched, following):
    """The records up to the end of the last complete revision, or part of the first one and where it goes on."""
    first, last = touched[0], touched[-1]
    if following.new != last.new:
        return touched, (last.new, None)
    if first.new != last.new:
        complete = [record for record in touched if record.new != last.new]
        return complete, (complete[-1].new, None)
    return touched, (last.new, last)


def _next(feed, head, revisions, cut, more):
    """The parameters of the next page. `after` is always the last complete revision."""
    step, bound = (1, "before") if feed.newest_first else (-1, "after")
    if cut and cut[1]:
        number, record = cut
        return {bound: number + step, "cursor": f"{number}.{record.type}.{record.record}"}
    if cut or more:
        return {bound: cut[0] if cut else revisions[-1].number}
    if feed.newest_first:
        behind = min(feed.before, head + 1) - WINDOW
        return {bound: behind} if behind > feed.after + 1 else None
    behind = feed.after + WINDOW
    return {bound: behind} if behind < min(feed.before - 1, head) else None


def _chosen(feed):
    """(the newest revision, the revisions of the page and one more)."""
    conditions, criteria = "", feed.criteria
    if criteria.kinds:
        conditions += "AND v.kind = ANY (%(kinds)s) "
    if criteria.is_of_records:
        touched = "SELECT FROM history.touched t WHERE t.revision = v.number"
        conditions += f"AND EXISTS ({touched} {_of_records(criteria)})"
    sql = CHOSEN.format(conditions=conditions, **(NEWEST_FIRST if feed.newest_first else OLDEST_FIRST))
    bounds = {"after": feed.after, "before": feed.before, "window": WINDOW, "limit": feed.size + 1}
    rows = _rows(sql, criteria, bounds)
    return rows[0][0], [RevisionChanges(*row[1:]) for row in rows if row[1] is not None]


def _touched(feed, numbers):
    """The touched records of revisions, in their order, behind the cursor: as many as a page looks at and one more."""
    conditions, values = _of_records(feed.criteria), {"numbers": numbers, "limit": MOST_RECORDS + 1}
    if feed.cursor:
        conditions += " AND (t.revision <> %(cut)s OR (t.record_type, t.record) > (%(cut_type)s, %(cut_record)s))"
        values |= dict(zip(("cut", "cut_type", "cut_record"), feed.cursor, strict=True))
    direction = "DESC" if feed.newest_first else "ASC"
    rows = _rows(TOUCHED.format(conditions=conditions, direction=direction), feed.criteria, values)
    return [Touched(revision - 1, revision, name, record) for revision, name, record in rows]


def _rows(sql, criteria, values):
    given = {"kinds": criteria.kinds, "types": criteria.types, "companies": criteria.companies}
    with connection.cursor() as cursor:
        cursor.execute(sql, {name: list(words) for name, words in given.items()} | values)
        return cursor.fetchall()


def _of_records(criteria):
    """The condition of touched records that readers saw before or after, of the types or the company asked for.

    It is exact: a page that drafts filled would tell of them by its `next`.
    """
    if not criteria.is_of_records:
        return ""
    quoted, parts = connection.ops.quote_name, []
    for name in criteria.types or TYPES:
        model = TYPES[name].model
        table = quoted(model._meta.db_table)
        seen = SEEN.format(name=name, table=table)
        if criteria.company and name == "companies":
            seen += "AND t.record = ANY (%(companies)s)"
        elif criteria.company:
            if not has_company(model):
                continue
            seen += "AND " + OF_COMPANY.format(
                table=table, companies=quoted(Company._meta.db_table), now=LARGEST,
                v_stood=stood_at("v", "m.moment"), c_stood=stood_at("c", "m.moment"),
            )  # fmt: skip
        parts.append(f"({seen})")
    return f"AND ({' OR '.join(parts) or 'false'})"
