"""Where each value comes from: in the API, on the page, and by which address it can be linked."""

import re

import pytest

from sources.models.citation import cited_models
from tests.builders import (
    cite,
    make_company,
    make_figure,
    make_insight,
    make_investment,
    make_investor,
    make_milestone,
    make_person,
    make_position,
    make_round,
)

pytestmark = pytest.mark.django_db


def document(client, record):
    return client.get(f"/api/v1/{record.record_type}/{record.slug}/").json()


def origin(client, record, field):
    return document(client, record)["origins"].get(field)


def page(client, record):
    return client.get(f"/{record.record_type}/{record.slug}/").text


def shown(html, address):
    """The text of the value with this address on a page, without its markup."""
    found = re.search(rf'<(div|td) id="{address}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found[2]).split()) if found else ""


def test_a_value_with_a_place_of_its_own(client):
    company = make_company(website="https://example.org/")
    cite(company, "src#2", field="website", stated="example.org")
    assert origin(client, company, "website") == "own"
    assert shown(page(client, company), "value-website").endswith(" 2")


def test_a_value_is_inferred_where_no_place_states_it_and_the_reason_is_shown(client):
    company = make_company(city="Wuxi")
    cite(company, "src#2", field="city", stated="of Jiangsu", basis="inferred", note="Its one office is there.")
    assert origin(client, company, "city") == "inferred"
    assert "inferred : Its one office is there." in shown(page(client, company), "value-city").replace(": ", " : ", 1)
    cite(company, "src#3", field="city", stated="in Wuxi")
    assert origin(client, company, "city") == "own"


def test_a_citation_says_what_it_rests_on_and_what_is_to_be_known(client):
    company = make_company(city="Wuxi")
    cite(company, "src#2", field="city", basis="inferred", note="Its one office is there.")
    (citation,) = [each for each in document(client, company)["citations"] if each["field"] == "city"]
    assert (citation["basis"], citation["note"]) == ("inferred", "Its one office is there.")


def test_only_words_of_the_record_as_a_whole_stand_for_its_values(client):
    company = make_company(city="Wuxi")
    assert origin(client, company, "city") is None
    assert shown(page(client, company), "value-city").endswith("Wuxi")
    cite(company, "src#4", stated="of Wuxi")
    assert origin(client, company, "city") == "record"
    assert "cited with the record 4" in shown(page(client, company), "value-city")


def test_a_judgement_of_the_editors_shows_no_place_unless_one_states_it(client):
    company = make_company(coverage="profiled")
    cite(company, "src#2", stated="a company")
    assert origin(client, company, "coverage") == "editors"
    assert shown(page(client, company), "value-coverage").endswith("our judgement")
    insight = make_insight()
    cite(insight, "src#3", field="kind", stated="a barrier")
    assert origin(client, insight, "kind") == "own"


def test_a_value_made_of_others_names_them(client):
    milestone = make_milestone()
    origins = document(client, milestone)["origins"]
    assert (origins["is_marketing_authorization"], origins["jurisdiction"]) == ("inferred", "inferred")
    assert "from the pathway and the outcome" in shown(page(client, milestone), "value-is_marketing_authorization")


def test_what_has_no_value_has_no_origin(client):
    assert "founded" not in document(client, make_company())["origins"]


def test_a_part_belongs_to_its_record_by_the_place_of_either(client):
    position = make_position(make_person(), company=make_company(slug="a"), title="Chair")
    (part,) = client.get("/api/v1/companies/a/").json()["people"]
    assert part["origins"]["person"] == "record"
    assert part["person"]["slug"] == position.person.slug


def test_a_part_without_a_place_as_a_whole_shows_those_of_its_values(client):
    company = make_company()
    position = make_position(make_person(), company=company, title="Chair", cited=False)
    cite(position, "src#7", field="title", stated="Chair")
    html = page(client, company)
    assert 'href=""' not in html
    assert re.search(r'id="part-people".*?Chair.*?href="#c7-', html, re.DOTALL)


def test_a_contested_value_shows_who_says_what_and_why_it_stands(client):
    figure = make_figure(amount="five")
    cite(figure, "src#2", field="amount", stated="five devices")
    cite(figure, "src#5", field="amount", stated="six", stance="contradicts", note="Counted a year later.")
    text = shown(page(client, figure), "value-amount")
    for words in ("contested", "six", "≠5", "contradicts", "Counted a year later."):
        assert words in text


def test_a_link_to_the_source_leads_to_the_entry_of_its_value(client):
    company = make_company(slug="a", city="Wuxi")
    cite(company, "src#2", field="city", stated="in Wuxi")
    assert 'href="/sources/src/#p2-companies-a-city"' in page(client, company)
    assert 'id="p2-companies-a-city"' in client.get("/sources/src/").text


def test_every_link_into_a_source_has_its_entry_there(client):
    company = make_company(slug="a")
    position = make_position(make_person(slug="p"), company=company, title="Chair of the board")
    cite(position, "src#3", field="title", stated="Chair of the board")
    study = make_round(company=company, slug="r", amount="nearly 100 million dollars")
    cite(study, "src#4", field="amount", stated="nearly 100 million dollars")
    links = set(re.findall(r'href="/sources/src/#(p[^"]+)"', page(client, company) + page(client, study)))
    entries = set(re.findall(r'id="(p[^"]+)"', client.get("/sources/src/").text))
    assert links
    assert links <= entries


def test_an_investment_on_its_investors_page_links_to_its_entry(client):
    round_ = make_round(company=make_company(), slug="r")
    investment = make_investment(round_, make_investor(name="Bright Fund", slug="bright"))
    cite(investment, "src#5", field="role", stated="led by Bright Fund")
    links = re.findall(r'href="/sources/src/#(p5[^"]+)"', client.get("/investors/bright/").text)
    assert set(links) == {"p5-rounds-r-bright-fund-role"}
    assert 'id="p5-rounds-r-bright-fund-role"' in client.get("/sources/src/").text


def test_values_in_rows_and_cards_have_addresses(client):
    company = make_company(slug="a")
    make_milestone(company=company, slug="m", outcome="registered")
    html = page(client, company)
    assert shown(html, "milestones-m-outcome")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_lists_mark_what_is_inferred(client):
    milestone = make_milestone(when="[..2020]")
    cite(milestone, "src#2", field="when", basis="inferred", note="Told as past.")
    html = client.get("/milestones/").text
    mark = re.search(
        r'by 2020</span>(?:</span>)? <span class="origin">inferred</span>.*?href="#([^"]+)"[^>]*>∴2<', html
    )[1]
    assert re.search(rf'id="{mark}".*?Told as past\.', html)


def test_judged_fields_are_fields():
    for model in cited_models():
        assert set(model.judged) <= {field.name for field in model._meta.get_fields()}
