"""Lookups of dates that need more than the days that are possible."""

from typing import Any

from django.db.models import Lookup
from django.db.models.expressions import Col


class DaysLookup(Lookup):
    """A lookup of a span of days; `template` is its SQL, of the `date`, its possible days (`span`) and the `days`."""

    prepare_rhs = False
    template = ""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        date, _parameters = self.process_lhs(compiler, connection)
        column = self.lhs.target
        span_field = column.model._meta.get_field(f"{column.name}_span")
        span, _parameters = compiler.compile(Col(self.lhs.alias, span_field))
        days, parameters = self.process_rhs(compiler, connection)
        sql = self.template.format(date=date, span=span, days=days)
        return sql, list(parameters) * self.template.count("{days}")


class CertainlyWithin(DaysLookup):
    """Every day that the date can be is one of the days, and the source does not doubt the date itself."""

    lookup_name = "certainly_within"
    template = "({span} <@ {days} AND strpos(translate(split_part({date}, ' ', 1), chr(37), '?'), '?') = 0)"


class CountedIn(DaysLookup):
    """The date is counted in these days: one moment within bounds, like a deadline, at its known end alone."""

    lookup_name = "counted_in"
    template = "({span} && {days} AND (left({date}, 1) <> '[' OR public.kb_edtf_counted({date}) && {days}))"
