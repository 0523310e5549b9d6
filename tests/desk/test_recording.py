"""Facts are recorded beside their text: prefilled from the words, cited on the way, saved as in the admin."""

import pytest
from django.contrib.admin.models import LogEntry

from companies.models import Company, FundingRound
from products.models import Study
from regulatory.models import Milestone
from sources.models import Source
from tests.admin.forms import make_editor, messages_of
from tests.builders import make_authority, make_company, make_investor, make_name, make_product
from tests.desk.articles import CHINESE, at, make_article
from tests.desk.entering import filled, open_form, places, record

pytestmark = pytest.mark.django_db


def test_a_company_is_recorded_from_its_name_alone(client):
    make_editor(client)
    source = make_article()
    page = record(client, source, 2, "companies", "Heartland Medical")
    company = Company.objects.get(slug="heartland-medical")
    assert company.name == "Heartland Medical"
    assert company.is_published
    assert places(company) == [("article#2", "", "Heartland Medical"), ("article#2", "name", "Heartland Medical")]
    assert page.redirect_chain[-1][0].endswith("?paragraph=2#paragraph-2")
    assert "is recorded" in messages_of(page)
    assert f"/admin/companies/company/{company.pk}/change/" in page.text
    assert 'href="/companies/heartland-medical/"' in page.text
    assert LogEntry.objects.filter(object_id=str(company.pk)).count() == 1


def test_the_first_fact_makes_a_queued_source_one_that_is_read(client):
    make_editor(client)
    source = make_article()
    record(client, source, 2, "companies", "Heartland Medical")
    assert Source.objects.get(pk=source.pk).reading_status == "in_work"


def test_date_and_amount_are_read_from_the_words_and_shown_as_they_will_be_read(client):
    make_editor(client)
    source = make_article()
    make_company(name="Heartland Medical", slug="heartland-medical")
    words = "In March 2021 the company completed a Series B round of tens of millions of dollars"
    page = open_form(client, source, 3, "rounds", words)
    form = page.context["entry"].form
    assert form["when"].value() == "March 2021"
    assert form["amount_stated"].value() == "tens of millions of dollars"
    assert form["series"].value() == "b"
    assert "March 2021" in page.text
    assert "at least 10,000,000 and less than 100,000,000" in page.text


def test_a_round_is_recorded_with_its_investors_and_a_citation_for_each_value(client):
    make_editor(client)
    source = make_article()
    company = make_company(name="Heartland Medical", slug="heartland-medical")
    investor = make_investor(name="Blue Harbour Ventures", slug="blue-harbour")
    rows = {"investments-0-investor": "Blue Harbour Ventures", "investments-0-role": "lead",
            "investments-0-cite-whole-words": "led by Blue Harbour Ventures"}  # fmt: skip
    words = "In March 2021 the company completed a Series B round of tens of millions of dollars"
    record(client, source, 3, "rounds", words, company="Heartland Medical", **rows)
    made = FundingRound.objects.get()
    assert (made.name, made.slug, made.company) == (
        "Heartland Medical, Series B",
        "heartland-medical-series-b",
        company,
    )
    assert made.amount.low == 10_000_000
    assert {(field, stated) for _place, field, stated in places(made)} == {
        ("", words), ("when", "March 2021"), ("amount", "tens of millions of dollars"), ("series", "Series B"),
    }  # fmt: skip
    investment = made.investments.get()
    assert (investment.investor, investment.role) == (investor, "lead")
    assert places(investment) == [
        ("article#3", "", "led by Blue Harbour Ventures"), ("article#3", "investor", "Blue Harbour Ventures"),
    ]  # fmt: skip


def test_known_names_in_the_paragraph_are_offered_and_the_one_in_the_words_is_chosen(client):
    make_editor(client)
    source = make_article()
    product = make_product(name="TideClip", slug="tideclip")
    make_authority(name="NMPA", slug="nmpa", jurisdiction="CN")
    page = open_form(client, source, 4, "milestones", "The NMPA approved TideClip in June 2023")
    form = page.context["entry"].form
    assert form["product"].value() == "TideClip (tideclip)"
    assert form["authority"].value() == "NMPA (nmpa)"
    assert 'value="TideClip (tideclip)"></option>' in page.text
    data = filled(page) | {"pathway": "nmpa_registration", "outcome": "approved"}
    client.post(at(source), data | {"record-cite-outcome-words": "approved"})
    milestone = Milestone.objects.get()
    assert milestone.product == product
    assert milestone.name.startswith("TideClip: ")
    assert ("article#4", "product", "TideClip") in places(milestone)
    assert ("article#4", "when", "June 2023") in places(milestone)


def test_a_record_is_known_by_its_name_in_the_other_script(client):
    make_editor(client)
    source = make_article(CHINESE, language="zh-Hans")
    company = make_company(name="Heartland Medical", slug="heartland-medical")
    make_name(company, "心田医疗", language="zh-Hans", kind="primary")
    page = open_form(client, source, 2, "events", "心田医疗是一家位于苏州的医疗器械公司")
    assert page.context["entry"].form["company"].value() == "Heartland Medical (heartland-medical)"


def test_a_chinese_name_gets_an_address_by_its_pinyin_and_dates_and_amounts_are_read(client):
    make_editor(client)
    source = make_article(CHINESE, language="zh-Hans")
    record(client, source, 2, "companies", "心田医疗")
    company = Company.objects.get()
    assert company.slug == "xin-tian-yi-liao"
    page = open_form(client, source, 2, "rounds", "2021年3月，公司完成数千万元B轮融资")
    form = page.context["entry"].form
    assert (form["when"].value(), form["amount_stated"].value()) == ("2021年3月", "数千万元")
    assert form["company"].value() == "心田医疗 (xin-tian-yi-liao)"


def test_an_address_that_is_taken_gets_a_number(client):
    make_editor(client)
    make_company(name="Another", slug="heartland-medical")
    record(client, make_article(), 2, "companies", "Heartland Medical", is_another="on")
    assert Company.objects.filter(slug="heartland-medical-2").exists()


def test_the_inputs_of_an_outcome_stand_in_the_order_of_a_sentence(client):
    make_editor(client)
    page = open_form(client, make_article(), 5, "studies", "multicentre trial at 12 hospitals")
    (outcomes,) = [formset for formset in page.context["entry"].formsets if formset.prefix == "outcomes"]
    shown = [bound.name for bound in outcomes.forms[0].visible_fields() if bound.name != "DELETE"]
    assert shown == ["metric", "amount_stated", "unit", "direction", "comparator", "note"]


def test_a_study_is_recorded_with_its_outcomes_at_once(client):
    make_editor(client)
    source = make_article()
    rows = {}
    for number, (metric, amount) in enumerate([("success rate", "96.4%"), ("rate of strokes", "1.2%")]):
        rows |= {f"outcomes-{number}-metric": metric, f"outcomes-{number}-amount_stated": amount,
                 f"outcomes-{number}-unit": "%"}  # fmt: skip
    page = record(
        client,
        source,
        5,
        "studies",
        "multicentre trial at 12 hospitals",
        name="TideClip trial",
        kind="multicentre",
        **rows,
    )
    assert "is recorded" in messages_of(page)
    outcomes = {outcome.metric: outcome for outcome in Study.objects.get().outcomes.all()}
    assert outcomes.keys() == {"success rate", "rate of strokes"}
    stated = {(field, words) for _place, field, words in places(outcomes["success rate"])}
    assert {("amount", "96.4%"), ("metric", "success rate")} <= stated


def test_company_and_product_of_the_last_entry_are_filled_in_for_the_next(client):
    make_editor(client)
    source = make_article()
    record(client, source, 2, "companies", "Heartland Medical")
    record(client, source, 2, "products", "TideClip", kind="device")
    form = open_form(client, source, 3, "milestones", "the company").context["entry"].form
    assert form["company"].value() == "Heartland Medical (heartland-medical)"
    assert form["product"].value() == "TideClip (tideclip)"


def test_a_value_can_be_cited_from_another_paragraph_or_as_inferred(client):
    make_editor(client)
    source = make_article()
    cites = {"record-cite-city-words": "Suzhou", "record-cite-city-paragraph": "2"}
    cites |= {"record-cite-kind-is_inferred": "on", "record-cite-kind-note": "It makes a valve."}
    record(client, source, 4, "companies", "the company", name="Heartland", city="Suzhou", kind="device", **cites)
    company = Company.objects.get()
    assert ("article#2", "city", "Suzhou") in places(company)
    assert company.citations.get(field="kind").basis == "inferred"


def test_several_facts_are_taken_from_one_paragraph_without_leaving_it(client):
    make_editor(client)
    source = make_article()
    for name in ("Heartland Medical", "Suzhou Valve Works"):
        page = record(client, source, 2, "companies", "Heartland Medical", name=name, is_another="on", slug="")
        assert page.context["chosen"].number == 2
        assert not page.context["paragraphs"][1].is_closed
    assert Company.objects.count() == 2


def test_a_draft_is_not_published_and_can_be_previewed(client):
    make_editor(client)
    source = make_article()
    data = filled(open_form(client, source, 2, "companies", "Heartland Medical"))
    data.pop("is_published")
    client.post(at(source), data)
    assert not Company.objects.get().is_published
    assert client.get("/companies/heartland-medical/").status_code == 200
    client.logout()
    assert client.get("/companies/heartland-medical/").status_code == 404
