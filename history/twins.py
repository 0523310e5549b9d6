"""The twin of each curated table, in the schema `history`: every version of its rows.

A twin has the table's columns, generated ones as plain ones, and the revisions between which a version stood: from
`since` on, until before `until`. The schema `past` has a view for each (past_views.py).
"""

from . import past_views
from .models import Kind
from .table_columns import columns_of, indexes_of, names_of, quoted
from .writing import describe

TURN = """
CREATE OR REPLACE TRIGGER kb_history_turn BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.{name}
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_turn();
"""
TRIGGERS = f"""{TURN}
CREATE OR REPLACE TRIGGER kb_history_inserted AFTER INSERT ON public.{{name}} REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_updated AFTER UPDATE ON public.{{name}}
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_deleted AFTER DELETE ON public.{{name}} REFERENCING OLD TABLE AS stale
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep();
CREATE OR REPLACE TRIGGER kb_history_truncated AFTER TRUNCATE ON public.{{name}}
    FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_truncated();
"""
STAMP = """
CREATE OR REPLACE TRIGGER kb_history_stamp BEFORE UPDATE ON public.{name} FOR EACH ROW
    WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION public.kb_history_stamp({columns});
"""
TRIGGERS_OF = """
SELECT array_agg(tgname::text ORDER BY tgname) FROM pg_trigger
WHERE tgrelid = %s::regclass AND starts_with(tgname, 'kb_history_')
"""
ALL_TRIGGERS = ["deleted", "inserted", "truncated", "turn", "updated"]
"""What fills a twin; a record's table has `stamp` as well."""
COMMITTED = """
CREATE CONSTRAINT TRIGGER kb_history_{name} AFTER {event} ON history.revision DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW {when} EXECUTE FUNCTION public.kb_history_committed();
"""


def has_triggers(cursor, table):
    cursor.execute(TRIGGERS_OF, [f"public.{quoted(table.name)}"])
    names = sorted([*ALL_TRIGGERS, *(["stamp"] if table.record_column == "id" else [])])
    return cursor.fetchone()[0] == [f"kb_history_{name}" for name in names]


def watch_revisions(cursor):
    """Let a revision get its time at the commit, and again where one writes after deferred triggers were run early."""
    cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'history.revision'::regclass AND NOT tgisinternal")
    if cursor.fetchone()[0] == 0:
        cursor.execute(COMMITTED.format(name="committed", event="INSERT", when=""))
        cursor.execute(
            COMMITTED.format(name="committed_later", event="UPDATE", when="WHEN (OLD.* IS NOT DISTINCT FROM NEW.*)")
        )


def make(cursor, table):
    """Make the twin of a curated table. Rows that are there begin with the revision of this transaction."""
    name = quoted(table.name)
    live = f"public.{name}"
    columns = columns_of(cursor, live)
    made = ", ".join(f"{quoted(column.name)} {column.kind}" for column in columns)
    cursor.execute(f"CREATE TABLE history.{name} ({made}, since bigint NOT NULL, until bigint)")
    cursor.execute("INSERT INTO history.twin SELECT %s, c, %s, %s, %s, c FROM CAST(%s AS regclass) c", [*table, live])
    for column in columns:
        note_column(cursor, table.name, column)
    cursor.execute(f"SELECT EXISTS (SELECT FROM {live})")
    if cursor.fetchone()[0]:
        number = this_revision(cursor)
        chosen = names_of(columns)
        cursor.execute(f"INSERT INTO history.{name} ({chosen}, since) SELECT {chosen}, %s FROM {live}", [number])
        if table.record_column == "id":
            touched = f"SELECT %s::bigint, %s::text, id FROM {live} ON CONFLICT DO NOTHING"
            cursor.execute(f"INSERT INTO history.touched {touched}", [number, table.record_type])
    cursor.execute(f"CREATE UNIQUE INDEX ON history.{name} (id, since)")
    cursor.execute(f"CREATE UNIQUE INDEX ON history.{name} (id) WHERE until IS NULL")
    cursor.execute(f"CREATE INDEX ON history.{name} (since)")
    cursor.execute(f"CREATE INDEX ON history.{name} (until) WHERE until IS NOT NULL")
    finish(cursor, table, columns)
    cursor.execute(f"ANALYZE history.{name}")


def finish(cursor, table, columns):
    """Give a twin the triggers that fill it, the view, and the indexes of its table."""
    cursor.execute(TRIGGERS.format(name=quoted(table.name)))
    if table.record_column == "id":
        uncounted = ["updated_at", *(column.name for column in columns if column.is_generated)]
        cursor.execute(STAMP.format(name=quoted(table.name), columns=", ".join(f"'{name}'" for name in uncounted)))
    copy_indexes(cursor, table.name)
    past_views.show(cursor, table.name, columns)


def copy_indexes(cursor, table):
    """Let the twin have the B-tree indexes that the table has, none of them unique."""
    name = quoted(table)
    present = indexes_of(cursor, f"history.{name}")
    for definition in indexes_of(cursor, f"public.{name}"):
        if definition not in present:
            cursor.execute(f"CREATE INDEX ON history.{name} {definition}")


def drop_copied_indexes(cursor, table):
    """Drop what `copy_indexes` made: where a column changes its type, an index may stand in the way."""
    own = ("(id, since)", "(since)", "(until) WHERE (until IS NOT NULL)", "(id) WHERE (until IS NULL)")
    for definition, index in indexes_of(cursor, f"history.{quoted(table)}").items():
        if definition.removeprefix("USING btree ") not in own:
            cursor.execute(f"DROP INDEX history.{quoted(index)}")


def note_column(cursor, table, column):
    cursor.execute(
        "INSERT INTO history.twin_column VALUES (%s, %s, %s, %s)",
        [table, column.name, column.number, column.is_generated],
    )


def set_aside(cursor, name):
    """Keep the versions of a table that is no more, or not curated any more, under another name without a view."""
    aside = f"{name[:40]}_until_{this_revision(cursor)}"
    past_views.hide(cursor, name)
    drop_copied_indexes(cursor, name)
    cursor.execute(f"ALTER TABLE history.{quoted(name)} RENAME TO {quoted(aside)}")
    cursor.execute("DELETE FROM history.twin WHERE name = %s", [name])


def unwatch(cursor, table):
    for trigger in [*ALL_TRIGGERS, "stamp"]:
        cursor.execute(f"DROP TRIGGER IF EXISTS kb_history_{trigger} ON public.{quoted(table)}")


def begin(cursor):
    """Make the first revision, the baseline, where there is none; what follows in this transaction belongs to it."""
    cursor.execute("SELECT number FROM history.head")
    if cursor.fetchone()[0] == 0:
        describe(cursor, kind=Kind.BASELINE)
        this_revision(cursor)
        describe(cursor, kind=Kind.MIGRATION, reason="migrate")


def this_revision(cursor):
    """The number of this transaction's revision; made where there is none yet."""
    cursor.execute("SELECT public.kb_history_revision()")
    return cursor.fetchone()[0]
