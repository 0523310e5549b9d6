"""Filters of one value: words, dates, amounts, moments, lists with commas."""

import re
from datetime import UTC
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from values.amounts import StatedAmount
from values.dates import ALLOWED as DATES_ALLOWED
from values.dates import PartialDate

from .query_filter import QueryFilter

WORDS_AT_MOST = 200


class SingleValueFilter(QueryFilter):
    """A filter of one value, read by `parse` and applied as a condition by `filter`."""

    is_planned = False

    def parse(self, text):
        """What the text says. Raises ValueError."""
        return text

    def read(self, texts):
        text = texts[-1].strip()
        if not text:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            raise self.refused(error) from None

    def in_words(self, values, data):
        """{value: what a reader is told of it}, for values that were read without an error."""
        return {value: value for value in values}


class NameFilter(SingleValueFilter):
    """Every word stands in the name or in a further name."""

    def parse(self, text):
        if len(text) > WORDS_AT_MOST or "\0" in text:
            raise ValueError(_("At most %(most)s characters of text.") % {"most": WORDS_AT_MOST})
        return text.split()

    def filter(self, queryset, value):
        title = "name" if hasattr(queryset.model, "names") else "title"
        for word in value:
            found = Q(**{f"{title}__icontains": word})
            if title == "name":
                found |= Q(pk__in=queryset.model.objects.filter(names__text__icontains=word).values("pk"))
            queryset = queryset.filter(found)
        return queryset


def days(date: PartialDate) -> DateRange:
    """Every day that the date names, as a parameter of SQL."""
    return DateRange(date.earliest, date.latest, "[]")


class DateFilter(SingleValueFilter):
    """A date that lies certainly (`contained_by`) or possibly (`overlap`) within a span in EDTF."""

    is_planned = True
    allowed = (DATES_ALLOWED,)

    def __init__(self, field, lookup, **kwargs):
        self.dated, self.lookup = field, f"{field}_span__{lookup}"
        super().__init__(**kwargs)

    def parse(self, text):
        return days(PartialDate.read(text))

    def mapped(self, value, leaf):
        return leaf(value)

    def days_of(self, field, value):
        return (value,) if self.dated == field else ()

    def filter(self, queryset, value):
        return queryset.filter(**{self.lookup: value})

    def in_words(self, values, data):
        return {value: PartialDate.read(value.strip()).in_words for value in values}


class AmountFilter(SingleValueFilter):
    """An amount that is certainly (`contained_by`) or possibly (`overlap`) at least or at most a number."""

    allowed = ("a number in whole units, like 50000000",)

    def __init__(self, lookup, end, **kwargs):
        self.lookup, self.end = f"amount_span__{lookup}", end
        super().__init__(**kwargs)

    def parse(self, text):
        if not re.fullmatch(r"\d{1,20}(\.\d{1,4})?", text):
            raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:60]})
        return Decimal(text)

    def filter(self, queryset, value):
        low, high = (value, None) if self.end == "min" else (None, value)
        return queryset.filter(**{self.lookup: NumericRange(low, high, "[]")})

    def in_words(self, values, data):
        """Like "US$50M", in the currency that the query names, or with its unit."""
        currency, unit = data.get("currency", ""), data.get("unit", "")
        told = {value: StatedAmount("", currency, *[self.parse(value.strip())] * 2, "[]").in_words for value in values}
        return {value: f"{words} {unit}" if unit and not currency else words for value, words in told.items()}


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
        return queryset.filter(updated_at__gte=value)


class ListFilter(SingleValueFilter):
    """One of several values with commas between them."""

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
