"""The page of a comparison: side by side what each has, with its sources; the selection lives in the address."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import (
    cite,
    furnish,
    make_authority,
    make_collaboration,
    make_company,
    make_investment,
    make_investor,
    make_milestone,
    make_partner,
    make_product,
    make_round,
    make_segment,
    merge,
    with_everything,
)

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def cells(client, address):
    """{aspect: [what each record has, in words]}"""
    compared = client.get(address).context["compared"]
    return {aspect.label: [[item.in_words for item in cell] for cell in aspect.cells] for aspect in compared.aspects}


def test_companies_stand_in_the_order_of_the_address_each_in_its_column(client):
    make_company(slug="one", name="One")
    make_company(slug="two", name="Two")
    heads = re.search(r"<thead>.*?</thead>", page(client, "/compare/?company=two&company=one"), re.DOTALL)[0]
    assert text_of(heads).index("Two") < text_of(heads).index("One")


def test_each_authority_has_its_line_and_a_trial_permission_is_never_an_approval(client):
    company, fda = make_company(slug="a"), make_authority(slug="fda", name="FDA", jurisdiction="US")
    make_milestone(company=company, authority=fda, pathway="fda_ide", outcome="trial_allowed", when="2024-05")
    make_milestone(
        company=make_company(slug="b"), authority=fda, pathway="fda_pma", outcome="approved", strength="planned"
    )
    line = cells(client, "/compare/?company=a&company=b")["FDA"]
    assert line == [
        ["FDA Investigational Device Exemption (IDE) · trial allowed · May 2024"],
        ["FDA premarket approval (PMA) · approved by the authority · date not stated · planned or conditional"],
    ]
    assert 'class="tag outcome-trial_allowed"' in page(client, "/compare/?company=a")


def test_rounds_are_added_as_ranges_and_undisclosed_ones_counted_beside(client):
    company = make_company(slug="a")
    make_round(company=company, amount="tens of millions of dollars")
    make_round(company=company, amount="US$5 million")
    make_round(company=company, amount="undisclosed")
    (money,) = cells(client, "/compare/?company=a")["Total raised"]
    assert money == [
        "US$15M to under US$105M · 2 rounds added, as their words allow; currency inferred",
        "1 round of an undisclosed amount",
    ]  # fmt: skip


def test_money_of_two_currencies_is_never_added(client):
    company = make_company(slug="a")
    make_round(company=company, amount="US$5 million")
    make_round(company=company, amount="RMB 5 million")
    (money,) = cells(client, "/compare/?company=a")["Total raised"]
    assert [words.split(" · ")[0] for words in money] == ["RMB 5M", "US$5M"]


def test_what_no_source_tells_is_said_so_and_never_zero(client):
    make_round(company=make_company(slug="a"), amount="US$5 million")
    make_company(slug="b")
    assert cells(client, "/compare/?company=a&company=b")["Total raised"][1] == []
    assert "not stated" in page(client, "/compare/?company=a&company=b")


def test_what_several_have_is_told_apart_from_what_only_one_has(client):
    one, two, three = (make_company(slug=slug, name=slug.title()) for slug in ("one", "two", "three"))
    shared, alone = make_investor(name="Shared"), make_investor(name="Alone")
    for company in (one, two):
        make_investment(make_round(company=company), shared)
    make_investment(make_round(company=three), alone)
    answer = client.get("/compare/?company=one&company=two&company=three")
    investors = next(dimension for dimension in answer.context["dimensions"] if dimension.key == "investors")
    assert [(shared.item.name, shared.slugs) for shared in investors.in_common] == [("Shared", ["one", "two"])]
    assert [[item.name for item in items] for items in investors.only_here] == [[], [], ["Alone"]]


def test_partners_segments_and_authorities_are_compared_too(client):
    segment, partner, authority = make_segment(), make_partner(), make_authority()
    for slug in ("one", "two"):
        company = make_company(slug=slug, segments=[segment])
        make_collaboration(company=company, partner=partner)
        make_milestone(company=company, authority=authority)
    dimensions = client.get("/compare/?company=one&company=two").context["dimensions"]
    assert {one.key: [shared.item.name for shared in one.in_common] for one in dimensions} == {
        "partners": [partner.name], "segments": [segment.name], "authorities": [authority.name],
    }  # fmt: skip


def test_an_investor_of_several_rounds_stands_once_with_every_role(client):
    company, investor = make_company(slug="a"), make_investor(name="Fund")
    make_investment(make_round(company=company, series="a", when="2020"), investor, role="lead")
    make_investment(make_round(company=company, series="b", when="2021"), investor, role="participant")
    assert cells(client, "/compare/?company=a")["Investors"] == [["Fund · lead, Series A; participant, Series B"]]


def test_every_value_shows_its_places(client):
    company = make_company(slug="a", summary="Makes things.")
    cite(company, "src#9", field="summary", stated="makes")
    html = page(client, "/compare/?company=a")
    entry = re.search(r'href="#(c9-\d+)"', html)[1]
    assert "<q>makes</q>" in html[html.index(f'id="{entry}"') :].split("; ")[0]


def test_products_are_compared_among_themselves(client):
    company = make_company(name="Maker")
    make_product(slug="p", company=company, indication="Hearts")
    make_product(slug="q")
    line = cells(client, "/compare/?product=p&product=q")
    assert (line["Company"], line["Indication"]) == ([["Maker"], []], [["Hearts"], []])


def test_drafts_are_not_compared(client):
    make_company(slug="draft", is_published=False)
    page(client, "/compare/?company=draft", 404)


def test_more_than_six_are_refused_and_nothing_is_lost(client):
    for number in range(7):
        make_company(slug=f"c{number}")
    text = page(client, "/compare/?" + "&".join(f"company=c{number}" for number in range(7)), 400)
    assert "Up to 6" in text
    assert (
        'href="/compare/?company=c1&amp;company=c2&amp;company=c3&amp;company=c4&amp;company=c5&amp;company=c6"' in text
    )
    assert all(f'href="/companies/c{number}/"' in text for number in range(7))


def test_what_is_not_there_is_named_and_the_rest_stays(client):
    make_company(slug="here")
    text = page(client, "/compare/?company=here&company=nowhere", 404)
    assert "nowhere" in text
    assert 'href="/compare/?company=here"' in text


def test_two_types_are_refused_and_each_can_be_compared_alone(client):
    make_company(slug="c")
    make_product(slug="p")
    text = page(client, "/compare/?company=c&product=p", 400)
    assert 'href="/compare/?company=c"' in text
    assert 'href="/compare/?product=p"' in text


@pytest.mark.parametrize(
    "query", ["company=", "company=a%00b", "x=1", "company=a&format=pdf", "company=%F0%9F%98%80", "person=x"]
)
def test_an_address_of_no_sense_is_refused_with_what_is_allowed(client, query):
    assert "Allowed:" in page(client, f"/compare/?{query}", 400)


def test_an_empty_selection_says_how_to_fill_it(client):
    assert 'href="/companies/"' in page(client, "/compare/")


def test_a_record_given_twice_stands_once(client):
    make_company(slug="a")
    assert len(client.get("/compare/?company=a&company=a").context["compared"].records) == 1


def test_the_address_of_a_merged_record_leads_to_its_successor(client):
    new = make_company(slug="new")
    make_company(slug="other")
    merge("old", new)
    answer = client.get("/compare/?company=other&company=old")
    assert (answer.status_code, answer["Location"]) == (301, "/compare/?company=other&company=new")


def test_a_comparison_costs_the_same_however_many_and_however_much(client):
    first = with_everything(times=1)
    client.get(f"/compare/?company={first.slug}")
    with CaptureQueriesContext(connection) as few:
        page(client, f"/compare/?company={first.slug}")
    further = [with_everything(times=2) for _number in range(5)]
    furnish(first, make_segment())
    query = "&".join(f"company={company.slug}" for company in [first, *further])
    with CaptureQueriesContext(connection) as many:
        page(client, f"/compare/?{query}")
    assert len(many) == len(few) <= 3


def test_an_unchanged_comparison_is_not_made_again(client):
    make_company(slug="a")
    etag = client.get("/compare/?company=a")["ETag"]
    assert client.get("/compare/?company=a", headers={"If-None-Match": etag}).status_code == 304


def test_an_authority_is_not_contested_where_only_a_condition_is(client):
    body = make_authority(slug="body", name="Notified body", jurisdiction="EU")
    for slug in ("a", "b"):
        step = make_milestone(company=make_company(slug=slug), authority=body, condition="exempted from trials")
        cite(step, "report#2", field="authority", stated="the notified body")
        cite(step, "report#3", field="condition", stated="no exemption", stance="contradicts")
    text = page(client, "/compare/?company=a&company=b")
    shared = re.search(r'id="d-authorities".*?</section>', text, re.DOTALL)[0]
    assert "Notified body" in shared
    assert "≠" not in shared
    assert "≠" in text


def test_the_references_name_the_values_that_a_place_is_cited_for(client):
    product = make_product(company=make_company(slug="a"), name="Valve")
    cite(product, "report#2", field="name", stated="the valve")
    cite(product, "report#3", field="kind", stated="an implant")
    make_company(slug="b")
    text = page(client, "/compare/?company=a&company=b")
    references = text_of(text[text.index('id="references"') :])
    assert "Name the valve" in references
    assert "Kind an implant" in references
    assert "all values" not in references
