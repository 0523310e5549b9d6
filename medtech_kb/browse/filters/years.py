"""The years of a date: a facet that counts a record in every year in which its date can lie."""

import re

import django_filters
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, DateField, F, Func, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from medtech_kb.browse.problems import BadParameter
from medtech_kb.values.dates import PartialDate

from .facetted import VALUES_AT_MOST, Several, key_of


class Years(django_filters.Filter):
    """A date that can lie in any of the years; a facet. An undated record is in none: `dated=false` finds it."""

    is_facet = True
    takes_several = True
    kind = "years"
    row = ""
    allowed = ()
    field_class = Several
    shape = re.compile(r"[12][0-9]{3}")

    def __init__(self, field, **kwargs):
        self.span = f"{field}_span"
        super().__init__(**kwargs)

    key = property(key_of)

    def filter(self, queryset, value):
        if not value:
            return queryset
        wanted = Q()
        for year in dict.fromkeys(value):
            if not self.shape.fullmatch(year):
                message = str(_("“%(text)s” is no year.") % {"text": year[:60]})
                raise BadParameter({"parameter": self.key, "message": message, "allowed": ["1000 to 2999"]})
            date = PartialDate(year)
            wanted |= Q(**{f"{self.span}__overlap": DateRange(date.earliest, date.latest, "[]")})
        return queryset.filter(wanted)

    def counts(self, queryset, same_row=None, chosen=()):
        """[(year, label, count)] in order of time, from the first year that any date names to the last.

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
            return []
        first, last = max(min(named), max(named) - VALUES_AT_MOST + 1), max(named)
        counted = dict.fromkeys(range(first, last + 1), 0)
        for start, end, count in spans:
            for year in range(max(start or first, first), min(end or last, last) + 1):
                counted[year] += count
        return [(str(year), str(year), count) for year, count in counted.items() if count]

    def in_words(self, values, data):
        return {value: value for value in values}


def _year(span, end):
    """The year of the first or the last day of a span; NULL where it is open. A range ends the day behind its last."""
    day = Func(F(span), function=end, output_field=DateField())
    if end == "upper":
        day = Func(day, template="(%(expressions)s - 1)", output_field=DateField())
    return ExtractYear(day)
