"""The history of one record: the revisions that readers saw change it, newest first, with what differs in words."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.models import Kind
from history.moments import Moment
from records.prepared_statements import Statement

from .differences import differences, need_names_of
from .rows import State, versions_at, versions_between
from .words import NamesThen

TOUCHING = """
SELECT r.number, r.at, r.author, r.kind, r.reason, coalesce(b.is_published, false), (
    SELECT max(p.until) - 1 FROM history.{table} p WHERE p.id = t.record AND p.is_published AND p.until <= r.number)
FROM history.touched t JOIN history.revision r ON r.number = t.revision
LEFT JOIN history.{table} b ON b.id = t.record AND b.since < r.number AND (b.until IS NULL OR b.until >= r.number)
LEFT JOIN history.{table} a ON a.id = t.record AND a.since <= r.number AND (a.until IS NULL OR a.until > r.number)
WHERE t.record_type = $1 AND t.record = $2 AND t.revision < $3 AND (b.is_published OR a.is_published)
ORDER BY t.revision DESC LIMIT $4
"""


@dataclass(frozen=True)
class RevisionOfRecord:
    """A revision with what it changed of one record."""

    number: int
    at: datetime
    author: str
    kind: str
    reason: str
    was_published: bool
    last_published: int | None
    changes: tuple = ()

    @property
    def kind_label(self):
        return Kind(self.kind).label if self.kind else ""

    @property
    def in_a_line(self):
        """“Last changed in revision 12, 29 November 2026: amount: undisclosed → tens of millions of dollars.”"""
        values = {"number": self.number, "day": date_format(self.at, "j F Y")}
        if not self.was_published:
            return _("Published in revision %(number)s, %(day)s.") % values
        if not self.changes:
            return _("Last changed in revision %(number)s, %(day)s.") % values
        first, *others = self.changes
        more = ngettext("and %(number)s more", "and %(number)s more", len(others)) % {"number": len(others)}
        values |= {"what": first.in_words, "more": f" ({more})" if others else ""}
        return _("Last changed in revision %(number)s, %(day)s: %(what)s%(more)s.") % values

    @property
    def document(self):
        return {
            "revision": self.number, "at": self.at, "kind": self.kind, "reason": self.reason,
            "changes": [change.document for change in self.changes],
        }  # fmt: skip

    @property
    def seen_before(self):
        """The last moment before it at which readers saw the record; that before it where they never did."""
        return self.number - 1 if self.was_published or self.last_published is None else self.last_published


def history_page(model, record, before, size):
    """(revisions, the revision before which the next page begins or None), of three statements."""
    touching = Statement(TOUCHING.format(table=connection.ops.quote_name(model._meta.db_table)))
    revisions = [RevisionOfRecord(*row) for row in touching.rows([model.record_type, record, before, size + 1])]
    following = revisions[size - 1].number if len(revisions) > size else None
    return _with_changes(model, record, revisions[:size]), following


def _with_changes(model, record, revisions):
    if not revisions:
        return []
    oldest = min(revision.seen_before for revision in revisions)
    versions = versions_between(model, [record], oldest, revisions[0].number)
    states = {
        moment: State(model, record, moment, versions)
        for revision in revisions for moment in (revision.seen_before, revision.number - 1, revision.number)
    }  # fmt: skip
    names, found = NamesThen(), []
    for revision in revisions:
        need_names_of(states[revision.seen_before], states[revision.number], names)
    names.read()
    for revision in revisions:
        new = states[revision.number]
        changes = differences(states[revision.seen_before], new, names)
        if not revision.was_published and revision.last_published is not None:
            changes = [*differences(states[revision.number - 1], new, names), *changes]
        found.append(replace(revision, changes=tuple(changes)))
    return found


def net_changes(model, record, old: Moment, new: Moment):
    """What differs of a record between two moments, in words; two statements."""
    versions = versions_at({model: [record]}, old.number, new.number)
    states = [State(model, record, moment.number, versions) for moment in (old, new)]
    names = NamesThen()
    need_names_of(*states, names)
    names.read()
    return differences(*states, names)
