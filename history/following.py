"""Twins follow their tables: what migrations did to a curated table is done to the versions of its rows.

The past is answered in today's form: a new column has a value in old versions too, a retyped one is converted.
"""

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from . import past_views
from .table_columns import columns_of, indexes_of, names_of, quoted
from .twins import (
    TURN,
    begin,
    copy_indexes,
    drop_copied_indexes,
    finish,
    has_triggers,
    make,
    note_column,
    set_aside,
    this_revision,
    unwatch,
    watch_revisions,
)
from .writing import TURN as WAIT

KNOWN = "SELECT attribute, column_name, is_generated FROM history.twin_column WHERE name = %s AND attribute IS NOT NULL"


def align(cursor, tables, taking_turns=()):
    """Give each curated table its twin, triggers and view, as the tables are now; `tables` is {name: CuratedTable}.

    What has no twin yet begins with the first revision, or with one of the migration that made it. The tables
    `taking_turns` are not kept; who writes them waits for other writers as well.
    """
    cursor.execute(WAIT)
    watch_revisions(cursor)
    begin(cursor)
    _forget_dropped(cursor, tables)
    _rename_tables(cursor)
    for table in tables.values():
        cursor.execute("SELECT EXISTS (SELECT FROM history.twin WHERE name = %s)", [table.name])
        if cursor.fetchone()[0]:
            _bring_along(cursor, table)
        else:
            make(cursor, table)
    for name in taking_turns:
        cursor.execute(TURN.format(name=quoted(name)))
    cursor.execute(past_views.VERSION)


def _forget_dropped(cursor, tables):
    """Set the twins of tables aside that are no more, or not curated any more."""
    cursor.execute("SELECT t.name, c.relname FROM history.twin t LEFT JOIN pg_class c ON c.oid = t.relation")
    for twin, name in cursor.fetchall():
        if name not in tables:
            if name:
                unwatch(cursor, name)
            set_aside(cursor, twin)


def _rename_tables(cursor):
    """Call each twin like its table; in two steps, since two tables may have changed their names with each other."""
    cursor.execute(
        "SELECT t.name, c.relname FROM history.twin t JOIN pg_class c ON c.oid = t.relation WHERE name <> relname"
    )
    renamed = cursor.fetchall()
    steps = [(old, f"_renamed_{new}"[:63]) for old, new in renamed]
    steps += [(f"_renamed_{new}"[:63], new) for _old, new in renamed]
    for old, _new in renamed:
        past_views.hide(cursor, old)
    for old, new in steps:
        cursor.execute(f"ALTER TABLE history.{quoted(old)} RENAME TO {quoted(new)}")
        cursor.execute("UPDATE history.twin SET name = %s WHERE name = %s", [new, old])


def _bring_along(cursor, table):
    """Let an existing twin follow what migrations did to its table."""
    columns = columns_of(cursor, f"public.{quoted(table.name)}")
    cursor.execute(KNOWN, [table.name])
    known = {number: (column, is_generated) for number, column, is_generated in cursor.fetchall()}
    kinds = {column.name: column.kind for column in columns_of(cursor, f"history.{quoted(table.name)}")}
    cursor.execute(
        "UPDATE history.twin SET record_table = %s, record_type = %s, record_column = %s WHERE name = %s",
        [*table[1:], table.name],
    )
    if {column.number: column.name for column in columns} == {
        number: name for number, (name, _) in known.items()
    } and all(kinds[column.name] == column.kind for column in columns):
        _mend(cursor, table, columns)
        return
    past_views.hide(cursor, table.name)
    drop_copied_indexes(cursor, table.name)
    numbers = {column.number for column in columns}
    for number, (name, is_generated) in known.items():
        if number not in numbers:
            _drop_column(cursor, table.name, name, is_generated)
    _rename_columns(cursor, table.name, known, columns)
    for column in columns:
        if column.number not in known:
            _add_column(cursor, table.name, column)
        elif kinds[known[column.number][0]] != column.kind:
            _retype(cursor, table.name, column)
    _settle(cursor, quoted(table.name), columns)
    finish(cursor, table, columns)


def _mend(cursor, table, columns):
    """Make what a twin with the right columns lacks; a `migrate` with nothing to do takes no locks."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"past.{quoted(table.name)}"])
    if not cursor.fetchone()[0] or not has_triggers(cursor, table):
        finish(cursor, table, columns)
    elif (
        indexes_of(cursor, f"public.{quoted(table.name)}").keys()
        - indexes_of(cursor, f"history.{quoted(table.name)}").keys()
    ):
        copy_indexes(cursor, table.name)


def _drop_column(cursor, table, name, is_generated):
    """A column that is no more keeps its values under another name; a generated one had none of its own."""
    if is_generated:
        cursor.execute(f"ALTER TABLE history.{quoted(table)} DROP COLUMN {quoted(name)}")
        cursor.execute("DELETE FROM history.twin_column WHERE name = %s AND column_name = %s", [table, name])
        return
    aside = f"{name[:40]}_until_{this_revision(cursor)}"
    cursor.execute(f"ALTER TABLE history.{quoted(table)} RENAME {quoted(name)} TO {quoted(aside)}")
    cursor.execute(
        "UPDATE history.twin_column SET column_name = %s, attribute = NULL WHERE name = %s AND column_name = %s",
        [aside, table, name],
    )


def _rename_columns(cursor, table, known, columns):
    """Rename in two steps: two columns may have changed their names with each other."""
    renamed = [
        (known[column.number][0], column.name, column.number) for column in columns
        if column.number in known and known[column.number][0] != column.name
    ]  # fmt: skip
    steps = [(old, f"_renamed_{number}") for old, _new, number in renamed]
    steps += [(f"_renamed_{number}", new) for _old, new, number in renamed]
    for old, new in steps:
        cursor.execute(f"ALTER TABLE history.{quoted(table)} RENAME {quoted(old)} TO {quoted(new)}")
        cursor.execute(
            "UPDATE history.twin_column SET column_name = %s WHERE name = %s AND column_name = %s", [new, table, old]
        )


def _retype(cursor, table, column):
    """Write each old value in the new type where all can be, else keep them aside and show the row's value of now."""
    name, column_name = quoted(table), quoted(column.name)
    try:
        with transaction.atomic(cursor.db.alias):
            cursor.execute(
                f"ALTER TABLE history.{name} ALTER {column_name} TYPE {column.kind}"
                f" USING {column_name}::text::{column.kind}"
            )
    except DatabaseError:
        _drop_column(cursor, table, column.name, column.is_generated)
        _add_column(cursor, table, column)
        return
    cursor.execute(
        f"UPDATE history.{name} h SET {column_name} = l.{column_name} FROM public.{name} l"
        f" WHERE l.id = h.id AND h.until IS NULL AND h.{column_name} IS DISTINCT FROM l.{column_name}"
    )


def _add_column(cursor, table, column):
    """A new column has in all versions of a row what the migration gave it, and its default where the row is gone."""
    name, column_name = quoted(table), quoted(column.name)
    cursor.execute(f"ALTER TABLE history.{name} ADD COLUMN {column_name} {column.kind}")
    note_column(cursor, table, column)
    if column.is_generated:
        cursor.execute(f"UPDATE history.{name} SET {column_name} = ({column.expression})")
        return
    cursor.execute(
        f"UPDATE history.{name} h SET {column_name} = l.{column_name} FROM public.{name} l WHERE l.id = h.id"
    )
    default = _default_of(table, column.name)
    if default is not None:
        cursor.execute(
            f"UPDATE history.{name} h SET {column_name} = %s::{column.kind}"
            f" WHERE NOT EXISTS (SELECT FROM public.{name} l WHERE l.id = h.id)", [default],
        )  # fmt: skip


def _default_of(table, column):
    """What a field holds where nobody has written it, as the database takes it; None is NULL."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields if model._meta.db_table == table else ():
            if field.column == column:
                value = None if field.null and not field.has_default() else field.get_default()
                return field.get_db_prep_save(value, connection)
    return None


def _settle(cursor, name, columns):
    """End the newest versions that differ from the rows as the migration left them, and add those."""
    chosen = names_of(columns)
    newest, live = f"SELECT {chosen} FROM history.{name} WHERE until IS NULL", f"SELECT {chosen} FROM public.{name}"
    cursor.execute(f"SELECT EXISTS ({live} EXCEPT {newest}) OR EXISTS ({newest} EXCEPT {live})")
    if not cursor.fetchone()[0]:
        return
    number = this_revision(cursor)
    cursor.execute(
        f"UPDATE history.{name} SET until = %s WHERE until IS NULL"
        f" AND id IN (SELECT id FROM ({newest} EXCEPT {live}) d)", [number],
    )  # fmt: skip
    cursor.execute(f"DELETE FROM history.{name} WHERE since = until")
    cursor.execute(
        f"INSERT INTO history.{name} ({chosen}, since) SELECT {chosen}, %s FROM public.{name} l"
        f" WHERE NOT EXISTS (SELECT FROM history.{name} h WHERE h.id = l.id AND h.until IS NULL)", [number],
    )  # fmt: skip
