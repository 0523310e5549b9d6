"""Filters over the same relation hold for the same row of it, and so do their counts."""

import pytest

from tests.api.api_client import ask, problem, slugs
from tests.builders import (
    make_collaboration,
    make_company,
    make_investment,
    make_investor,
    make_partner,
    make_person,
    make_position,
    make_product,
    make_round,
)

pytestmark = pytest.mark.django_db


def counts(body, facet):
    return {value["value"]: value["count"] for value in body["facets"][facet]}


def works_with(slug, *partners):
    company = make_company(slug=slug)
    for city, kind in partners:
        make_collaboration(company=company, partner=make_partner(city=city, kind=kind))
    return company


def test_city_and_kind_are_those_of_one_partner(client):
    works_with("yes", ("Shanghai", "hospital"))
    works_with("no", ("Shanghai", "university"), ("Wuhan", "hospital"))
    assert set(slugs(ask(client, "companies", partner_city="Shanghai"))) == {"no", "yes"}
    assert slugs(ask(client, "companies", partner_city="Shanghai", partner_kind="hospital")) == ["yes"]


def test_the_counts_of_one_follow_the_other_for_the_same_partner(client):
    works_with("yes", ("Shanghai", "hospital"))
    works_with("no", ("Shanghai", "university"), ("Wuhan", "hospital"), ("", "hospital"))
    body = ask(client, "companies", facets="partner_city,partner_kind", partner_kind="hospital")
    assert counts(body, "partner_city") == {"Shanghai": 1, "Wuhan": 1}
    assert counts(body, "partner_kind") == {"hospital": 2, "university": 1}
    assert [value["label"] for value in body["facets"]["partner_kind"]] == ["hospital", "university"]


def test_products_are_found_by_the_city_of_a_partner(client):
    product = make_product()
    make_collaboration(product=product, partner=make_partner(city="Shanghai"))
    make_collaboration(product=make_product(), partner=make_partner(city="Wuhan"))
    assert slugs(ask(client, "products", partner_city="Shanghai")) == [product.slug]


def test_a_kind_that_is_no_word_of_the_partners_is_refused(client):
    assert "hospital" in problem(client, "companies", partner_kind="zoo")["errors"][0]["allowed"]


def test_the_role_is_that_of_the_investor_asked_for(client):
    leader, follower = make_investor(slug="leader"), make_investor(slug="follower")
    round = make_round()
    make_investment(round, leader, role="lead")
    make_investment(round, follower, role="participant")
    assert slugs(ask(client, "rounds", investor="follower", role="lead")) == []
    assert slugs(ask(client, "rounds", investor="leader", role="lead")) == [round.slug]


def test_the_tenure_is_that_at_the_company_asked_for(client):
    person, here = make_person(), make_company(slug="here")
    make_position(person, company=here, tenure="former")
    make_position(person, company=make_company(), tenure="current")
    assert slugs(ask(client, "people", company="here", tenure="current")) == []
    assert slugs(ask(client, "people", company="here", tenure="former")) == [person.slug]


@pytest.mark.parametrize("between", ["collaboration", "partner"])
def test_a_draft_on_the_way_finds_nothing_and_counts_nowhere(client, between):
    drafts = {"collaboration": {"is_published": False}, "partner": {}}[between]
    partner = make_partner(city="Shanghai", is_published=between != "partner")
    make_collaboration(company=make_company(), partner=partner, **drafts)
    body = ask(client, "companies", partner_city="Shanghai", facets="partner_city,partner")
    assert (body["count"], body["facets"]["partner"]) == (0, [])
    assert counts(ask(client, "companies", facets="partner_city"), "partner_city") == {"(none)": 1}


def test_a_draft_round_tells_nobody_who_invested_in_whom(client):
    investor = make_investor()
    company = make_company(slug="secret")
    make_investment(make_round(company=company, is_published=False), investor)
    assert slugs(ask(client, "investors", company="secret")) == []
    assert slugs(ask(client, "companies", investor=investor.slug)) == []
