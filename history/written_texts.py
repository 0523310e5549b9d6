"""The texts that people wrote, in tables, versions, revisions and the admin's log: where one stands, and a mark for it.

Slugs, dates, codes and words of vocabularies are not among them, nor what the history keeps of itself.
"""

import json
import re
from typing import NamedTuple

from django.apps import apps
from django.db import connection, models

from values.fields import PartialDateField

from .curated import curated_tables, tables_taking_turns
from .table_columns import quoted

MARK = "[erased]"
LOG = "django_admin_log"
LOG_COLUMNS = ("object_repr", "change_message")
LOG_WORDS = ("name", "fields")
"""Keys of the log's messages whose values name models and fields."""
CODES = {"country", "language", "amount_currency", "amount_bounds", "sha256"}
"""Columns of codes without a list of choices in the model."""
OF_HISTORY = {"revision": {"author", "reason"}, "head": (), "touched": (), "twin": (), "twin_column": (), "erased": ()}
"""The columns with texts of the tables that are no twins."""
COLUMNS = """
SELECT n.nspname, c.relname, a.attname
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
    AND (n.nspname = 'history' OR n.nspname = 'public' AND c.relname = ANY (%s))
ORDER BY n.nspname DESC, c.relname, a.attnum
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
    rows: int


def written_columns():
    """(schema, table, column) of the texts that people wrote but for the admin's log; tables before their twins."""
    codes = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields if _is_code(field)}
        for model in apps.get_models(include_auto_created=True)
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [[*curated_tables(), *tables_taking_turns()]])
        return [column for column in cursor.fetchall() if _is_written(*column, codes)]


def _is_written(schema, table, column, codes):
    if schema == "history" and table in OF_HISTORY:
        return column in OF_HISTORY[table]
    table, column = (re.sub(r"_until_\d+$", "", name) for name in (table, column))  # what a migration set aside
    return column not in codes.get(table, {"slug"})


def _is_code(field):
    is_code = field.choices or field.generated or isinstance(field, models.SlugField | PartialDateField)
    return bool(is_code) or field.column in CODES


def places_of(texts):
    """Where the texts stand, whatever their case."""
    if not texts:
        return []
    places = [Place(*column, _count(column, texts)) for column in written_columns()]
    found = [changed for _number, *changed in _in_log(texts)]
    for position, column in enumerate(LOG_COLUMNS):
        places.append(Place("public", LOG, column, sum(values[position] is not None for values in found)))
    return [place for place in places if place.rows]


def replace(places, texts):
    """Put the mark in the place of the texts."""
    with connection.cursor() as cursor:
        for place in places:
            if place.table == LOG:
                continue
            column = quoted(place.column)
            for text in texts:
                cursor.execute(
                    f"UPDATE {place.schema}.{quoted(place.table)} SET {column} = regexp_replace({column}, %s, %s, 'gi')"
                    f" WHERE {column} ~* %s", [_pattern(text), MARK, _pattern(text)],
                )  # fmt: skip
        for number, shown, message in _in_log(texts):
            cursor.execute(
                f"UPDATE {LOG} SET object_repr = coalesce(%s, object_repr),"
                " change_message = coalesce(%s, change_message) WHERE id = %s",
                [shown and shown[:200], message, number],
            )


def _pattern(text):
    """A regular expression of PostgreSQL that matches the text."""
    return re.sub(r"(\W)", r"\\\1", text)


def _count(column, texts):
    schema, table, name = column
    conditions = " OR ".join([f"{quoted(name)} ~* %s"] * len(texts))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {schema}.{quoted(table)} WHERE {conditions}", [_pattern(text) for text in texts]
        )
        return cursor.fetchone()[0]


def _in_log(texts):
    """(number, object, message) of the entries of the admin's log with a text: with the mark, None what stays."""
    if not texts:
        return []
    pattern = re.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)), re.IGNORECASE)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, object_repr, change_message FROM {LOG}")
        rows = [
            (number, _marked(shown, pattern), _marked_message(message, pattern)) for number, shown, message in cursor
        ]
    return [row for row in rows if row[1:] != (None, None)]


def _marked(text, pattern):
    return pattern.sub(MARK, text) if pattern.search(text) else None


def _marked_message(message, pattern):
    """A message of the log is JSON, of which non-ASCII characters and quotes are escaped; old ones are plain."""
    try:
        before = json.loads(message)
    except ValueError:
        return _marked(message, pattern)
    after = _marked_json(before, pattern)
    return None if after == before else json.dumps(after)


def _marked_json(value, pattern):
    if isinstance(value, str):
        return pattern.sub(MARK, value)
    if isinstance(value, list):
        return [_marked_json(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: one if key in LOG_WORDS else _marked_json(one, pattern) for key, one in value.items()}
    return value


def left_of(texts):
    """The tables, derived ones among them, of which a row holds one of the texts."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        held = [
            f"{schema}.{table}" for schema, table in cursor.fetchall()
            if table == LOG and _in_log(texts) or _exists(f"{schema}.{quoted(table)}", texts)
        ]  # fmt: skip
    return held


def _exists(table, texts):
    """Whether a row holds a text, in a column of any type; within JSON its quotes are escaped."""
    inside = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts]
    patterns = ["%" + re.sub(r"([\\%_])", r"\\\1", text) + "%" for text in {*texts, *inside}]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {table} t, jsonb_each_text(to_jsonb(t)) e WHERE e.value ILIKE ANY (%s))",
            [patterns],
        )
        return cursor.fetchone()[0]
