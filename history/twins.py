"""The twin of each curated table, in the schema `history`: every version of its rows, and views of them as of a moment.

A twin has the table's columns, generated ones as plain ones, and the revisions between which a version stood: from
`since` on, until before `until`. The schema `past` has a view for each table: the rows as of the revision `kb.as_of`.
"""

import re

from django.apps import apps
from django.db import connection

from .models import Kind
from .writing import describe

COLUMNS = """
SELECT a.attname, a.attnum, format_type(a.atttypid, NULL), a.attgenerated <> '',
    CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
TYPES = """
SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
INDEXES = """
SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am m ON m.oid = i.relam
WHERE x.indrelid = %s::regclass AND m.amname = 'btree' AND NOT x.indisprimary ORDER BY i.relname
"""
TRIGGERS = """
CREATE OR REPLACE TRIGGER kb_history_turn BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.{name}
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_turn();
CREATE OR REPLACE TRIGGER kb_history_inserted AFTER INSERT ON public.{name} REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_updated AFTER UPDATE ON public.{name}
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_deleted AFTER DELETE ON public.{name} REFERENCING OLD TABLE AS stale
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_truncated AFTER TRUNCATE ON public.{name}
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_truncated();
"""
COMMITTED = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'kb_history_committed') THEN
        CREATE CONSTRAINT TRIGGER kb_history_committed AFTER INSERT ON history.revision DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION public.kb_history_committed();
    END IF;
END $$;
"""
IN_FORCE = (
    "since <= current_setting('kb.as_of')::bigint AND (until IS NULL OR until > current_setting('kb.as_of')::bigint)"
)
VERSION = """
CREATE OR REPLACE VIEW past.sources_dataversion AS SELECT 1 AS id, r.number, greatest(
        r.at, (SELECT max(at) FROM history.revision WHERE kind = 'erasure')) AS moved_at
    FROM history.revision r WHERE r.number = current_setting('kb.as_of')::bigint
"""


def quoted(name):
    return connection.ops.quote_name(name)


def align(cursor, tables):
    """Give each curated table its twin, triggers and view, as the tables are now; `tables` is {name: CuratedTable}.

    What has no twin yet begins with the first revision, or with one of the migration that made it.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(20260101)")
    cursor.execute(COMMITTED)
    cursor.execute("SELECT number FROM history.head")
    is_first = cursor.fetchone()[0] == 0
    if is_first:
        describe(cursor, kind=Kind.BASELINE)
        cursor.execute("SELECT public.kb_history_revision()")
        describe(cursor, kind=Kind.MIGRATION, reason="migrate")
    _forget_dropped(cursor, tables)
    for table in tables.values():
        cursor.execute(
            "SELECT relation FROM history.twin WHERE relation = %s::regclass", [f"public.{quoted(table.name)}"]
        )
        if cursor.fetchone() is None:
            _make(cursor, table)
        else:
            _bring_along(cursor, table)
    cursor.execute(VERSION)


def _forget_dropped(cursor, tables):
    """Keep the twins of tables that are no more under another name, and drop their views."""
    cursor.execute("SELECT name FROM history.twin WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = relation)")
    for (name,) in cursor.fetchall():
        _set_aside(cursor, name)
    cursor.execute("SELECT t.name, c.relname FROM history.twin t JOIN pg_class c ON c.oid = t.relation")
    for twin, name in cursor.fetchall():
        if name not in tables:  # it is not curated any more
            for trigger in ("turn", "inserted", "updated", "deleted", "truncated"):
                cursor.execute(f"DROP TRIGGER IF EXISTS kb_history_{trigger} ON public.{quoted(name)}")
            _set_aside(cursor, twin)


def _set_aside(cursor, name):
    cursor.execute("SELECT public.kb_history_revision()")
    aside = f"{name[:40]}_until_{cursor.fetchone()[0]}"
    cursor.execute(f"DROP VIEW IF EXISTS past.{quoted(name)}")
    cursor.execute(f"ALTER TABLE history.{quoted(name)} RENAME TO {quoted(aside)}")
    cursor.execute("DELETE FROM history.twin WHERE name = %s", [name])


def _columns(cursor, name):
    """[(name, number, type, is_generated, expression)] of a curated table."""
    cursor.execute("SELECT %s::regclass::oid", [f"public.{quoted(name)}"])
    cursor.execute(COLUMNS, cursor.fetchone())
    return cursor.fetchall()


def _make(cursor, table):
    columns = _columns(cursor, table.name)
    name = quoted(table.name)
    made = ", ".join(f"{quoted(column)} {kind}" for column, _number, kind, *_more in columns)
    cursor.execute(f"CREATE TABLE history.{name} ({made}, since bigint NOT NULL, until bigint)")
    cursor.execute(
        "INSERT INTO history.twin VALUES (%s, %s::regclass, %s, %s, %s)", [table.name, f"public.{name}", *table[1:]]
    )
    for column, number, _kind, is_generated, _expression in columns:
        _note_column(cursor, table.name, column, number, is_generated)
    cursor.execute(f"SELECT EXISTS (SELECT FROM public.{name})")
    if cursor.fetchone()[0]:
        chosen = ", ".join(quoted(column) for column, *_more in columns)
        cursor.execute(
            f"INSERT INTO history.{name} ({chosen}, since) SELECT {chosen}, public.kb_history_revision() FROM public.{name}"
        )
        if table.record_column == "id":
            cursor.execute(
                "INSERT INTO history.touched SELECT (SELECT number FROM history.head), %s, id"
                f" FROM public.{name} ON CONFLICT DO NOTHING", [table.record_type],
            )  # fmt: skip
    cursor.execute(f"CREATE UNIQUE INDEX ON history.{name} (id, since)")
    cursor.execute(f"CREATE UNIQUE INDEX ON history.{name} (id) WHERE until IS NULL")
    cursor.execute(f"CREATE INDEX ON history.{name} (since)")
    cursor.execute(f"CREATE INDEX ON history.{name} (until) WHERE until IS NOT NULL")
    _finish(cursor, table, columns)


def _finish(cursor, table, columns):
    """Triggers, indexes and the view."""
    name = quoted(table.name)
    cursor.execute(TRIGGERS.format(name=name))
    cursor.execute(INDEXES, [f"public.{name}"])
    wanted = cursor.fetchall()
    cursor.execute(INDEXES, [f"history.{name}"])
    present = {index for index, _sql in cursor.fetchall()}
    for index, sql in wanted:
        if index not in present:
            cursor.execute(re.sub(r"^CREATE (UNIQUE )?INDEX (.+?) ON public\.", r"CREATE INDEX \2 ON history.", sql))
    shown = ", ".join(quoted(column) for column, *_more in columns)
    cursor.execute(f"DROP VIEW IF EXISTS past.{name}")
    cursor.execute(f"CREATE VIEW past.{name} AS SELECT {shown} FROM history.{name} WHERE {IN_FORCE}")


def _note_column(cursor, table, column, number, is_generated):
    cursor.execute("INSERT INTO history.twin_column VALUES (%s, %s, %s, %s)", [table, column, number, is_generated])


def _bring_along(cursor, table):
    """Let an existing twin follow what migrations did to its table."""
    cursor.execute("SELECT name FROM history.twin WHERE relation = %s::regclass", [f"public.{quoted(table.name)}"])
    twin = cursor.fetchone()[0]
    columns = _columns(cursor, table.name)
    cursor.execute(
        "SELECT attribute, column_name, is_generated FROM history.twin_column WHERE name = %s AND attribute IS NOT NULL",
        [twin],
    )
    known = {number: (column, is_generated) for number, column, is_generated in cursor.fetchall()}
    cursor.execute(TYPES, [f"history.{quoted(twin)}"])
    types = dict(cursor.fetchall())
    cursor.execute("SELECT record_table, record_type, record_column FROM history.twin WHERE name = %s", [twin])
    as_before = twin == table.name and cursor.fetchone() == table[1:]
    if (
        as_before
        and {number: column for column, number, *_more in columns}
        == {number: column for number, (column, _generated) in known.items()}
        and all(types[column] == kind for column, _number, kind, *_more in columns)
    ):
        _finish_if_needed(cursor, table, columns)
        return
    cursor.execute(f"DROP VIEW IF EXISTS past.{quoted(twin)}")
    if twin != table.name:
        cursor.execute(f"ALTER TABLE history.{quoted(twin)} RENAME TO {quoted(table.name)}")
    cursor.execute(
        "UPDATE history.twin SET name = %s, record_table = %s, record_type = %s, record_column = %s WHERE name = %s",
        [*table, twin],
    )
    name, numbers = quoted(table.name), {number for _column, number, *_more in columns}
    for number, (column, is_generated) in known.items():
        if number not in numbers:
            _drop_column(cursor, table.name, column, is_generated)
    _rename_columns(cursor, table.name, known, columns)
    added = [column for column in columns if column[1] not in known]
    for column, number, kind, is_generated, _expression in columns:
        if number in known and types[known[number][0]] != kind:
            _retype(cursor, name, column, kind)
    for column, number, kind, is_generated, expression in added:
        _add_column(cursor, table.name, column, number, kind, is_generated, expression)
    _settle(cursor, name, columns)
    _finish(cursor, table, columns)


def _finish_if_needed(cursor, table, columns):
    cursor.execute("SELECT to_regclass(%s)", [f"past.{quoted(table.name)}"])
    if cursor.fetchone()[0] is None:
        _finish(cursor, table, columns)


def _drop_column(cursor, table, column, is_generated):
    """A column that is no more keeps its values under another name; a generated one had none of its own."""
    if is_generated:
        cursor.execute(f"ALTER TABLE history.{quoted(table)} DROP COLUMN {quoted(column)}")
        cursor.execute("DELETE FROM history.twin_column WHERE name = %s AND column_name = %s", [table, column])
        return
    cursor.execute("SELECT public.kb_history_revision()")
    aside = f"{column[:40]}_until_{cursor.fetchone()[0]}"
    cursor.execute(f"ALTER TABLE history.{quoted(table)} RENAME {quoted(column)} TO {quoted(aside)}")
    cursor.execute(
        "UPDATE history.twin_column SET column_name = %s, attribute = NULL WHERE name = %s AND column_name = %s",
        [aside, table, column],
    )


def _rename_columns(cursor, table, known, columns):
    """Rename in two steps: two columns may have changed their names with each other."""
    renamed = [
        (known[number][0], column, number)
        for column, number, *_more in columns
        if number in known and known[number][0] != column
    ]
    steps = [(old, f"_renamed_{number}") for old, _new, number in renamed]
    steps += [(f"_renamed_{number}", new) for _old, new, number in renamed]
    for old, new in steps:
        cursor.execute(f"ALTER TABLE history.{quoted(table)} RENAME {quoted(old)} TO {quoted(new)}")
        cursor.execute(
            "UPDATE history.twin_column SET column_name = %s WHERE name = %s AND column_name = %s", [new, table, old]
        )


def _retype(cursor, name, column, kind):
    """The past in today's form: each old value is written in the new type where it can be, else it is as it is now."""
    cursor.execute("SAVEPOINT retype")
    try:
        cursor.execute(
            f"ALTER TABLE history.{name} ALTER {quoted(column)} TYPE {kind} USING {quoted(column)}::text::{kind}"
        )
        cursor.execute("RELEASE SAVEPOINT retype")
    except Exception:
        cursor.execute("ROLLBACK TO SAVEPOINT retype")
        cursor.execute(f"ALTER TABLE history.{name} DROP COLUMN {quoted(column)}, ADD COLUMN {quoted(column)} {kind}")
        cursor.execute(
            f"UPDATE history.{name} h SET {quoted(column)} = l.{quoted(column)} FROM public.{name} l WHERE l.id = h.id"
        )
    cursor.execute(
        f"UPDATE history.{name} h SET {quoted(column)} = l.{quoted(column)} FROM public.{name} l"
        f" WHERE l.id = h.id AND h.until IS NULL AND h.{quoted(column)} IS DISTINCT FROM l.{quoted(column)}"
    )


def _add_column(cursor, table, column, number, kind, is_generated, expression):
    """A new column has in all versions of a row what the migration gave it, and its default where the row is gone."""
    name, column_name = quoted(table), quoted(column)
    cursor.execute(f"ALTER TABLE history.{name} ADD COLUMN {column_name} {kind}")
    _note_column(cursor, table, column, number, is_generated)
    if is_generated:
        cursor.execute(f"UPDATE history.{name} SET {column_name} = ({expression})")
        return
    cursor.execute(
        f"UPDATE history.{name} h SET {column_name} = l.{column_name} FROM public.{name} l WHERE l.id = h.id"
    )
    default = _default_of(table, column)
    if default is not None:
        cursor.execute(
            f"UPDATE history.{name} h SET {column_name} = %s::{kind}"
            f" WHERE NOT EXISTS (SELECT FROM public.{name} l WHERE l.id = h.id)", [default],
        )  # fmt: skip


def _default_of(table, column):
    """What a field holds where nobody has written it, as the database takes it; None is NULL."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            field = next(field for field in model._meta.local_concrete_fields if field.column == column)
            return field.get_db_prep_save(
                None if field.null and not field.has_default() else field.get_default(), connection
            )
    return None


def _settle(cursor, name, columns):
    """End the newest versions that differ from the rows as the migration left them, and add those."""
    chosen = ", ".join(quoted(column) for column, *_more in columns)
    cursor.execute(
        f"SELECT {chosen} FROM public.{name} EXCEPT SELECT {chosen} FROM history.{name} WHERE until IS NULL LIMIT 1"
    )
    differs = cursor.fetchone()
    cursor.execute(f"SELECT id FROM history.{name} WHERE until IS NULL EXCEPT SELECT id FROM public.{name} LIMIT 1")
    if differs is None and cursor.fetchone() is None:
        return
    cursor.execute("SELECT public.kb_history_revision()")
    number = cursor.fetchone()[0]
    cursor.execute(
        f"UPDATE history.{name} SET until = %s WHERE until IS NULL AND id IN ("
        f"SELECT id FROM (SELECT {chosen} FROM history.{name} WHERE until IS NULL EXCEPT SELECT {chosen} FROM public.{name}) d)",
        [number],
    )
    cursor.execute(f"DELETE FROM history.{name} WHERE since = until")
    cursor.execute(
        f"INSERT INTO history.{name} ({chosen}, since) SELECT {chosen}, %s FROM public.{name} l"
        f" WHERE NOT EXISTS (SELECT FROM history.{name} h WHERE h.id = l.id AND h.until IS NULL)", [number],
    )  # fmt: skip
