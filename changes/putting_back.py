"""One value of a record as it was before a revision, put back by a new one."""

from dataclasses import dataclass

import orjson
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from history.models import Kind
from history.touched_rows import NotUndoable
from history.writing import check_deferred_constraints, revising, take_turn
from records.admin.database_errors import error_message
from records.field_labels import label_of_field
from values.dates import PartialDate
from values.fields import PartialDateField

from .rows import lists_of, values_of
from .words import NamesThen, facts_in_words, need_names

THEN = """
SELECT to_jsonb(h)::text FROM history.{table} h
WHERE id = %s AND since < %s AND (until IS NULL OR until >= %s)
"""
LISTED = """
SELECT {other} FROM history.{table} WHERE {own} = %s AND since < %s AND (until IS NULL OR until >= %s)
"""


@dataclass(frozen=True)
class Value:
    """One value of a row: a field of a record or of one of its parts, as citations name it."""

    model: type
    row: int
    name: str

    @property
    def field(self):
        return self.model._meta.get_field("amount_stated" if self.name == "amount" else self.name)

    @property
    def label(self):
        if self.name == "is_published":
            return str(self.field.verbose_name)
        owner = {"type": self.model.record_model().record_type, "part": bool(self.model.part_of)}
        return label_of_field(self.name, owner)


def in_words_then(value, revision):
    """(the value before a revision in words, its raw form). Raises NotUndoable where the row was not there."""
    if value.field.many_to_many:
        raw = _listed(value, revision)
        found = value.field.related_model._default_manager.filter(pk__in=raw)
        return ", ".join(sorted(str(record) for record in found)), raw
    row = _row(value, revision)
    if value.name == "is_published":
        return _("published") if row["is_published"] else _("draft"), row["is_published"]
    names = NamesThen(drafts=True)
    need_names(value.model, row, revision - 1, names)
    names.read()
    return facts_in_words(value.model, row, revision - 1, names).get(value.name) or "", row[value.field.column]


def put_back(value, revision, user, reason="", is_trial=False):
    """Let the row have the value again that it had before a revision. Raises NotUndoable with the reason."""
    _words, raw = in_words_then(value, revision)
    words = {"label": value.label, "number": revision}
    reason = reason or _("%(label)s as before revision %(number)s") % words
    try:
        with revising(Kind.UNDO, reason, user.get_username()), transaction.atomic():
            take_turn()
            row = value.model._default_manager.select_for_update(of=("self",)).filter(pk=value.row).first()
            if row is None:
                raise NotUndoable(_("What had this value is not there any more."))
            _write(row, value.field, raw)
            check_deferred_constraints()
            transaction.set_rollback(is_trial)
    except ValidationError as error:
        raise NotUndoable(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise NotUndoable(error_message(error)) from error


def _write(row, field, raw):
    if field.many_to_many:
        getattr(row, field.name).set(raw)
        return
    date = isinstance(field, PartialDateField)
    setattr(row, field.attname, PartialDate.of_text(raw) if date and raw else raw)
    row.full_clean()
    row.save()


def _row(value, revision):
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(value.model._meta.db_table)
        cursor.execute(THEN.format(table=table), [value.row, revision, revision])
        found = cursor.fetchone()
    if found is None:
        raise NotUndoable(_("It had no such value before revision %(number)s.") % {"number": revision})
    return orjson.loads(found[0])


def _listed(value, revision):
    quote = connection.ops.quote_name
    names = {
        "table": quote(value.field.m2m_db_table()), "own": quote(value.field.m2m_column_name()),
        "other": quote(value.field.m2m_reverse_name()),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LISTED.format(**names), [value.row, revision, revision])
        return [number for (number,) in cursor.fetchall()]


def is_plain(model, name) -> bool:
    """Whether a field of a record or part is one value that can be put back by itself."""
    plain = {field.name for field in [*values_of(model), *lists_of(model)] if not field.name.startswith("amount_")}
    return name in plain or (name == "amount" and hasattr(model, "amount_stated")) or (
        name == "is_published" and not model.part_of
    )  # fmt: skip
