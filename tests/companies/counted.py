"""Facets counted twice: from bit sets and pairs, and by the filters themselves."""

from django.db import connection
from django.http import QueryDict

from companies.derived import FACETS
from companies.filters import CompanyFilters
from companies.models import Company
from records.filters import ChoiceFilter

QUESTIONS = 150


def rows_of(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def filters(chosen):
    data = QueryDict(mutable=True)
    for name, values in chosen.items():
        data.setlist(name, values)
    return CompanyFilters(data, queryset=Company.objects.published())


def by_filters(facet, chosen):
    """[(value, label, count)] as the filter set counts; words of a vocabulary by frequency."""
    filterset = filters(chosen)
    filterset.validated_queryset()
    counted = filterset.counts(facet)[0]
    rows = [(value, "(none)" if value == "(none)" else str(label), count) for value, label, count in counted]
    if isinstance(filterset.filters[facet], ChoiceFilter):
        rows = sorted(((value, value, count) for value, _label, count in rows), key=lambda row: (-row[2], row[0]))
    return rows


def check(chosen):
    """Every facet and the number of records under these choices, by bit sets and by the filter set."""
    facets = list(FACETS.named_in)
    rows = rows_of(*FACETS.counts(facets, chosen))
    for facet in facets:
        assert [row[1:] for row in rows if row[0] == facet] == by_filters(facet, chosen), (facet, chosen)
    assert rows_of(*FACETS.total(chosen)) == [(filters(chosen).validated_queryset().count(),)], chosen


def choices(chance):
    """Random choices of values that there are."""
    there = {facet: [value for value, _label, _count in by_filters(facet, {})] for facet in FACETS.named_in}
    for _question in range(QUESTIONS):
        names = chance.sample(sorted(name for name in there if there[name]), chance.choice([0, 1, 1, 2, 3, 4]))
        yield {name: chance.sample(there[name], min(len(there[name]), chance.choice([1, 1, 2, 3]))) for name in names}
