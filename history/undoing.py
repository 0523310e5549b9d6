"""Taking a revision back, or one record's part of it, by a new revision that puts its rows back as they were.

Nothing else may move, and nothing that came later may be lost: otherwise it is refused, and the reason says why.
"""

import pgtrigger
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from .models import Kind
from .touched_rows import NotUndoable, TouchedRows, tables_of, touched_rows
from .writing import MINE, check_deferred_constraints, revising, take_turn

SILENCED = ("changed_values_need_recheck", "new_evidence_clears_recheck", "citations_die")
"""Triggers that would change further rows, or the rows put back: all of them is restored by itself."""


def undo(number, record=None, author="", reason=""):
    """Take a revision back, or the part of it that belongs to `record` (record type, number); return the new revision.

    Raises NotUndoable.
    """
    reason = reason or _("Revision %(number)s taken back") % {"number": number}
    with revising(kind=Kind.UNDO, reason=reason, author=author):
        return _undone(number, record)


def why_not(number, record=None):
    """Why the revision can't be taken back now, or "": tried, and given up before it is committed."""
    try:
        _undone(number, record, is_trial=True)
    except NotUndoable as refusal:
        return str(refusal)
    return ""


def _undone(number, record, is_trial=False):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            take_turn()
            rows = touched_rows(cursor, number, record)
            _refuse_later_changes(cursor, number, rows)
            _silence(cursor)
            _put_back(cursor, number, rows)
            _refuse_orphans(cursor, rows)
            check_deferred_constraints()
            new = _this_revision(cursor)
            _verify(cursor, number, new, rows)
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true), set_config('kb.restoring', '', true)")
            transaction.set_rollback(is_trial)
    except IntegrityError as error:
        raise NotUndoable(_reason_of(error, record)) from error
    return new


def _this_revision(cursor):
    cursor.execute(MINE)
    return cursor.fetchone()[0]


CHANGED_SINCE = """
SELECT r.id FROM unnest(%s::bigint[]) AS r (id)
LEFT JOIN history."{table}" a ON a.id = r.id AND a.since = %s
LEFT JOIN history."{table}" l ON l.id = r.id AND l.until IS NULL
WHERE to_jsonb(a) - 'since' - 'until' IS DISTINCT FROM to_jsonb(l) - 'since' - 'until' LIMIT 1
"""
LED_TO_NOW = """
SELECT coalesce((
    SELECT min(o.since) FROM history."{table}" o JOIN history."{table}" l ON l.id = o.id AND l.until IS NULL
    WHERE o.id = %s AND o.since > %s AND to_jsonb(o) - 'since' - 'until' = to_jsonb(l) - 'since' - 'until'
), (SELECT max(until) FROM history."{table}" WHERE id = %s))
"""
"""The later revision that made a row what it is now; changes that were taken back are passed over."""


def _refuse_later_changes(cursor, number, touched):
    """Refuse where a row is not as the revision left it; what was changed since and taken back again is no obstacle."""
    for rows in touched:
        cursor.execute(CHANGED_SINCE.format(table=rows.table), [rows.all, number])
        if changed := cursor.fetchone():
            row = changed[0]
            cursor.execute(LED_TO_NOW.format(table=rows.table), [row, number, row])
            raise NotUndoable(
                _("Revision %(later)s changed the same afterwards: take that back first.")
                % {"later": cursor.fetchone()[0]}
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
    for table in tables_of(cursor):
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


def _reason_of(error, record):
    """The reason of a refusal by the database, in words."""
    code, said = getattr(error.__cause__, "pgcode", ""), str(error)
    if code in ("23505", "23503", "23514") and record:
        return _("This record's part can't be taken back by itself: try the whole revision.")
    if code == "23505":
        return _("A later record uses an address or another value that has to be unique and was free since.")
    if code == "23503" and "still referenced" in said:
        return _("A later record refers to what this revision entered: change or delete that first.")
    if code == "23503":
        return _("What it referred to or belonged to is no more: a later revision took it away.")
    return _("The database refuses it: %(message)s") % {"message": said.splitlines()[0]}
