"""What became of records in the eyes of readers: created, changed, withdrawn, deleted or merged."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalogue.record_types import TYPES
from companies.models import Company
from sources.models.searchable import name_of

from .requests import LARGEST

STOOD_AT = "{version}.since <= {moment} AND ({version}.until IS NULL OR {version}.until > {moment})"
BEFORE_AND_AFTER = """
SELECT w.place, coalesce(a.slug, b.slug, e.slug), coalesce(a.{name}, b.{name}, e.slug),
    coalesce(b.is_published, e.slug IS NOT NULL), coalesce(a.is_published, false),
    a.id IS NULL, coalesce(n.is_published, false), ARRAY[{companies}]::bigint[]
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) AS w (place, old, new, record)
LEFT JOIN history.{table} b ON b.id = w.record AND b.since <= w.old AND (b.until IS NULL OR b.until > w.old)
LEFT JOIN history.{table} a ON a.id = w.record AND a.since <= w.new AND (a.until IS NULL OR a.until > w.new)
LEFT JOIN public.{table} n ON n.id = w.record
LEFT JOIN history.erased e ON e.record_type = '{type}' AND e.record = w.record
    AND e.revision > w.old AND e.revision <= w.new
"""
COMPANY_SEEN = """
CASE WHEN {version}.is_published AND EXISTS (SELECT FROM history.{companies} c
    WHERE c.id = {version}.company_id AND c.is_published AND {stood}) THEN {version}.company_id END
"""
SUCCESSORS = """
WITH RECURSIVE led (place, record, steps) AS (
    SELECT w.place, s.object_id, 1 FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS w (place, new, slug)
    JOIN LATERAL (SELECT h.object_id FROM history.entities_successor h
        WHERE h.content_type_id = {type} AND h.slug = w.slug AND h.object_id IS NOT NULL
            AND (h.until IS NULL OR h.until > w.new)
        ORDER BY h.since DESC LIMIT 1) s ON true
    UNION ALL
    SELECT led.place, s.object_id, led.steps + 1 FROM led
    JOIN LATERAL (SELECT h.slug FROM history.{table} h WHERE h.id = led.record
        ORDER BY h.since DESC LIMIT 1) gone ON true
    JOIN public.entities_successor s ON s.content_type_id = {type} AND s.slug = gone.slug AND s.object_id IS NOT NULL
    WHERE led.steps < 20 AND NOT EXISTS (SELECT FROM public.{table} r WHERE r.id = led.record)
)
SELECT DISTINCT ON (led.place) led.place, r.slug
FROM led LEFT JOIN public.{table} r ON r.id = led.record AND r.is_published
ORDER BY led.place, led.steps DESC
"""


class ChangeKind(TextChoices):
    """What a revision did to a record, as readers see it."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")
    MERGED = "merged", _("merged")


@dataclass(frozen=True)
class Touched:
    """A record that the revisions after `old`, up to `new`, touched."""

    old: int
    new: int
    type: str
    record: int


@dataclass(frozen=True)
class RecordChange:
    """What became of a record; `name` is that which it had then, `is_here` says whether readers see it now."""

    type: str
    slug: str
    name: str
    change: str
    successor: str | None
    is_here: bool
    touched: Touched

    @property
    def document(self):
        return {"type": self.type, "slug": self.slug, "change": self.change, "successor": self.successor}

    @property
    def label(self):
        return ChangeKind(self.change).label

    @property
    def type_label(self):
        return TYPES[self.type].model._meta.verbose_name


def record_changes(touched, criteria) -> list[RecordChange]:
    """The changes of touched records that readers see and the criteria ask for, in the same order; two statements."""
    found = {}
    for place, slug, name, *seen, is_here, companies in _before_and_after(touched, criteria):
        change = _change(*seen)
        if change and (not criteria.company or set(companies) & set(criteria.companies)):
            found[place] = (slug, name, change, is_here)
    gone = {place: slug for place, (slug, _name, change, _here) in found.items() if change == ChangeKind.DELETED}
    successors, changes = _successors(touched, gone), []
    for place, (slug, name, change, is_here) in sorted(found.items()):
        change = ChangeKind.MERGED if place in successors else change
        record = touched[place]
        changes.append(RecordChange(record.type, slug, name, str(change), successors.get(place), is_here, record))
    return changes


def _change(was_published, is_published, is_gone):
    if is_published:
        return ChangeKind.CHANGED if was_published else ChangeKind.CREATED
    if was_published:
        return ChangeKind.DELETED if is_gone else ChangeKind.WITHDRAWN
    return None


def _of_types(touched, places):
    """{record type: places of its records}."""
    of_types = {}
    for place in places:
        of_types.setdefault(touched[place].type, []).append(place)
    return of_types


def _before_and_after(touched, criteria):
    parts, values = [], []
    for name, places in _of_types(touched, range(len(touched))).items():
        model = TYPES[name].model
        parts.append(
            BEFORE_AND_AFTER.format(
                table=connection.ops.quote_name(model._meta.db_table),
                type=name,
                name=name_of(model),
                companies=_companies(model) if criteria.company else "",
            )
        )
        records = [touched[place] for place in places]
        values += [places, *([getattr(record, key) for record in records] for key in ("old", "new", "record"))]
    return _rows(parts, values)


def stood_at(version, moment):
    """The condition that a version of a row stood at a moment."""
    return STOOD_AT.format(version=version, moment=moment)


def has_company(model):
    """Whether records of a model are of a company."""
    return any(field.name == "company" for field in model._meta.concrete_fields)


def _companies(model):
    """The numbers of the company that a record was of before and after, and is of now: where readers see both."""
    if model.record_type == "companies":
        return "w.record"
    if not has_company(model):
        return ""
    table = connection.ops.quote_name(Company._meta.db_table)
    return ", ".join(
        COMPANY_SEEN.format(version=version, companies=table, stood=stood_at("c", moment))
        for version, moment in (("b", "w.old"), ("a", "w.new"), ("n", LARGEST))
    )


def _successors(touched, slugs):
    """{place: slug of the published record that took the address over, or None} of those that lead on."""
    parts, values = [], []
    for name, places in _of_types(touched, slugs).items():
        model = TYPES[name].model
        number = ContentType.objects.get_for_model(model).pk
        parts.append(SUCCESSORS.format(table=connection.ops.quote_name(model._meta.db_table), type=number))
        values += [places, [touched[place].new for place in places], [slugs[place] for place in places]]
    return dict(_rows(parts, values))


def _rows(parts, values):
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({part})" for part in parts), values)
        return cursor.fetchall()
