"""What taking a revision back would change, record by record, in words."""

from dataclasses import dataclass

from django.db import connection

from catalogue.record_types import TYPES
from sources.models.searchable import name_of

from .differences import Change, differences_of_rows, need_names_of
from .rows import State, versions_at
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
    states, names = _states(number, touched), NamesThen(drafts=True)
    for now, then in states.values():
        need_names_of(now, then, names)
    names.read()
    return [_previewed(*record, *pair, names) for record, pair in states.items()], total


def _states(number, touched):
    """{(record type, number): its states at the revision and before it}, of one statement."""
    records_of, versions = {}, {}
    for record_type, key in touched:
        records_of.setdefault(TYPES[record_type].model, []).append(key)
    for version in versions_at(records_of, number - 1, number):
        versions.setdefault((version.type, version.record), []).append(version)
    return {
        record: [State(TYPES[record[0]].model, record[1], at, versions.get(record, ())) for at in (number, number - 1)]
        for record in touched
    }


def _previewed(record_type, key, now, then, names):
    own = now.own or then.own or {}
    name = own.get(name_of(TYPES[record_type].model)) or str(key)
    return RecordPreview(record_type, key, own.get("slug", ""), name, tuple(differences_of_rows(now, then, names)))
