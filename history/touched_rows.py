"""The rows that a revision touched: all of them, or those that belong to one record."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .models import Kind, Revision


class NotUndoable(ValueError):
    """The revision can't be taken back; the message says why, and nothing has changed."""


@dataclass
class TouchedRows:
    """The rows of one table that a revision touched, by number: those that it added, changed and took away."""

    table: str
    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    removed: list = field(default_factory=list)

    @property
    def all(self):
        return [*self.added, *self.changed, *self.removed]


def touched_rows(cursor, number, record=None):
    """The TouchedRows of each table. Raises NotUndoable where there is no such revision, or nothing to take back."""
    revision = Revision.objects.filter(number=number).first()
    if revision is None:
        raise NotUndoable(_("There is no revision %(number)s.") % {"number": number})
    if revision.kind in (Kind.BASELINE, Kind.MIGRATION, Kind.ERASURE):
        raise NotUndoable(
            _("A revision of this kind can't be taken back: %(kind)s.") % {"kind": revision.get_kind_display()}
        )
    found = [_touched_in(cursor, table, number, record) for table in tables_of(cursor)]
    found = [rows for rows in found if rows.all]
    if not found:
        raise NotUndoable(_("There is nothing in revision %(number)s to take back.") % {"number": number})
    return found


def tables_of(cursor):
    cursor.execute("SELECT name FROM history.twin ORDER BY name")
    return [name for (name,) in cursor.fetchall()]


def _touched_in(cursor, table, number, record):
    condition, values = _owned(cursor, table, record) if record else ("true", [])
    if condition is None:
        return TouchedRows(table)
    cursor.execute(
        f'SELECT id, bool_or(since = %s), bool_or(until = %s) FROM history."{table}" h'
        f" WHERE (since = %s OR until = %s) AND {condition} GROUP BY id ORDER BY id",
        [number, number, number, number, *values],
    )
    rows = TouchedRows(table)
    for row, begins, ends in cursor.fetchall():
        (rows.changed if begins and ends else rows.added if begins else rows.removed).append(row)
    return rows


def _owned(cursor, table, record):
    """(condition, parameters) for the versions `h` that belong to a record, or (None, []) where none can."""
    record_type, record_number = record
    cursor.execute("SELECT record_type, record_column FROM history.twin WHERE name = %s", [table])
    own_type, column = cursor.fetchone()
    if column is not None:
        return (f'h."{column}" = %s', [record_number]) if own_type == record_type else (None, [])
    cursor.execute(
        "SELECT t.name, t.record_column, c.id FROM history.twin t"
        " JOIN django_content_type c ON c.app_label || '_' || c.model = t.name WHERE t.record_type = %s", [record_type],
    )  # fmt: skip
    conditions, values = [], []
    for fact, fact_column, content_type in cursor.fetchall():
        conditions.append(
            "(h.content_type_id = %s AND h.object_id IN"
            f' (SELECT f.id FROM history."{fact}" f WHERE f."{fact_column}" = %s))'
        )
        values += [content_type, record_number]
    return f"({' OR '.join(conditions)})", values
