"""What the derived rows of companies say, and what they ought to say, read off the records one by one."""

from collections import Counter
from datetime import date

from companies.models import Company, MilestoneYear
from companies.models.milestone_year import FIRST_YEAR, LAST_YEAR
from names.models import FacetBits, FacetPair
from names.models.facet_bits import BITS

PAIR = ("facet", "value", "other_facet", "other_value", "members")


def stored():
    """What the database keeps: facets and values of companies, years of milestones, and how many have two values."""
    facets = {
        (row.facet, row.value, row.block * BITS + index)
        for row in FacetBits.objects.filter(record_type="companies")
        for index, bit in enumerate(row.bits) if bit == "1"
    }  # fmt: skip
    pairs = FacetPair.objects.filter(record_type="companies").exclude(members=0)
    return (
        facets,
        set(MilestoneYear.objects.values_list("company", "segment", "authority", "year", "key")),
        {pair[:4]: pair[4] for pair in pairs.values_list(*PAIR)},
    )


def expected():
    """The same from the published companies."""
    facets, years, pairs = set(), set(), Counter()
    for company in Company.objects.published():
        segments = list(company.segments.published())
        milestones = list(company.milestones.published().filter(authority__is_published=True))
        values = {("all", ""), ("kind", company.kind), ("coverage", company.coverage), ("country", company.country)}
        values |= {("segment", segment.slug) for segment in segments} or {("segment", "(none)")}
        values |= {("authority", milestone.authority.slug) for milestone in milestones} or {("authority", "(none)")}
        if ("country", "") in values:
            values = values - {("country", "")} | {("country", "(none)")}
        pairs.update((*one, *other) for one in values for other in values)
        facets |= {(*value, company.pk) for value in values}
        years |= {
            (company.pk, segment.pk, milestone.authority_id, year, company.name.lower())
            for segment in segments for milestone in milestones for year in years_of(milestone.when_span)
        }  # fmt: skip
    return facets, years, dict(pairs)


def years_of(span):
    """The years from 1950 to 2049 that a span of days touches."""
    return [
        year for year in range(FIRST_YEAR, LAST_YEAR + 1)
        if span and (span.lower is None or span.lower <= date(year, 12, 31))
        and (span.upper is None or span.upper > date(year, 1, 1))
    ]  # fmt: skip
