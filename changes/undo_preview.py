"""What taking a revision back would change, record by record, in words."""

from dataclasses import dataclass

from django.db import connection

from .differences import Change, differences_of_rows, need_names_of
from .requests import TYPES
from .rows import State, versions_between
from .words import NamesThen

SHOWN = 50
TOUCHED = "SELECT record_type, record FROM history.touched WHERE revision = %s ORDER BY record_type, record LIMIT %s"
COUNT = "SELECT count(*) FROM history.touched WHERE revision = %s"


@dataclass(frozen=True)
class RecordPreview:
    """A record that a revision touched, by the name that it had, and what would change back."""

    type: str
    number: int
    slug: str
    name: str
    changes: tuple[Change, ...]

    @property
    def type_label(self):
        return TYPES[self.type].model._meta.verbose_name

    @property
    def key(self):
        return f"{self.type}/{self.slug}"


def preview(number, record=None):
    """(RecordPreviews, how many records it touched); of at most 50 records, or of one: (record type, number)."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, [number, SHOWN])
        touched = [record] if record else cursor.fetchall()
        cursor.execute(COUNT, [number])
        total = cursor.fetchone()[0]
    return [_of_record(number, record_type, key) for record_type, key in touched], total


def _of_record(number, record_type, key):
    model = TYPES[record_type].model
    versions = versions_between(model, [key], number - 1, number)
    now, then = (State(model, key, moment, versions) for moment in (number, number - 1))
    names = NamesThen(drafts=True)
    need_names_of(now, then, names)
    names.read()
    own = now.own or then.own or {}
    name = own.get("name") or own.get("title") or str(key)
    return RecordPreview(record_type, key, own.get("slug", ""), name, tuple(differences_of_rows(now, then, names)))
