"""Taking a revision back, or one record's part of it, by a new revision that puts its rows back as they were.

Nothing else may move, and nothing that came later may be lost: otherwise it is refused, and the reason says why.
"""

from dataclasses import dataclass, field

import pgtrigger
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from .models import Kind, Revision
from .writing import revising, take_turn

SILENCED = ("changed_values_need_recheck", "new_evidence_clears_recheck", "citations_die")
"""Triggers that would change further rows, or the rows put back: all of them is restored by itself."""


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


def undo(number, record=None, author="", reason=""):
    """Take a revision back, or the part of it that belongs to `record` (record type, number); return the new revision.

    Raises NotUndoable.
    """
    kind_and_reason = {"kind": Kind.UNDO, "reason": reason or _("Revision %(number)s taken back") % {"number": number}}
    try:
        with revising(author=author, **kind_and_reason), transaction.atomic(), connection.cursor() as cursor:
            take_turn()
            rows = touched_rows(cursor, number, record)
            _refuse_later_changes(cursor, number, rows)
            _silence(cursor)
            _put_back(cursor, number, rows)
            _refuse_orphans(cursor, rows)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SELECT public.kb_history_revision()")
            new = cursor.fetchone()[0]
            _verify(cursor, number, new, rows)
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true), set_config('kb.restoring', '', true)")
    except IntegrityError as error:
        raise NotUndoable(_reason_of(error)) from error
    return new


def touched_rows(cursor, number, record=None):
    """The TouchedRows of each table. Raises NotUndoable where there is no such revision, or nothing to take back."""
    revision = Revision.objects.filter(number=number).first()
    if revision is None:
        raise NotUndoable(_("There is no revision %(number)s.") % {"number": number})
    if revision.kind in (Kind.BASELINE, Kind.MIGRATION, Kind.ERASURE):
        raise NotUndoable(
            _("A revision of this kind can't be taken back: %(kind)s.") % {"kind": revision.get_kind_display()}
        )
    found = [_touched_in(cursor, table, number, record) for table in _tables(cursor)]
    found = [rows for rows in found if rows.all]
    if not found:
        raise NotUndoable(_("There is nothing in revision %(number)s to take back.") % {"number": number})
    return found


def _tables(cursor):
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


def _refuse_later_changes(cursor, number, touched):
    for rows in touched:
        cursor.execute(
            f'SELECT coalesce(nullif(greatest(since, until), %s), since) FROM history."{rows.table}"'
            " WHERE id = ANY (%s) AND (since > %s OR until > %s) ORDER BY 1 LIMIT 1",
            [number, rows.all, number, number],
        )  # fmt: skip
        if later := cursor.fetchone():
            raise NotUndoable(
                _("Revision %(later)s changed the same afterwards: take that back first.") % {"later": later[0]}
            )


def _put_back(cursor, number, touched):
    """Take away the rows that it added or changed, then add those that it changed or removed as they were.

    So rows that exchanged a value that is unique never meet, and foreign keys are looked at when all is in place. Facts
    come before the citations and names that point at them.
    """
    for rows in touched:
        _delete(cursor, rows.table, [*rows.added, *rows.changed])
    for rows in sorted(touched, key=lambda rows: _is_generic(cursor, rows.table)):
        _insert(cursor, rows.table, [*rows.changed, *rows.removed], number)


def _is_generic(cursor, table):
    cursor.execute("SELECT record_column IS NULL FROM history.twin WHERE name = %s", [table])
    return cursor.fetchone()[0]


def _delete(cursor, table, numbers):
    if numbers:
        cursor.execute(f'DELETE FROM public."{table}" WHERE id = ANY (%s)', [numbers])


def _columns(cursor, table):
    """The columns that are written, as SQL."""
    cursor.execute(
        "SELECT column_name FROM history.twin_column WHERE name = %s AND attribute IS NOT NULL AND NOT is_generated"
        " ORDER BY attribute", [table],
    )  # fmt: skip
    return ", ".join(f'"{name}"' for (name,) in cursor.fetchall())


def _insert(cursor, table, numbers, number):
    if numbers:
        columns = _columns(cursor, table)
        cursor.execute(
            f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM history."{table}"'
            " WHERE until = %s AND id = ANY (%s)", [number, numbers],
        )  # fmt: skip


def _refuse_orphans(cursor, touched):
    """Refuse where a later citation, name or address belongs to what was taken away."""
    cursor.execute(
        "SELECT g.name, c.id, t.name FROM history.twin g, history.twin t"
        " JOIN django_content_type c ON c.app_label || '_' || c.model = t.name WHERE g.record_column IS NULL"
    )
    added = {rows.table: rows.added for rows in touched}
    for generic, content_type, table in cursor.fetchall():
        if not added.get(table):
            continue
        cursor.execute(
            f'SELECT EXISTS (SELECT FROM public."{generic}" WHERE content_type_id = %s AND object_id = ANY (%s))',
            [content_type, added[table]],
        )
        if cursor.fetchone()[0]:
            raise NotUndoable(_("A later revision added citations, names or addresses to what this one entered."))


def _verify(cursor, number, new, touched):
    """Refuse unless each row is as it was before the revision, and no other row has moved."""
    by_table = {rows.table: rows for rows in touched}
    for table in _tables(cursor):
        rows = by_table.get(table, TouchedRows(table))
        cursor.execute(
            f'SELECT EXISTS (SELECT FROM history."{table}" WHERE (since = %s OR until = %s) AND NOT id = ANY (%s))',
            [new, new, rows.all],
        )
        moved = cursor.fetchone()[0]
        columns = _columns(cursor, table)
        before = f'SELECT {columns} FROM history."{table}" WHERE until = %s AND id = ANY (%s)'
        now = f'SELECT {columns} FROM public."{table}" WHERE id = ANY (%s)'
        cursor.execute(
            f"SELECT EXISTS (({before}) EXCEPT ({now})) OR EXISTS (({now}) EXCEPT ({before}))",
            [number, rows.all, rows.all, rows.all, number, rows.all],
        )
        if moved or cursor.fetchone()[0]:
            raise NotUndoable(_("Taking it back would change more than this revision did."))


def _silence(cursor):
    """Silence the triggers that would change more than is put back, and what sets the time of change."""
    names = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if trigger.name in SILENCED]
    cursor.execute(
        "SELECT set_config('pgtrigger.ignore', %s, true), set_config('kb.restoring', 'on', true)",
        [f"{{{','.join(names)}}}"],
    )


def _reason_of(error):
    """The reason of a refusal by the database, in words."""
    code = getattr(error.__cause__, "pgcode", "")
    if code == "23505":
        return _("A later record uses an address or another value that has to be unique and was free since.")
    if code == "23503":
        return _("A later record refers to what this revision entered: change or delete that first.")
    return _("The database refuses it: %(message)s") % {"message": str(error).splitlines()[0]}
