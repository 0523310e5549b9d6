"""What each row of a table would do, before anything is written."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from curation.fixture_schema import FIXTURE_MODELS, is_relation
from curation.loading import check_read
from curation.verifying import warnings_of_amounts
from values.dates import PartialDate

NEW, CHANGED, SAME, DOUBTFUL, ERROR = "new", "changed", "same", "doubtful", "error"
VERDICTS = {
    ERROR: gettext_lazy("error"), DOUBTFUL: gettext_lazy("to be answered"), NEW: gettext_lazy("new"),
    CHANGED: gettext_lazy("changes"), SAME: gettext_lazy("same"),
}  # fmt: skip


@dataclass
class PlannedRow:
    """What one row would do: `changes` is [(key, before, after)], `mistakes` and `notes` are [(cell, words)]."""

    number: int
    slug: str
    is_draft: bool
    verdict: str = SAME
    changes: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def kept(self):
        return vars(self)


@dataclass
class Plan:
    """What a table would do; `mistakes` are those of no row."""

    rows: list
    mistakes: list
    questions: list
    columns: dict

    @property
    def counts(self):
        return Counter(row.verdict for row in self.rows)

    @property
    def is_ready(self):
        return not (self.mistakes or self.counts[ERROR] or any(not one.answer for one in self.questions))

    @property
    def digest(self):
        """What tells this plan from that of other data."""
        return hashlib.sha256(json.dumps([row.kept() for row in self.rows]).encode()).hexdigest()

    def kept(self) -> dict:
        """As plain data."""
        return {
            "rows": [row.kept() for row in self.rows], "mistakes": self.mistakes, "columns": self.columns,
            "questions": [question.kept() for question in self.questions], "counts": self.counts,
            "is_ready": self.is_ready, "digest": self.digest,
        }  # fmt: skip


def plan_of(records) -> Plan:
    """The Plan of a Records that has been read."""
    existing = {model: {one.slug: one for one in records.snapshot.records[model]} for model in FIXTURE_MODELS}
    check_read(records.reader, existing)
    mistakes, notes = defaultdict(list), defaultdict(list)
    for mistake in records.mistakes():
        mistakes[int(mistake.line)].append((str(mistake.line), mistake.message))
    for warning in warnings_of_amounts(records.reader.rows):
        notes[int(warning.line)].append((str(warning.line), warning.message))
    asked = {row for row, _column in records.questions.open_places()}
    rows = [_planned(records, number, existing, mistakes, notes, asked) for number, _cells in records.table.rows]
    of_no_row = [one for number in mistakes.keys() - {row.number for row in rows} for one in mistakes[number]]
    questions = sorted(records.questions.asked.values(), key=lambda one: (bool(one.answer), one.places[0]))
    return Plan(rows, of_no_row, questions, {str(number): key for number, key in records.columns.items()})


def _planned(records, number, existing, mistakes, notes, asked):
    slug = records.slugs[number]
    stored, read = records.stored.get(slug), records.reader.rows[records.model].get(slug)
    planned = PlannedRow(number, slug, bool(read and read.values.get("is_published") is False))
    planned.mistakes, planned.notes = mistakes.get(number, []), notes.get(number, [])
    if planned.mistakes:
        planned.verdict = ERROR
    elif number in asked:
        planned.verdict = DOUBTFUL
    elif stored is None:
        planned.verdict = NEW
    else:
        planned.changes = list(_changes(records, number, stored, read))
        planned.verdict = CHANGED if planned.changes else SAME
    return planned


def _changes(records, number, stored, read):
    """(key, before, after) of each value that a row changes."""
    slugs, schema = records.snapshot.slugs, records.schema
    before = records.snapshot.mapping_of(records.model, stored)
    for key in dict.fromkeys(records.columns.values()):
        if key in schema.lists:
            old, new = before.get(key, []), sorted(read.lists.get(key, []))
            if old != new:
                yield key, ", ".join(old), ", ".join(new)
        elif key == "amount":
            if stored.amount_stated != (new := read.values.get("amount_stated", "")):
                yield key, stored.amount_stated, new
        elif key in schema.fields and key != "slug":
            field = schema.fields[key]
            old, new = getattr(stored, field.attname), read.values.get(key)
            old = slugs[field.related_model].get(old) if is_relation(field) else old
            if (old or "") != (new or ""):
                yield key, _shown(old), _shown(new)
        elif key in records.added[number]:
            yield key, "", records.added[number][key]


def _shown(value):
    return value.text if isinstance(value, PartialDate) else str(value if value is not None else "")
