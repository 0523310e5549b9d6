"""Filters of names, dates, years, amounts, moments and comma-separated lists."""

import re
from decimal import Decimal

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.db.models import Case, Count, DateField, F, Func, Q, When
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from values.amounts import StatedAmount
from values.dates import ALLOWED as DATES_ALLOWED
from values.dates import PartialDate

from .counted_values import MAX_VALUES
from .query_filter import QueryFilter, nonempty

MAX_CHARACTERS = 200


class SingleValueFilter(QueryFilter):
    """A filter of one value, read by `parse` and applied as a condition by `filter`."""

    is_prepared = False

    def parse(self, text):
        """Return the value of the text. Raises ValueError."""
        return text

    def read(self, texts):
        text = texts[-1].strip()
        if not text:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            raise self.bad_parameter(error) from None


class NameFilter(SingleValueFilter):
    """Every word occurs in the name or in a further name."""

    def parse(self, text):
        if len(text) > MAX_CHARACTERS or "\0" in text:
            raise ValueError(_("At most %(most)s characters of text.") % {"most": MAX_CHARACTERS})
        return text.split()

    def filter(self, queryset, value):
        title = "name" if hasattr(queryset.model, "names") else "title"
        for word in value:
            matches = Q(**{f"{title}__icontains": word})
            if title == "name":
                matches |= Q(pk__in=queryset.model.objects.filter(names__text__icontains=word).values("pk"))
            queryset = queryset.filter(matches)
        return queryset


def days(date: PartialDate) -> DateRange:
    """The days that the date covers, as a parameter of SQL."""
    return DateRange(date.earliest, date.latest, "[]")


def days_lookup(field: str, is_certain: bool) -> str:
    """The lookup of days within which the date in `field` lies certainly or possibly."""
    return f"{field}__certainly_within" if is_certain else f"{field}_span__overlap"


class DateFilter(SingleValueFilter):
    """Dates certainly or possibly within an EDTF span; one that the source doubts is possible and never certain."""

    is_prepared = True
    allowed = (DATES_ALLOWED,)

    def __init__(self, field, is_certain, **kwargs):
        self.dated, self.is_certain = field, is_certain
        super().__init__(**kwargs)

    def parse(self, text):
        return days(PartialDate.read(text))

    def map_parameters(self, value, function):
        return function(value)

    def days_of(self, field, value):
        """None for possible days: a deadline can lie in days long before the place of its end in the order."""
        return (value,) if self.is_certain and self.dated == field else ()

    def filter(self, queryset, value):
        return queryset.filter(**{days_lookup(self.dated, self.is_certain): value})

    def in_words(self, values, data):
        return {value: PartialDate.read(value.strip()).in_words for value in values}


class YearFilter(QueryFilter):
    """Dates possibly in any of the years; a facet that counts a date of several years in each of them.

    One moment of which only bounds are known, like a deadline, is in the year of the later known one alone, since it
    does not last; `when_possibly` finds it wherever it can lie. An undated record is in none: `dated=false` finds it.
    """

    is_facet = True
    accepts_several = True
    kind = "years"
    shape = re.compile(r"[12][0-9]{3}")

    def __init__(self, field, **kwargs):
        self.dated, self.span = field, f"{field}_span"
        super().__init__(**kwargs)

    def read(self, texts):
        years = dict.fromkeys(nonempty(self, texts))
        for year in years:
            if not self.shape.fullmatch(year):
                raise self.bad_parameter(_("“%(text)s” is no year.") % {"text": year[:60]}, ["1000 to 2999"])
        return tuple(days(PartialDate(year)) for year in years)

    def map_parameters(self, value, function):
        return tuple(function(year) for year in value)

    def filter(self, queryset, value):
        in_years = Q()
        for year in value:
            in_years |= Q(**{f"{self.dated}__counted_in": year})
        return queryset.filter(in_years)

    def days_of(self, field, value):
        return value if self.dated == field else ()

    def counts(self, queryset, same_row=None, chosen=(), among=0):
        """([(year, label, count)], True) in chronological order, from the first year of any date to the last.

        A span with an open end counts up to there. One query, with a row for each distinct span of years.
        """
        at_its_end = When(
            **{f"{self.dated}__startswith": "["},
            then=Func(F(self.dated), function="kb_edtf_counted", output_field=DateRangeField()),
        )
        counted = Case(at_its_end, default=F(self.span), output_field=DateRangeField())
        spans = (
            queryset.filter(**{f"{self.span}__isnull": False})
            .order_by()
            .annotate(_first=_year(counted, "lower"), _last=_year(counted, "upper"))
            .values_list("_first", "_last")
            .annotate(Count("pk"))
        )
        spans = list(spans)
        years = [year for span in spans for year in span[:2] if year] + [int(year) for year in chosen]
        if not years:
            return [], True
        first, last = max(min(years), max(years) - MAX_VALUES + 1), max(years)
        counted = dict.fromkeys(range(first, last + 1), 0)
        for start, end, count in spans:
            for year in range(max(start or first, first), min(end or last, last) + 1):
                counted[year] += count
        return [(str(year), str(year), count) for year, count in counted.items() if count], True


def _year(span, end):
    """The year of the first or the last day of a span; NULL where it is open. A range ends the day after its last."""
    day = Func(span, function=end, output_field=DateField())
    if end == "upper":
        day = Func(day, template="(%(expressions)s - 1)", output_field=DateField())
    return ExtractYear(day)


class AmountFilter(SingleValueFilter):
    """Amounts certainly (`contained_by`) or possibly (`overlap`) at least or at most a number."""

    allowed = ("a number in whole units, like 50000000", "50,000,000", "50 million", "US$50 million")
    plain = re.compile(r"\d{1,20}(\.\d{1,4})?")
    scaled = re.compile(r"[\d.,]+ ?(thousand|million|billion|trillion|[十百千]?[万亿])?", re.IGNORECASE)

    def __init__(self, lookup, end, **kwargs):
        self.lookup, self.end = f"amount_span__{lookup}", end
        super().__init__(**kwargs)

    def parse(self, text):
        """One number: as it stands, or as the reader of stated amounts reads it, without a doubt. Raises ValueError."""
        if self.plain.fullmatch(text):
            return Decimal(text)
        read = StatedAmount.read(text[:60])
        is_clear = self.scaled.fullmatch(text) or (read.currency and not read.currency_inferred)
        if not is_clear or read.low is None or read.low != read.high or read.approximate or read.low < 0:
            raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:60]})
        return read.low

    def filter(self, queryset, value):
        low, high = (value, None) if self.end == "min" else (None, value)
        return queryset.filter(**{self.lookup: NumericRange(low, high, "[]")})

    def in_words(self, values, data):
        """Like "US$50M", in the currency that the query names, or with its unit."""
        currency, unit = data.get("currency", ""), data.get("unit", "")
        labels = {
            value: StatedAmount("", currency, *[self.parse(value.strip())] * 2, "[]").in_words for value in values
        }
        return {value: f"{words} {unit}" if unit and not currency else words for value, words in labels.items()}


class ListFilter(SingleValueFilter):
    """Records with one of several values, separated by commas."""

    is_joined = True

    def __init__(self, column, pattern, **kwargs):
        self.column, self.pattern = column, pattern
        super().__init__(**kwargs)

    @property
    def allowed(self):
        return ("1,2,3",) if self.column == "id" else ("first-slug,second-slug",)

    def parse(self, text):
        items = [item.strip() for item in text.split(",")]
        if len(items) > 500 or not all(re.fullmatch(self.pattern, item) for item in items):
            raise ValueError(_("Up to 500 values with commas between them."))
        return items

    def filter(self, queryset, value):
        return queryset.filter(**{f"{self.column}__in": value})
