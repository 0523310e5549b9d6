"""Erasing personal data for ever: from the tables, from all versions of their rows, from revisions and the admin's log.

What is erased is a record, with its parts, citations, names and old addresses, also one that was deleted before; or a
text, wherever it stands, which a mark replaces. Slugs of other records are left: an address never changes.
"""

from typing import NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from .curated import curated_models
from .models import Kind
from .table_columns import quoted
from .writing import revising, take_turn
from .written_texts import LOG, MARK, places_of, replace

AT_ADDRESS = """
SELECT h.id FROM history.{table} h
WHERE h.slug = %s AND NOT EXISTS (SELECT FROM history.{table} l WHERE l.id = h.id AND l.since > h.since)
ORDER BY h.since
"""
LAST_ADDRESS = """
INSERT INTO history.erased SELECT %s, %s, id, slug FROM history.{table}
WHERE id = ANY (%s) AND is_published ORDER BY since DESC LIMIT 1 RETURNING record
"""
MOVE_VERSION = "UPDATE public.sources_dataversion SET number = number + 1, moved_at = now()"


class RecordToErase(NamedTuple):
    """An address with the numbers of the records whose last address it is or was, and the names they had.

    A record that was erased already has no number any more; its address may still be kept.
    """

    model: type
    slug: str
    numbers: list
    names: set


def record_at(address):
    """The RecordToErase at an address like `people/li-wei`, now or in the past; None where there never was one."""
    word, _slash, slug = address.partition("/")
    model = next((one for one in curated_models() if getattr(one, "record_type", "") == word and _has_slug(one)), None)
    if model is None:
        return None
    table, name = quoted(model._meta.db_table), "name" if hasattr(model, "name") else "title"
    with connection.cursor() as cursor:
        cursor.execute(AT_ADDRESS.format(table=table), [slug])
        numbers = [number for (number,) in cursor.fetchall()]
        cursor.execute(f"SELECT DISTINCT {name} FROM history.{table} WHERE id = ANY (%s)", [numbers])
        names = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT EXISTS (SELECT FROM history.erased WHERE record_type = %s AND slug = %s)", [word, slug])
        is_kept = cursor.fetchone()[0]
    return RecordToErase(model, slug, numbers, names) if numbers or is_kept else None


def _has_slug(model):
    return hasattr(model, "slug") and not getattr(model, "part_of", "")


def erase(record, texts, reason, forget_address=False):
    """Erase the RecordToErase, where it is not None, and the texts, in a revision of kind erasure.

    The address of a record that readers saw is kept, for copies to drop it, but with `forget_address`.
    Raises ProtectedError where others refer to the record, and a DatabaseError where a rule forbids the mark.
    """
    with revising(Kind.ERASURE, reason), transaction.atomic(), connection.cursor() as cursor:
        take_turn()
        cursor.execute("SELECT public.kb_history_revision()")
        (revision,) = cursor.fetchone()
        if record:
            for one in record.model._default_manager.filter(pk__in=record.numbers):
                one.delete()
            _keep_address(cursor, record, revision, forget_address)
            _erase_versions(cursor, record.model, record.slug, record.numbers)
        replace(places_of(texts), texts)
        cursor.execute(MOVE_VERSION)  # what is in versions alone is part of answers, too


def _keep_address(cursor, record, revision, forget_address):
    name = record.model.record_type
    if forget_address:
        cursor.execute("DELETE FROM history.erased WHERE record_type = %s AND slug = %s", [name, record.slug])
        return
    cursor.execute(
        LAST_ADDRESS.format(table=quoted(record.model._meta.db_table)), [revision, name, record.numbers]
    )  # fmt: skip
    for (number,) in cursor.fetchall():
        cursor.execute(
            "INSERT INTO history.touched VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [revision, name, number]
        )


def _erase_versions(cursor, model, slug, numbers):
    types = {table: ContentType.objects.get_for_model(one).pk for table, one in _models_of(model).items()}
    cursor.execute("SELECT name, record_column FROM history.twin WHERE record_type = %s", [model.record_type])
    rows = {model._meta.db_table: [*numbers]}
    for table, column in cursor.fetchall():
        cursor.execute(f"DELETE FROM history.{quoted(table)} WHERE {quoted(column)} = ANY (%s) RETURNING id", [numbers])
        rows.setdefault(table, []).extend(row for (row,) in cursor.fetchall())
    attached = [(types[of], rows[of]) for of in rows if of in types] + _erase_references(cursor, model, numbers)
    cursor.execute("SELECT name FROM history.twin WHERE record_type IS NULL")
    for (table,) in cursor.fetchall():
        _erase_attached(cursor, table, attached, types[model._meta.db_table], slug)
    cursor.execute(
        f"UPDATE {LOG} SET object_repr = %s, change_message = '' WHERE content_type_id = %s AND object_id = ANY (%s)",
        [MARK, types[model._meta.db_table], [str(number) for number in numbers]],
    )


def _models_of(model):
    """{table: model} of a record's model and its parts."""
    parts = [one for one in apps.get_models() if getattr(one, "part_of", "") and one.record_model() is model]
    return {one._meta.db_table: one for one in [model, *parts]}


def _erase_references(cursor, model, numbers):
    """Versions of other rows refer to the record no more: those that can't be without it go, with what is theirs.

    Returns (content type, numbers) of the rows of which no version is left.
    """
    gone = []
    for other in curated_models():
        table = f"history.{quoted(other._meta.db_table)}"
        for field in other._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not model:
                continue
            column = quoted(field.column)
            if field.null:
                cursor.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} = ANY (%s)", [numbers])
                continue
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY (%s) RETURNING id", [numbers])
            rows = {row for (row,) in cursor.fetchall()}
            cursor.execute(f"SELECT id FROM {table} WHERE id = ANY (%s)", [[*rows]])
            rows -= {row for (row,) in cursor.fetchall()}
            if rows:
                gone.append((ContentType.objects.get_for_model(other).pk, [*rows]))
    return gone


def _erase_attached(cursor, table, rows, content_type, slug):
    """Erase the citations, names and old addresses of rows of these types, and what stands at the record's address."""
    for schema in ("public", "history"):  # in this order: what goes from a table ends a version
        for of_type, numbers in rows:
            cursor.execute(
                f"DELETE FROM {schema}.{quoted(table)} WHERE content_type_id = %s AND object_id = ANY (%s)",
                [of_type, numbers],
            )
        cursor.execute(
            "SELECT EXISTS (SELECT FROM history.twin_column WHERE name = %s AND column_name = 'slug')", [table]
        )
        if cursor.fetchone()[0]:
            cursor.execute(
                f"DELETE FROM {schema}.{quoted(table)} WHERE content_type_id = %s AND slug = %s", [content_type, slug]
            )
