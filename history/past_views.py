"""The schema `past`: a view of each twin, the rows as of the revision `kb.as_of`."""

from .table_columns import names_of, quoted

IN_FORCE = (
    "since <= current_setting('kb.as_of')::bigint AND (until IS NULL OR until > current_setting('kb.as_of')::bigint)"
)
VERSION = """
CREATE OR REPLACE VIEW past.sources_dataversion AS SELECT 1 AS id, r.number, greatest(
        r.at, (SELECT max(at) FROM history.revision WHERE kind = 'erasure')) AS moved_at
    FROM history.revision r WHERE r.number = current_setting('kb.as_of')::bigint
"""


def show(cursor, table, columns):
    """Make the view of a twin with the columns that its table has now."""
    name = quoted(table)
    hide(cursor, table)
    cursor.execute(f"CREATE VIEW past.{name} AS SELECT {names_of(columns)} FROM history.{name} WHERE {IN_FORCE}")


def hide(cursor, table):
    cursor.execute(f"DROP VIEW IF EXISTS past.{quoted(table)}")
