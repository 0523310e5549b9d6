"""Erasing personal data for ever: from the tables, from all versions of their rows, from revisions and the admin's log.

What is erased is a record, with its parts, citations, names and old addresses; or a text, wherever it stands, which a
mark replaces. Slugs of other records are left: an address never changes.
"""

import json
import re
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from .curated import curated_tables, tables_taking_turns
from .models import Kind
from .table_columns import quoted
from .writing import revising, take_turn

MARK = "[erased]"
LOG = "django_admin_log"
COLUMNS = """
SELECT n.nspname, c.relname, a.attname, a.atttypid = 'jsonb'::regtype
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
    AND (n.nspname = 'history' OR n.nspname = 'public' AND c.relname = ANY (%s) AND a.attname <> 'slug')
ORDER BY n.nspname, c.relname, a.attnum
"""
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('public', 'history') ORDER BY 1, 2
"""


class Place(NamedTuple):
    """A column that holds something to be erased, and in how many rows."""

    schema: str
    table: str
    column: str
    is_json: bool
    rows: int


def erase(record, texts, reason):
    """Erase the record, where it is not None, and the texts, in a revision of kind erasure; return the Places.

    Raises ProtectedError where others refer to the record, and IntegrityError where a rule forbids the mark.
    """
    with revising(Kind.ERASURE, reason), transaction.atomic(), connection.cursor() as cursor:
        take_turn()
        cursor.execute("SELECT public.kb_history_revision()")
        number = record.pk if record else None
        if record:
            _erase_record(cursor, record, number)
        places = places_of(texts)
        for place in sorted(places, key=lambda place: place.schema == "history"):  # versions after the rows
            for text in texts:
                _replace(cursor, place, text)
    return places


def places_of(texts):
    """Where the texts stand, whatever their case; the slugs of records and derived tables are not looked through."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [[*curated_tables(), *tables_taking_turns(), LOG]])
        columns = cursor.fetchall()
        return [
            Place(*column, rows) for column in columns if texts for rows in [_count(cursor, *column, texts)] if rows
        ]  # fmt: skip


def left_of(texts):
    """The tables, derived ones among them, of which a row holds one of the texts."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [
            f"{schema}.{table}" for schema, table in cursor.fetchall()
            if _exists(cursor, f"{schema}.{quoted(table)}", texts)
        ]  # fmt: skip


def _exists(cursor, table, texts):
    conditions = " OR ".join(["t::text ILIKE %s"] * len(texts))
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table} t WHERE {conditions})", [f"%{_like(text)}%" for text in texts])
    return cursor.fetchone()[0]


def _like(text):
    return re.sub(r"([\\%_])", r"\\\1", text)


def _pattern(text, is_json):
    """A regular expression of PostgreSQL that matches the text."""
    return re.sub(r"(\W)", r"\\\1", json.dumps(text, ensure_ascii=False)[1:-1] if is_json else text)


def _count(cursor, schema, table, column, is_json, texts):
    conditions = " OR ".join([f"{quoted(column)}::text ~* %s"] * len(texts))
    patterns = [_pattern(text, is_json) for text in texts]
    cursor.execute(f"SELECT count(*) FROM {schema}.{quoted(table)} WHERE {conditions}", patterns)
    return cursor.fetchone()[0]


def _replace(cursor, place, text):
    column, pattern = quoted(place.column), _pattern(text, place.is_json)
    value = f"regexp_replace({column}::text, %s, %s, 'gi'){'::jsonb' if place.is_json else ''}"
    cursor.execute(
        f"UPDATE {place.schema}.{quoted(place.table)} SET {column} = {value} WHERE {column}::text ~* %s",
        [pattern, MARK, pattern],
    )


def _erase_record(cursor, record, number):
    model, slug = type(record), record.slug
    record.delete()
    types = {table: ContentType.objects.get_for_model(one).pk for table, one in _models_of(model).items()}
    cursor.execute("SELECT name, record_column FROM history.twin WHERE record_type = %s", [model.record_type])
    rows = {model._meta.db_table: [number]}
    for table, column in cursor.fetchall():
        cursor.execute(f"DELETE FROM history.{quoted(table)} WHERE {quoted(column)} = %s RETURNING id", [number])
        rows.setdefault(table, []).extend(row for (row,) in cursor.fetchall())
    cursor.execute("SELECT name FROM history.twin WHERE record_type IS NULL")
    for (table,) in cursor.fetchall():
        _erase_attached(cursor, table, [(types[of], rows[of]) for of in rows if of in types], types, model, slug)
    cursor.execute(
        f"UPDATE {LOG} SET object_repr = %s, change_message = '' WHERE content_type_id = %s AND object_id = %s",
        [MARK, types[model._meta.db_table], str(number)],
    )


def _models_of(model):
    """{table: model} of a record's model and its parts."""
    from django.apps import apps

    parts = [one for one in apps.get_models() if getattr(one, "part_of", "") and one.record_model() is model]
    return {one._meta.db_table: one for one in [model, *parts]}


def _erase_attached(cursor, table, rows, types, model, slug):
    """Erase the citations, names and old addresses of the record and its parts, and what stands at its own address."""
    for schema in ("public", "history"):  # in this order: what goes from a table ends a version
        for content_type, numbers in rows:
            cursor.execute(
                f"DELETE FROM {schema}.{quoted(table)} WHERE content_type_id = %s AND object_id = ANY (%s)",
                [content_type, numbers],
            )
        cursor.execute(
            "SELECT EXISTS (SELECT FROM history.twin_column WHERE name = %s AND column_name = 'slug')", [table]
        )
        if cursor.fetchone()[0]:
            cursor.execute(
                f"DELETE FROM {schema}.{quoted(table)} WHERE content_type_id = %s AND slug = %s",
                [types[model._meta.db_table], slug],
            )
