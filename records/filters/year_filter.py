"""The years of a date: a facet that counts a record in every year in which its date can lie."""

import re

from django.db.models import Count, DateField, F, Func, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from values.dates import PartialDate

from .facet_filters import VALUES_AT_MOST
from .query_filter import QueryFilter, no_nul
from .value_filters import days


class YearFilter(QueryFilter):
    """A date that can lie in any of the years; a facet. An undated record is in none: `dated=false` finds it."""

    is_facet = True
    takes_several = True
    kind = "years"
    shape = re.compile(r"[12][0-9]{3}")

    def __init__(self, field, **kwargs):
        self.span = f"{field}_span"
        super().__init__(**kwargs)

    def read(self, texts):
        years = dict.fromkeys(no_nul(self, texts))
        for year in years:
            if not self.shape.fullmatch(year):
                raise self.refused(_("“%(text)s” is no year.") % {"text": year[:60]}, ["1000 to 2999"])
        return tuple(days(PartialDate(year)) for year in years)

    def mapped(self, value, leaf):
        return tuple(leaf(year) for year in value)

    def filter(self, queryset, value):
        wanted = Q()
        for year in value:
            wanted |= Q(**{f"{self.span}__overlap": year})
        return queryset.filter(wanted)

    def days_of(self, field, value):
        return value if self.span == f"{field}_span" else ()

    def counts(self, queryset, same_row=None, chosen=()):
        """([(year, label, count)], True) in order of time, from the first year that any date names to the last.

        A span with an open end counts up to there. One query: as many rows as there are different spans of years.
        """
        spans = (
            queryset.filter(**{f"{self.span}__isnull": False})
            .order_by()
            .annotate(_first=_year(self.span, "lower"), _behind=_year(self.span, "upper"))
            .values_list("_first", "_behind")
            .annotate(Count("pk"))
        )
        spans = list(spans)
        named = [year for span in spans for year in span[:2] if year] + [int(year) for year in chosen]
        if not named:
            return [], True
        first, last = max(min(named), max(named) - VALUES_AT_MOST + 1), max(named)
        counted = dict.fromkeys(range(first, last + 1), 0)
        for start, end, count in spans:
            for year in range(max(start or first, first), min(end or last, last) + 1):
                counted[year] += count
        return [(str(year), str(year), count) for year, count in counted.items() if count], True

    def in_words(self, values, data):
        return {value: value for value in values}


def _year(span, end):
    """The year of the first or the last day of a span; NULL where it is open. A range ends the day behind its last."""
    day = Func(F(span), function=end, output_field=DateField())
    if end == "upper":
        day = Func(day, template="(%(expressions)s - 1)", output_field=DateField())
    return ExtractYear(day)
