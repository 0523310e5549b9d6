"""A whole article is read at the desk without JavaScript, from the first paragraph to the second reading."""

import pytest

from companies.models import Company, FundingRound, Investor, Person
from market.models import Event
from products.models import Product, Study
from regulatory.models import Authority, Milestone
from sources.models import Citation, Source
from tests.admin.forms import NAMES, make_editor, row
from tests.builders import make_authority, make_company
from tests.desk.articles import CHINESE, at, end, make_article
from tests.desk.entering import record

pytestmark = pytest.mark.django_db


def by_field(record):
    """{field: the words cited for it}."""
    return dict(record.citations.values_list("field", "stated"))


def test_an_english_article_becomes_records_of_which_each_is_cited(client):
    make_editor(client, username="anna")
    source = make_article()
    end(client, source, 1, "nothing")
    record(client, source, 2, "companies", "Heartland Medical", city="Suzhou", kind="device", coverage="profiled")
    position = {"positions-0-title": "Dr.", "positions-0-company": "Heartland Medical"}
    record(client, source, 2, "people", "Li Wen", **position)
    founding = {"name": "Heartland Medical is founded", "kind": "founded", "place": "Suzhou"}
    record(client, source, 2, "events", "founded in Suzhou in 2014", company="Heartland Medical", **founding)
    use = {"intended_use": "Repair of heart valves.", "record-cite-intended_use-words": "valve repair system"}
    record(client, source, 2, "products", "TideClip", kind="device", company="Heartland Medical", **use)
    end(client, source, 2, "recorded")
    record(client, source, 3, "investors", "Blue Harbour Ventures")
    words = "In March 2021 the company completed a Series B round of tens of millions of dollars"
    investment = {"investments-0-investor": "Blue Harbour Ventures", "investments-0-role": "lead"}
    investment["investments-0-cite-whole-words"] = "led by Blue Harbour"
    record(client, source, 3, "rounds", words, **investment)
    end(client, source, 3, "recorded")
    record(client, source, 4, "authorities", "NMPA", jurisdiction="CN", kind="regulator")
    step = {"pathway": "nmpa_registration", "outcome": "approved", "record-cite-outcome-words": "approved"}
    record(client, source, 4, "milestones", "The NMPA approved TideClip in June 2023", **step)
    end(client, source, 4, "recorded")
    outcomes = {}
    for number, (metric, amount) in enumerate([("success rate", "96.4%"), ("rate of strokes", "1.2%")]):
        outcomes |= row("outcomes", number, metric=metric, amount_stated=amount, unit="%")
    record(client, source, 5, "studies", "a multicentre trial at 12 hospitals", kind="multicentre", **outcomes)
    end(client, source, 5, "recorded")
    end(client, source, 6, "nothing")
    end(client, source, 7, "no_place", missing="distribution")
    page = client.post(at(source, "finish"), follow=True)
    assert "Read a second time by anna" in page.text
    models = (Company, Person, Event, Product, Investor, FundingRound, Authority, Milestone, Study)
    assert [model.objects.published().count() for model in models] == [1] * 9
    made = FundingRound.objects.get()
    assert made.company.name == "Heartland Medical"  # kept from the entries before
    assert made.investments.get().citations.count() == 2
    milestone = Milestone.objects.get()
    assert (milestone.product.name, milestone.company.name) == ("TideClip", "Heartland Medical")
    assert by_field(milestone)["outcome"] == "approved"
    assert by_field(Event.objects.get())["when"] == "2014"
    assert [one.citations.filter(field="amount").count() for one in Study.objects.get().outcomes.all()] == [1, 1]
    assert not Citation.objects.exclude(source=source).exists()
    profile = client.get("/api/v1/companies/heartland-medical/").json()
    assert [one["name"] for one in profile["rounds"]] == ["Heartland Medical, Series B"]


def test_a_chinese_article_becomes_records_with_names_in_both_scripts(client):
    make_editor(client)
    source = make_article(CHINESE, slug="wenzhang", language="zh-Hans")
    company = make_company(name="Heartland Medical", slug="heartland-medical")
    make_authority(name="国家药监局", slug="nmpa", jurisdiction="CN")
    name = row(NAMES, 0, text="蓝港资本", language="zh-Hans", kind="primary")
    record(client, source, 2, "investors", "蓝港资本", name="Blue Harbour Ventures", slug="", **name)
    investor = Investor.objects.get(slug="blue-harbour-ventures")
    assert by_field(investor)["names"] == "蓝港资本"
    investment = row("investments", 0, investor="蓝港资本", role="lead")
    record(client, source, 2, "rounds", "2021年3月，公司完成数千万元B轮融资", company="Heartland Medical", **investment)
    made = FundingRound.objects.get()
    assert (made.company, made.when.edtf, made.amount.low, made.series) == (company, "2021-03", 20_000_000, "b")
    assert by_field(made)["amount"] == "数千万元"
    assert made.investments.get().investor == investor
    record(client, source, 3, "products", "潮汐夹", kind="device")
    assert Product.objects.get().slug == "chao-xi-jia"
    record(client, source, 3, "milestones", "2023年6月，产品“潮汐夹”获得国家药监局批准", pathway="nmpa_registration")
    milestone = Milestone.objects.get()
    assert (milestone.authority.slug, milestone.outcome, milestone.when.edtf) == ("nmpa", "approved", "2023-06")
    assert milestone.product == Product.objects.get()
    assert Source.objects.get(pk=source.pk).reading_status == "in_work"
