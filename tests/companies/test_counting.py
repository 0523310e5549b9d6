"""Counts from bit sets, and pages from years of milestones, are those of the filters themselves."""

import random

import pytest
from django.db.models.functions import Lower

from companies.derived import FACETS, MILESTONE_YEARS
from companies.filters import CompanyFilters
from companies.models import MilestoneYear
from companies.models.company import CompanyKind, Coverage
from market.models import Segment
from regulatory.models import Authority
from tests.api.asking import ask, slugs
from tests.builders import make_authority, make_company, make_milestone, make_segment
from tests.companies.counted import check, choices, filters, rows_of

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
        assert rows_of(*FACETS.total(chosen)) == [(0,)]
        assert rows_of(*FACETS.counts(["segment"], chosen)) == []


def test_at_most_two_hundred_values_are_counted_and_those_that_are_chosen():
    segments = [make_segment(slug=f"segment-{number}", name=f"Segment {number:03}") for number in range(203)]
    make_company(segments=segments)
    make_company(segments=segments[:100])
    check({})
    rows = rows_of(*FACETS.counts(["segment"], {"segment": ["segment-202", "segment-0", "segment-201"]}))
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


def listed(client, **parameters):
    """The slugs of the list, three by three, and how many it says that there are."""
    page = ask(client, "companies", page_size=3, **parameters)
    results, count = slugs(page), page["count"]
    while page["next"]:
        page = ask(client, page["next"])
        results += slugs(page)
    return results, count


@pytest.mark.parametrize("year", [1950, 1960, 2019, 2020, 2021, 2022, 2023, 2049])
def test_the_list_of_a_segment_authority_and_year_is_that_of_the_filters(client, year):
    crowd(random.Random(7), companies=40)
    assert MilestoneYear.objects.filter(year=year).exists()
    for authority in Authority.objects.published():
        for segment in Segment.objects.published():
            chosen = {"segment": [segment.slug], "milestone": [f"@{authority.slug}:{year}"]}
            assert filters(chosen).shortcut() is MILESTONE_YEARS
            truth = list(
                filters(chosen).validated_queryset().order_by(Lower("name"), "pk").values_list("slug", flat=True)
            )
            assert listed(client, **chosen) == (truth, len(truth))
            assert listed(client, **chosen, ordering="-name") == (truth[::-1], len(truth))


def test_such_a_list_is_read_backwards_too(client):
    segment, authority = make_segment(slug="s"), make_authority(slug="fda")
    for name in ("A", "b", "C"):
        company = make_company(name=name, slug=name.lower(), segments=[segment])
        make_milestone(company=company, authority=authority, when="2021")
    first = ask(client, "companies", segment="s", milestone="@fda:2021", page_size=2)
    second = ask(client, first["next"])
    assert (slugs(first), slugs(second)) == (["a", "b"], ["c"])
    assert slugs(ask(client, second["previous"])) == ["a", "b"]


@pytest.mark.parametrize("span", ["1949", "2050", "2021/2022", "2021-01", "certainly 2021", "2020/..", "fda_ide:2021"])
def test_what_has_no_rows_of_its_own_is_asked_of_the_dates(span):
    make_segment(slug="s"), make_authority(slug="fda")
    assert filters({"segment": ["s"], "milestone": [f"@fda:{span}"]}).shortcut() is None
