"""What the rules find in a paragraph, and what the desk's script can ask for."""

import pytest

from companies.models import Company
from tests.admin.forms import make_editor
from tests.builders import make_company, make_name, make_person
from tests.desk.articles import CHINESE, at, make_article

pytestmark = pytest.mark.django_db


def found(client, source, paragraph):
    """{words: what they may be} of the suggestions for a paragraph."""
    page = client.get(at(source), {"paragraph": paragraph})
    return {one.words: one.about for one in page.context["suggestions"]}


def test_names_dates_amounts_and_words_of_the_vocabulary_are_suggested(client):
    make_editor(client)
    source = make_article()
    make_company(name="Blue Harbour Ventures")
    suggested = found(client, source, 3)
    assert suggested["Blue Harbour Ventures"] == "Company: Blue Harbour Ventures"
    assert suggested["March 2021"] == "March 2021"
    assert "tens of millions of dollars" in suggested
    assert suggested["Series B"] == "Funding round: Series B"


def test_a_suggestion_opens_the_form_with_its_words_and_writes_nothing(client):
    make_editor(client)
    source = make_article()
    page = client.get(at(source), {"paragraph": 3})
    (one,) = [one for one in page.context["suggestions"] if one.words == "Series B"]
    assert one.query.replace("&", "&amp;") in page.text
    page = client.get(f"{at(source)}?paragraph=3&{one.query}")
    assert page.context["entry"].form["series"].value() == "b"
    assert page.context["entry"].whole["words"].value() == "Series B"
    assert not Company.objects.exists()


def test_chinese_names_dates_and_amounts_are_suggested(client):
    make_editor(client)
    source = make_article(CHINESE, language="zh-Hans")
    make_name(make_company(name="Heartland"), "心田医疗", language="zh-Hans", kind="primary")
    make_person(name="李文", is_published=False)
    assert {"心田医疗", "2021年3月", "数千万元"} <= found(client, source, 2).keys()
    assert found(client, source, 3)["李文"] == "Person: 李文"


def test_of_two_names_one_within_the_other_the_longer_is_meant(client):
    make_editor(client)
    make_company(name="Heartland Medical")
    make_company(name="Heartland")
    suggested = found(client, make_article(), 6)
    assert "Heartland Medical" in suggested
    assert "Heartland" not in suggested


def test_the_entry_form_alone_is_a_part_of_a_page(client):
    make_editor(client)
    source = make_article()
    query = {"paragraph": 2, "type": "companies", "words": "Heartland Medical"}
    part = client.get(at(source, "form"), query)
    assert "<html" not in part.text
    assert 'value="Heartland Medical"' in part.text
    assert client.get(at(source, "form"), {"paragraph": 99}).status_code == 400
    assert client.get(at(source, "form"), query | {"type": "unknown"}).status_code == 400


def test_it_is_said_where_words_stand_or_how_the_paragraph_writes_them(client):
    make_editor(client)
    source = make_article()
    ask = lambda words: client.get(at(source, "words"), {"paragraph": 7, "words": words}).json()  # noqa: E731
    assert ask("Spain") == {"begins": [29, 39], "written": ""}
    assert ask("spain") == {"begins": [], "written": "Spain"}
    assert ask("Italy") == {"begins": [], "written": ""}


def test_likely_duplicates_of_a_name_are_told_in_both_scripts_with_a_free_address(client):
    make_editor(client)
    company = make_company(name="Heartland Medical", slug="heartland")
    make_name(company, "心田医疗", language="zh-Hans", kind="primary")
    for name, slug in (("Heartland Medical", "heartland-medical"), ("心田医疗", "xin-tian-yi-liao")):
        answer = client.get("/admin/desk/duplicates/", {"type": "companies", "name": name}).json()
        assert answer["slug"] == slug
        assert [one["slug"] for one in answer["records"]] == ["heartland"]
        assert answer["records"][0]["url"] == f"/admin/companies/company/{company.pk}/change/"
    assert client.get("/admin/desk/duplicates/", {"type": "sources", "name": "心田"}).json() == {
        "slug": "xin-tian",
        "records": [],
    }
    assert client.get("/admin/desk/duplicates/", {"type": "companies"}).status_code == 400
