"""The rows that make up a record, in each of their versions: its own, its parts, lists, names and citations."""

from dataclasses import dataclass
from functools import cache

import orjson
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from names.models import Name, Named
from sources.models import Citation
from sources.models.citation import cited_models

VERSIONS = """
SELECT '{type}', '{table}', {record}, h.id, h.since, h.until, to_jsonb(h)::text FROM history.{name} h {join}
WHERE {condition} AND {in_force}
"""
BETWEEN = "h.since <= %(new)s AND (h.until IS NULL OR h.until > %(old)s)"
AT_BOTH_ENDS = (
    "((h.since <= %(old)s AND (h.until IS NULL OR h.until > %(old)s))"
    " OR (h.since <= %(new)s AND (h.until IS NULL OR h.until > %(new)s)))"
)
CITATIONS, NAMES = Citation._meta.db_table, Name._meta.db_table


@dataclass(frozen=True)
class Version:
    """A row as it stood from one revision on until before another."""

    type: str
    table: str
    record: int
    number: int
    since: int
    until: int | None
    values: dict

    def stood_at(self, moment):
        return self.since <= moment and (self.until is None or self.until > moment)


@cache
def parts_of(model):
    """The models of the parts of a record."""
    return [part for part in cited_models() if part.part_of and part.record_model() is model]


@cache
def lists_of(model):
    """The many-to-many fields of a record."""
    return list(model._meta.many_to_many)


def versions_between(model, records, old, new):
    """All versions of the rows of records that stood at a revision from `old` to `new`, in one statement."""
    return _versions({model: records}, old, new, BETWEEN)


def versions_at(records_of, old, new):
    """The versions that stood at one of two revisions; `records_of` is {model: numbers}. One statement."""
    return _versions(records_of, old, new, AT_BOTH_ENDS)


def _versions(records_of, old, new, in_force):
    statements, values = [], {"old": old, "new": new}
    for number, (model, records) in enumerate(records_of.items()):
        values[f"records_{number}"] = list(records)
        statements += [
            VERSIONS.format(type=model.record_type, table=table, name=_quoted(table), record=record, join=join,
                            condition=condition, in_force=in_force)
            for table, record, join, condition in _tables(model, f"%(records_{number})s")
        ]  # fmt: skip
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return [Version(*row, orjson.loads(values)) for *row, values in cursor.fetchall()]


def _tables(model, records):
    """(table, column of the record, join, condition) of each table with rows of a record of the model."""
    yield model._meta.db_table, "h.id", "", f"h.id = ANY ({records})"
    parts = [(part._meta.db_table, part._meta.get_field(part.part_of).column, part) for part in parts_of(model)]
    lists = [(field.m2m_db_table(), field.m2m_column_name(), None) for field in lists_of(model)]
    for table, column, _part in (*parts, *lists):
        yield table, f"h.{_quoted(column)}", "", f"h.{_quoted(column)} = ANY ({records})"
    for table in (CITATIONS, NAMES) if issubclass(model, Named) else (CITATIONS,):
        yield table, "h.object_id", "", f"h.content_type_id = {_type(model)} AND h.object_id = ANY ({records})"
    for table, column, part in parts:
        rows = f"SELECT DISTINCT id, {_quoted(column)} AS record FROM history.{_quoted(table)}"
        join = f"JOIN ({rows} WHERE {_quoted(column)} = ANY ({records})) p ON p.id = h.object_id"
        yield CITATIONS, "p.record", join, f"h.content_type_id = {_type(part)}"


def _quoted(name):
    return connection.ops.quote_name(name)


def _type(model):
    return ContentType.objects.get_for_model(model).pk


class State:
    """The rows of one record as they stood at a moment, a revision's number."""

    def __init__(self, model, record, moment, versions):
        """Read from versions of rows of this record alone."""
        self.model, self.moment = model, moment
        self.rows = {}
        for version in versions:
            if version.stood_at(moment):
                self.rows.setdefault(version.table, {})[version.number] = version.values
        self.own = self.of(model).get(record)

    @property
    def is_published(self):
        return bool(self.own and self.own["is_published"])

    def of(self, model):
        """{number: values} of the rows of a model."""
        return self.rows.get(model._meta.db_table, {})

    def listed(self, field):
        """The numbers of the records in a list."""
        rows = self.rows.get(field.m2m_db_table(), {}).values()
        return {row[field.m2m_reverse_name()] for row in rows}

    def citations_of(self, model):
        """{number: values} of the citations of the record, or of its parts of a model."""
        rows = self.rows.get(CITATIONS, {}).items()
        number, cited = _type(model), self.of(model)
        return {key: row for key, row in rows if row["content_type_id"] == number and row["object_id"] in cited}


@cache
def values_of(model):
    """The concrete fields of a model that hold values: no bookkeeping, nothing generated, not whose part a row is."""
    skipped = {"id", "slug", "is_published", "gaps", "created_at", "updated_at", getattr(model, "part_of", "")}
    return [
        field for field in model._meta.concrete_fields
        if field.name not in skipped and not field.generated and field.related_model is not ContentType
    ]  # fmt: skip


def is_same(old, new):
    """Whether two states of a record hold the same, whatever the numbers of their rows."""
    return _content(old) == _content(new)


def _content(state):
    content = [repr(_kept(state.model, state.own))]
    for field in lists_of(state.model):
        content.append(f"{field.name} {sorted(state.listed(field))}")
    for part in parts_of(state.model):
        content += [repr((part.__name__, _kept(part, row))) for row in state.of(part).values()]
    for cited in (state.model, *parts_of(state.model)):
        content += [repr((cited.__name__, _kept(Citation, row))) for row in state.citations_of(cited).values()]
    content += [repr(_kept(Name, row)) for row in state.rows.get(NAMES, {}).values()]
    return sorted(content)


def _kept(model, row):
    """The values of a row without its bookkeeping."""
    kept = {field.column: row.get(field.column) for field in values_of(model) if field.column != "object_id"}
    return kept | {"gaps": sorted((row.get("gaps") or {}).items())}
