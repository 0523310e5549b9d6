"""Since which revision the values of a page stand: three statements for all its records and their parts."""

from django.db import connection

from catalogue.record_types import TYPES
from records.cited_places import part_anchor
from records.prepared_statements import Statement
from sources.models.citation import cited_models

from .rows import lists_of, parts_of, values_of

TOUCHED = Statement("""
SELECT t.record_type, t.record, min(t.revision), count(*) FROM unnest($1::text[], $2::bigint[]) AS w (type, record)
JOIN history.touched t ON t.record_type = w.type AND t.record = w.record GROUP BY t.record_type, t.record
""")
NUMBERS = "SELECT '{type}', id, slug FROM {table} WHERE slug = ANY (%s)"
FIRST_PUBLISHED = """
SELECT '{type}', h.id, '', '', min(h.since) FROM history.{table} h
WHERE h.id = ANY ({ids}) AND h.is_published GROUP BY h.id
"""
OF_PARTS = """
SELECT '{type}', h.{owner}, {label}, '', min(h.since) FROM history.{table} h {join}
WHERE h.{owner} = ANY ({ids}) GROUP BY h.id, 2, 3
"""
OF_VALUES = """
SELECT '{type}', v.owner, v.label, v.key, max(v.since) FROM (
    SELECT h.{owner} AS owner, {label} AS label, h.since, e.key, e.value,
        lag(e.value) OVER versions AS before, lag(h.since) OVER versions AS previous
    FROM history.{table} h {join}
    CROSS JOIN LATERAL jsonb_each(to_jsonb(h) - ARRAY['since', 'until', 'updated_at', 'gaps']) e
    WHERE h.id IN (SELECT o.id FROM history.{table} o WHERE o.{owner} = ANY ({ids}) AND o.until IS NOT NULL)
    WINDOW versions AS (PARTITION BY h.id, e.key ORDER BY h.since)) v
WHERE v.previous IS NOT NULL AND v.value IS DISTINCT FROM v.before GROUP BY v.owner, v.label, v.key
"""
OF_LISTS = """
SELECT '{type}', h.{owner}, '', '{field}', max(coalesce(h.until, h.since)) FROM history.{table} h
WHERE h.{owner} = ANY ({ids}) GROUP BY h.{owner}
"""


class Since:
    """For the entry of a value in the list of places: the revision since which the value stands."""

    def __init__(self, document):
        self.slugs = _slugs(document)
        self.revisions, self.fields, self.untouched, touched = {}, {}, {}, []
        for name, record, first, times in _touched(self.slugs):
            if times == 1:  # nothing of it has changed since
                self.untouched[f"{name}-{self.slugs[name, record]}"] = first
            else:
                touched.append((name, record))
        rows = _rows(touched)
        self.published = {(name, record): since for name, record, label, key, since in rows if not label and not key}
        for name, record, label, key, since in rows:
            self._note(name, record, label, key, since)

    def _note(self, name, record, label, key, since):
        anchor = f"{name}-{self.slugs[name, record]}"
        model = TYPES[name].model
        if label:
            anchor, model = part_anchor(anchor, label), next(iter(parts_of(model)))
        self.fields.setdefault(anchor, _keys(model))
        place = (anchor, _key_of_column(key))
        since = max(since, self.published.get((name, record), 0), self.revisions.get(place, 0))
        self.revisions[place] = since

    def of(self, entry):
        """The number of the revision; None where the page does not know, as of values made from others."""
        anchor, _hyphen, field = entry.removeprefix("-").rpartition("-")
        if (anchor, field) in self.revisions:
            return self.revisions[anchor, field]
        if anchor in self.fields:
            return self.revisions.get((anchor, "")) if field in self.fields[anchor] else None
        while anchor and anchor not in self.untouched:  # the anchor of a part begins with that of its record
            anchor = anchor.rpartition("-")[0]
        return self.untouched.get(anchor)


def _keys(model):
    """What citations of a record or part may name, of that which stands in its own row."""
    own = {_key_of_column(field.column) for field in values_of(model)}
    return own | {field.name for field in lists_of(model)} | {"record"}


def _key_of_column(column):
    """How citations name a column: an amount is one value, and so is whom something is by."""
    if column.startswith("amount_"):
        return "amount"
    return "by" if column.startswith("by_") and column.endswith("_id") else column.removesuffix("_id")


def _slugs(document):
    """{(type, number): slug} of the records that a document holds, or parts of which it holds."""
    found = list(_records(document))
    slugs = {(name, number): slug for name, number, slug in found if number is not None}
    known, missing = {(name, slug) for (name, _number), slug in slugs.items()}, {}
    for name, slug in {(name, slug) for name, _number, slug in found} - known:
        missing.setdefault(name, []).append(slug)
    return slugs | {(name, number): slug for name, number, slug in _numbers(missing)}


def _records(document):
    """(type, number, slug) of each record in a document, at any depth; no number of those of which it holds parts."""
    if isinstance(document, list):
        for item in document:
            yield from _records(item)
    elif isinstance(document, dict):
        if "id" in document and "api_url" in document:
            yield document["api_url"].split("/")[3], document["id"], document["slug"]
        elif "citations" in document:  # a part, which may be nested in another record than its own
            for key in {part.part_of for part in cited_models()} & set(document):
                if isinstance(document[key], dict):
                    yield document[key]["type"], None, document[key]["slug"]
        for value in document.values():
            if isinstance(value, list):
                yield from _records(value)


def _numbers(slugs):
    """(type, number, slug) of records by their slugs: {type: slugs}."""
    if not slugs:
        return []
    tables = {name: connection.ops.quote_name(TYPES[name].model._meta.db_table) for name in slugs}
    sql = " UNION ALL ".join(NUMBERS.format(type=name, table=table) for name, table in tables.items())
    with connection.cursor() as cursor:
        cursor.execute(sql, list(slugs.values()))
        return cursor.fetchall()


def _touched(slugs):
    """(type, record, its first revision, how many touched it) of each record."""
    if not slugs:
        return []
    return TOUCHED.rows([list(column) for column in zip(*slugs, strict=True)])


def _rows(touched):
    """(type, record, label of the part, column, revision) of records that changed since they were entered."""
    statements, values = [], {}
    for name, record in touched:
        values.setdefault(name, []).append(record)
    for name in values:
        statements += _statements(TYPES[name].model, f"%({name})s")
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({statement})" for statement in statements), values)
        return cursor.fetchall()


def _statements(model, ids):
    quoted, common = connection.ops.quote_name, {"type": model.record_type, "ids": ids}
    own = {**common, "table": quoted(model._meta.db_table), "owner": "id", "label": "''", "join": ""}
    yield FIRST_PUBLISHED.format(**own)
    yield OF_VALUES.format(**own)
    for field in lists_of(model):
        table, owner = quoted(field.m2m_db_table()), quoted(field.m2m_column_name())
        yield OF_LISTS.format(**common, table=table, owner=owner, field=field.name)
    for part in parts_of(model):
        relation, _dots, attribute = part.part_label.partition("__")
        field = part._meta.get_field(relation)
        label, join = f"h.{quoted(field.column)}", ""
        if attribute:
            join = f"JOIN public.{quoted(field.related_model._meta.db_table)} l ON l.id = {label}"
            label = f"l.{quoted(attribute)}"
        owner = quoted(part._meta.get_field(part.part_of).column)
        for sql in (OF_PARTS, OF_VALUES):
            yield sql.format(**common, table=quoted(part._meta.db_table), owner=owner, label=label, join=join)
