"""The history of a record as editors see it: drafts and authors included, each value ready to be put back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from history.models import Kind

from .differences import Change, differences_of_rows, need_names_of
from .rows import State, versions_between
from .words import NamesThen

TOUCHING = """
SELECT r.number, r.at, r.author, r.kind, r.reason
FROM history.touched t JOIN history.revision r ON r.number = t.revision
WHERE t.record_type = %s AND t.record = %s AND t.revision < %s ORDER BY t.revision DESC LIMIT %s
"""

FIRST = """
SELECT min(r.at) FROM history.touched t JOIN history.revision r ON r.number = t.revision
WHERE t.record_type = %s AND t.record = %s
"""


@dataclass(frozen=True)
class EditorsRevision:
    """A revision and what it did to one record."""

    number: int
    at: datetime
    author: str
    kind: str
    reason: str
    changes: tuple[Change, ...] = ()

    @property
    def get_kind_display(self):
        return Kind(self.kind).label if self.kind else ""


def editors_history(model, record, before, size):
    """(revisions of a record, newest first; the revision before which the next page begins, or None)."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHING, [model.record_type, record, before, size + 1])
        found = cursor.fetchall()
    following = found[size - 1][0] if len(found) > size else None
    revisions = found[:size]
    if not revisions:
        return [], None
    versions = versions_between(model, [record], revisions[-1][0] - 1, revisions[0][0])
    names = NamesThen(drafts=True)
    states = {row[0]: [State(model, record, at, versions) for at in (row[0] - 1, row[0])] for row in revisions}
    for pair in states.values():
        need_names_of(*pair, names)
    names.read()
    shown = [EditorsRevision(*row, tuple(differences_of_rows(*states[row[0]], names))) for row in revisions]
    return shown, following


def logged_before_revisions(record):
    """What Django's log of the admin says of a record from before its first revision, newest first, without values."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [record.record_type, record.pk])
        first = cursor.fetchone()[0]
    entries = LogEntry.objects.filter(object_id=str(record.pk)).select_related("user")
    entries = entries.filter(content_type=ContentType.objects.get_for_model(record))
    return entries.filter(action_time__lt=first) if first else entries
