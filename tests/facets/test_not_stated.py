"""Facets offer “not stated”: `(none)` takes the records without a value, alone or beside others, on every format."""

import pytest
import yaml
from django.core.exceptions import ValidationError

from records.clean_text import clean_text
from tests.api.api_client import ask, problem, slugs
from tests.builders import (
    make_authority,
    make_collaboration,
    make_company,
    make_figure,
    make_investment,
    make_investor,
    make_milestone,
    make_partner,
    make_person,
    make_product,
    make_round,
    make_segment,
)

pytestmark = pytest.mark.django_db
NONE = "(none)"


def counts(body, facet):
    return {value["value"]: value["count"] for value in body["facets"][facet]}


def two_kinds_of_companies():
    segment = make_segment(slug="hearts", name="Hearts")
    make_company(slug="said", country="CN", city="Shenzhen", segments=[segment])
    make_company(slug="silent")


@pytest.mark.parametrize(("facet", "value"), [("country", "CN"), ("city", "Shenzhen"), ("segment", "hearts")])
def test_a_facet_counts_the_records_without_a_value_last_and_finds_them(client, facet, value):
    two_kinds_of_companies()
    body = ask(client, "companies", facets=facet)
    assert list(counts(body, facet).items()) == [(value, 1), (NONE, 1)]
    assert body["facets"][facet][-1]["label"] == "not stated"
    assert slugs(ask(client, "companies", **{facet: NONE})) == ["silent"]
    assert slugs(ask(client, "companies", **{facet: [value, NONE]})) == ["said", "silent"]


def test_page_and_file_take_it_like_the_api(client):
    two_kinds_of_companies()
    page = client.get("/companies/?country=(none)")
    assert [row.doc["slug"] for row in page.context["rows"]] == ["silent"]
    assert "not stated" in page.content.decode()
    file = b"".join(client.get("/api/v1/companies.csv?country=(none)&fields=slug").streaming_content).decode()
    assert file.split() == ["\ufeffslug", "silent"]


def test_the_page_links_to_the_records_without_a_value(client):
    two_kinds_of_companies()
    assert 'href="?country=%28none%29"' in client.get("/companies/").content.decode()


def test_it_combines_with_other_filters_and_counts_under_them(client):
    two_kinds_of_companies()
    make_company(slug="far", country="US")
    body = ask(client, "companies", facets="country,city", city=NONE)
    assert (slugs(body), counts(body, "country")) == (["silent", "far"], {"US": 1, NONE: 1})
    assert slugs(ask(client, "companies", country=NONE, city=NONE)) == ["silent"]
    assert slugs(ask(client, "companies", country=NONE, segment=NONE, q="x")) == []


def test_authorities_of_milestones_that_are_drafts_are_none(client):
    make_milestone(company=make_company(slug="a"), authority=make_authority(slug="fda"))
    make_milestone(company=make_company(slug="b"), authority=make_authority(is_published=False))
    make_milestone(company=make_company(slug="c"), authority=make_authority(slug="nmpa"), is_published=False)
    assert counts(ask(client, "companies", facets="authority"), "authority") == {"fda": 1, NONE: 2}
    assert slugs(ask(client, "companies", authority=NONE, ordering="name")) == ["b", "c"]


def test_a_relation_to_one_record_may_be_missing(client):
    make_milestone(slug="of-a-product", product=make_product(slug="padn"))
    make_milestone(slug="of-a-company", company=make_company(), product=None)
    assert counts(ask(client, "milestones", facets="product"), "product") == {"padn": 1, NONE: 1}
    assert slugs(ask(client, "milestones", product=NONE)) == ["of-a-company"]


def test_the_words_of_a_vocabulary_may_be_missing_where_the_column_may_be_empty(client):
    make_milestone(device_class="cn_iii")
    make_milestone(slug="unclassed", device_class="")
    assert counts(ask(client, "milestones", facets="device_class"), "device_class") == {"cn_iii": 1, NONE: 1}
    assert slugs(ask(client, "milestones", device_class=NONE)) == ["unclassed"]


def test_relations_of_a_record_may_be_missing_over_several_steps(client):
    make_investment(round=make_round(company=make_company(slug="paid")), investor=make_investor(slug="orbimed"))
    make_round(company=make_company(slug="unpaid"))
    make_person(slug="nobody")
    assert counts(ask(client, "companies", facets="investor"), "investor") == {"orbimed": 1, NONE: 1}
    assert slugs(ask(client, "companies", investor=NONE)) == ["unpaid"]
    assert slugs(ask(client, "people", company=NONE)) == ["nobody"]


def test_what_no_row_states_is_missing_whatever_else_is_asked_of_a_row(client):
    for slug, cities in {"apart": [], "none": [""], "some": ["", "Wuhan"]}.items():
        company = make_company(slug=slug, name=slug)
        for city in cities:
            make_collaboration(company=company, partner=make_partner(city=city, kind="hospital"))
    assert slugs(ask(client, "companies", partner_city=NONE)) == ["apart", "none"]
    body = ask(client, "companies", partner_city=NONE, partner_kind="hospital", facets="partner_city,partner_kind")
    assert slugs(body) == ["none"]
    assert counts(body, "partner_city") == {"Wuhan": 1, NONE: 1}
    assert counts(body, "partner_kind") == {"hospital": 1, NONE: 1}
    assert slugs(ask(client, "companies", partner_city=["Wuhan", NONE])) == ["apart", "none", "some"]


def test_what_no_record_can_lack_has_none(client):
    assert NONE not in problem(client, "companies", kind=NONE)["errors"][0]["allowed"]
    assert problem(client, "citations", source=NONE)["errors"][0]["parameter"] == "source"
    assert problem(client, "companies", partner_kind=["zoo", NONE])["errors"][0]["allowed"][-1] == NONE


def test_amounts_are_compared_in_no_currency_that_is_missing(client):
    assert problem(client, "rounds", currency=["USD", NONE], amount_possibly_min="5")["errors"][0]["allowed"]


def test_the_schema_says_where_it_is_allowed(client):
    paths = yaml.safe_load(client.get("/api/v1/schema/").content)["paths"]
    parameters = {item["name"]: item for item in paths["/api/v1/milestones/"]["get"]["parameters"]}
    assert NONE in parameters["device_class"]["schema"]["items"]["enum"]
    assert NONE in parameters["product"]["description"]
    assert NONE not in parameters["pathway"]["description"]


def test_no_value_is_written_like_it():
    with pytest.raises(ValidationError, match="Leave it empty"):
        clean_text(" (none) ")


def test_amounts_are_compared_within_a_unit_where_no_currency_is_stated(client):
    make_figure(slug="share", amount="12", unit="%")
    make_figure(slug="price", amount="12 million dollars")
    answer = client.get("/api/v1/figures/", {"unit": "%", "currency": "(none)", "amount_possibly_min": "5"})
    assert [row["slug"] for row in answer.json()["results"]] == ["share"]


def test_a_facet_does_not_offer_what_the_amounts_asked_for_can_not_be_compared_in(client):
    make_figure(slug="share", amount="12", unit="%")
    make_figure(slug="price", amount="12 million dollars")
    asked = {"currency": "USD", "amount_possibly_min": "5", "facets": "currency"}
    offered = client.get("/api/v1/figures/", asked).json()["facets"]["currency"]
    assert [value["value"] for value in offered] == ["USD"]
    assert client.get("/api/v1/figures/", asked | {"currency": "(none)"}).status_code == 400
