"""Counts from bit sets, and pages from years of milestones, are those of the filters themselves."""

import random

import pytest
from django.db.models.functions import Lower

from companies import derived
from companies.derived import FACETS
from companies.filters import CompanyFilters
from companies.models import MilestoneYear
from companies.models.company import CompanyKind, Coverage
from market.models import Segment
from regulatory.models import Authority
from tests.builders import make_authority, make_company, make_milestone, make_segment
from tests.companies.counted import asked, check, choices, filters

pytestmark = pytest.mark.django_db


def crowd(chance, companies=60):
    """Companies with everything at random, drafts among all of it."""

    def draft():
        return {"is_published": chance.random() > 0.15}

    segments = [make_segment(slug=f"segment-{n}", name=f"Segment {n * 7 % 12:02}", **draft()) for n in range(12)]
    authorities = [make_authority(slug=f"authority-{number}", **draft()) for number in range(6)]
    for number in range(companies):
        company = make_company(
            name=f"{chance.choice('aAbB推')} {number}", kind=chance.choice(CompanyKind.values),
            coverage=chance.choice(Coverage.values), country=chance.choice(["", "CN", "CN", "US", "DE"]),
            segments=chance.sample(segments, chance.choice([0, 1, 1, 2, 3])), **draft(),
        )  # fmt: skip
        for _step in range(chance.choice([0, 1, 2, 3])):
            when = chance.choice(["2021", "2021-03", "2020/..", "../2019", "2019/2022", "2022~", "1949", None])
            make_milestone(company=company, authority=chance.choice(authorities), when=when, **draft())


def test_counts_of_a_crowd_are_those_of_the_filters():
    crowd(random.Random(5))
    for chosen in choices(random.Random(6)):
        check(chosen)


def test_a_choice_that_finds_nothing_counts_nothing():
    make_company(country="CN", segments=[make_segment()])
    for chosen in ({"country": ["XX"]}, {"country": ["XX"], "segment": ["nothing"]}):
        assert asked(*FACETS.total(chosen)) == [(0,)]
        assert asked(*FACETS.counts(["segment"], chosen)) == []


def test_at_most_two_hundred_values_are_counted_and_those_that_are_chosen():
    segments = [make_segment(slug=f"segment-{number}", name=f"Segment {number:03}") for number in range(203)]
    make_company(segments=segments)
    make_company(segments=segments[:100])
    check({})
    rows = asked(*FACETS.counts(["segment"], {"segment": ["segment-202", "segment-0", "segment-201"]}))
    assert [value for _facet, value, _label, _count in rows] == [
        *(f"segment-{number}" for number in range(200)), "segment-201", "segment-202",
    ]  # fmt: skip
    assert [count for _facet, _value, _label, count in rows] == [2] * 100 + [1] * 102


def test_facets_are_counted_in_one_statement_whose_text_is_the_same_for_any_values():
    one, _values = FACETS.counts(["segment", "country"], {"segment": ["a", "b"], "kind": ["ai"]})
    other, values = FACETS.counts(["segment", "country"], {"segment": ["b", "c'd", "e"], "kind": ["media"]})
    assert one == other
    assert values == {"segment": ["b", "c'd", "e"], "kind": ["media"]}


def test_only_what_has_sets_is_covered():
    assert FACETS.covers(["segment", "country"])
    assert not FACETS.covers(["segment", "city"])
    assert set(FACETS.named_in) < set(CompanyFilters.base_filters)


def listed(size=3, **wanted):
    """The numbers of the companies of a segment, authority and year, page by page."""
    found, place = [], {}
    while rows := asked(derived.page_of_milestone_year(behind=bool(place)), wanted | {"size": size} | place):
        found += [company for _key, company in rows]
        place = dict(zip(("key", "company"), rows[-1], strict=True))
    return found


@pytest.mark.parametrize("year", [1950, 1960, 2019, 2020, 2021, 2022, 2023, 2049])
def test_the_list_of_a_segment_authority_and_year_is_that_of_the_filters(year):
    crowd(random.Random(7), companies=40)
    assert MilestoneYear.objects.filter(year=year).exists()
    for authority in Authority.objects.published():
        for segment in Segment.objects.published():
            chosen = {"segment": [segment.slug], "milestone": [f"@{authority.slug}:{year}"]}
            wanted = {"segment": segment.slug, "authority": authority.slug, "year": year}
            truth = list(filters(chosen).checked().order_by(Lower("name"), "pk").values_list("pk", flat=True))
            assert listed(**wanted) == truth
            assert asked(derived.count_of_milestone_year(), wanted | {"most": 10_001}) == [(len(truth),)]
            assert asked(derived.count_of_milestone_year(), wanted | {"most": 1}) == [(min(1, len(truth)),)]


def test_backwards_the_nearest_row_comes_first():
    segment, authority = make_segment(slug="s"), make_authority(slug="fda")
    for name in ("A", "b", "C"):
        make_milestone(company=make_company(name=name, segments=[segment]), authority=authority, when="2021")
    wanted = {"segment": "s", "authority": "fda", "year": 2021, "size": 5}
    (last,) = asked(derived.page_of_milestone_year(backwards=True), wanted | {"size": 1})
    assert last[0] == "c"
    sql = derived.page_of_milestone_year(backwards=True, behind=True)
    assert [key for key, _company in asked(sql, wanted | {"key": last[0], "company": last[1]})] == ["b", "a"]


def test_years_without_rows_are_asked_of_the_dates():
    assert [derived.has_year(year) for year in (1949, 1950, 2049, 2050)] == [False, True, True, False]
