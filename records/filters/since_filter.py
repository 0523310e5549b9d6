"""The filter of records that changed at or after a moment."""

from datetime import UTC

from django.db.models.expressions import RawSQL
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from .value_filters import SingleValueFilter

CHANGED_OR_TAKEN_BACK = """
SELECT id FROM "{table}" WHERE updated_at >= %s AND is_published
UNION ALL SELECT t.record FROM history.revision r JOIN history.touched t ON t.revision = r.number
WHERE r.kind = 'undo' AND r.at >= %s AND t.record_type = '{record_type}'
    AND r.number <= coalesce(nullif(current_setting('kb.as_of', true), '')::bigint, r.number)
"""
"""An undo puts the time of change back as well: what it touched has changed all the same."""


class SinceFilter(SingleValueFilter):
    """Changed at or after a moment."""

    allowed = ("2026-11-23", "2026-11-23T12:00:00Z")

    def parse(self, text):
        """In UTC: PostgreSQL knows no time zone as far away as Python does. Raises ValueError."""
        try:
            moment = parse_datetime(text) or parse_datetime(f"{parse_date(text)}T00:00:00Z")
            if moment:
                return (moment if moment.tzinfo else make_aware(moment)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise ValueError(_("“%(text)s” is no moment in time.") % {"text": text[:60]})

    def filter(self, queryset, value):
        meta = queryset.model._meta
        sql = CHANGED_OR_TAKEN_BACK.format(table=meta.db_table, record_type=queryset.model.record_type)
        return queryset.filter(pk__in=RawSQL(sql, (value, value)))
