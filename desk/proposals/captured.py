"""What the open transaction has done to curated rows: each as it was and as it is."""

import json
from dataclasses import dataclass

from django.db import connection

from catalogue.record_types import TYPES
from history.table_columns import quoted
from history.touched_rows import tables_of
from history.writing import MINE
from sources.models import Citation, Source

from ..models.proposal import Exact

VERSIONS = """
SELECT '{name}', coalesce(b.id, a.id), (to_jsonb(b) - 'since' - 'until')::text, (to_jsonb(a) - 'since' - 'until')::text
FROM (SELECT * FROM history.{table} WHERE until = %(revision)s) b
FULL JOIN (SELECT * FROM history.{table} WHERE since = %(revision)s AND until IS NULL) a USING (id)
"""
SEEN = """
SELECT '{type}', t.record FROM history.touched t WHERE t.revision = %(revision)s AND t.record_type = '{type}' AND (
    EXISTS (SELECT FROM history.{table} b WHERE b.id = t.record AND b.until = %(revision)s AND b.is_published)
    OR EXISTS (SELECT FROM public.{table} a WHERE a.id = t.record AND a.is_published)
)
"""
BOOKKEEPING = {"updated_at", "created_at"}
READING = {"reading_status"}
"""What the desk writes in a source while it is read."""


@dataclass(frozen=True)
class CapturedRow:
    """A row of a table by its number, with its columns before (None: it is new) and after (None: it is gone)."""

    table: str
    number: int
    before: dict | None
    after: dict | None

    @property
    def changed(self) -> set[str]:
        """The columns that differ, but for the times of entry and change; all of them of a row that came or went."""
        if self.before is None or self.after is None:
            return set(self.after or self.before)
        return {name for name, value in self.after.items() if value != self.before.get(name)} - BOOKKEEPING


def open_revision() -> int | None:
    """The number of the revision that the open transaction is writing; None where it has changed nothing curated."""
    with connection.cursor() as cursor:
        cursor.execute(MINE)
        return cursor.fetchone()[0]


def captured_rows(revision) -> list[CapturedRow]:
    """The rows that a revision of the open transaction changed, in values and not in times alone."""
    with connection.cursor() as cursor:
        statements = [VERSIONS.format(name=name, table=quoted(name)) for name in tables_of(cursor)]
        cursor.execute(" UNION ALL ".join(statements), {"revision": revision})
        found = [CapturedRow(*key, _read(before), _read(after)) for *key, before, after in cursor.fetchall()]
    return [row for row in found if row.changed and not _is_marked(row)]


def _is_marked(row):
    """Whether all that changed is that a citation needs a re-check, which follows from the value that it is for."""
    marked = row.before and row.after and row.changed == {"needs_recheck"} and row.after["needs_recheck"]
    return bool(marked and row.table == Citation._meta.db_table)


def is_seen_by_readers(revision, rows) -> bool:
    """Whether a revision touches a record that is published, before or after it, in more than how far it is read."""
    if all(row.table == Source._meta.db_table and row.changed <= READING for row in rows):
        return False
    statements = [
        SEEN.format(type=name, table=quoted(record_type.model._meta.db_table)) for name, record_type in TYPES.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), {"revision": revision})
        return bool(cursor.fetchall())


def _read(text):
    return json.loads(text, cls=Exact) if text else None
