"""The rows of the curated tables, now and before a revision, as the database holds them."""

from django.db import connection

from history.curated import curated_tables


def _read(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def head():
    """The number of the newest revision."""
    return _read("SELECT number FROM history.head")[0][0]


def snapshot():
    """{table: {number of a row: the row as text}} of all curated tables."""
    return {table: dict(_read(f'SELECT id, t::text FROM public."{table}" t')) for table in curated_tables()}


def touched_by(number):
    """{table: numbers of the rows that the revision touched}."""
    touched = {
        table: {row for (row,) in _read(
            f'SELECT DISTINCT id FROM history."{table}" WHERE since = %s OR until = %s', [number, number])}
        for table in curated_tables()
    }  # fmt: skip
    return {table: rows for table, rows in touched.items() if rows}


def rows_of(table, numbers, as_before=None):
    """The rows of these numbers as JSON, now or as they were before a revision; generated columns left out."""
    columns = ", ".join(
        f'"{name}"' for (name,) in _read(
            "SELECT column_name FROM history.twin_column WHERE name = %s AND attribute IS NOT NULL AND NOT is_generated"
            " ORDER BY column_name", [table],
        )
    )  # fmt: skip
    schema, condition, values = "public", "true", []
    if as_before is not None:
        schema, condition, values = "history", "since < %s AND (until IS NULL OR until >= %s)", [as_before, as_before]
    sql = f'SELECT to_jsonb(r) FROM (SELECT {columns} FROM {schema}."{table}" WHERE id = ANY (%s) AND {condition}) r'
    return sorted(str(row) for (row,) in _read(sql, [list(numbers), *values]))
