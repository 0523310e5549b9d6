"""A record is entered from an article, with the places that state it."""

import pytest

from companies.models import Company, FundingRound, Person
from sources.models import Source
from tests.admin.forms import CITATIONS, NAMES, address, enter, errors_of, filled, make_editor, messages_of, row
from tests.builders import make_company, make_segment, make_source

pytestmark = pytest.mark.django_db


def test_a_company_is_entered_from_nothing_but_an_article(client):
    make_editor(client)
    article, segment = make_source("article", paragraphs=9), make_segment(name="Neurovascular")
    response = enter(
        client, Company, name="Heartland Medical", slug="heartland-medical", coverage="profiled", kind="device",
        is_published="on", segments=[str(segment.pk)], not_stated=["website"],
        **row(NAMES, 0, text="心田医疗", language="zh-Hans", kind="primary"),
        **row(CITATIONS, 0, source=str(article.pk), paragraph="3", field="kind", stated="device maker"),
    )  # fmt: skip
    company = Company.objects.get(slug="heartland-medical")
    assert response.redirect_chain
    assert company.is_published
    assert company.gaps == {"website": "not_stated"}
    assert [name.text for name in company.names.all()] == ["心田医疗"]
    assert [(str(place), place.field, place.stated) for place in company.citations.all()] == [
        ("article#3", "kind", "device maker")
    ]
    assert list(company.segments.all()) == [segment]


def test_what_is_published_without_a_citation_comes_back_as_typed_with_the_reason(client):
    make_editor(client)
    response = enter(client, Company, name="Heartland", slug="heartland", is_published="on", city="Suzhou")
    assert "can't be published" in errors_of(response)
    assert 'value="Suzhou"' in response.text
    assert not Company.objects.exists()


def test_a_record_may_be_entered_uncited_as_long_as_it_is_not_published(client):
    make_editor(client)
    enter(client, Company, name="Heartland", slug="heartland")
    assert not Company.objects.get().is_published


def test_a_paragraph_that_the_source_does_not_have_is_refused_in_words(client):
    make_editor(client)
    article = make_source("article", paragraphs=9)
    place = row(CITATIONS, 0, source=str(article.pk), paragraph="10", field="", stated="")
    response = enter(client, Company, name="Heartland", slug="heartland", **place)
    assert "has 9 paragraphs" in errors_of(response)
    assert f'<a href="#id_{CITATIONS}-0-paragraph">Citations, Paragraph</a>: This source has 9' in response.text


def test_one_place_can_not_be_cited_twice_for_one_value(client):
    make_editor(client)
    place = {"source": str(make_source("article").pk), "paragraph": "1", "field": "city", "stated": "Suzhou"}
    rows = row(CITATIONS, 0, **place) | row(CITATIONS, 1, **place) | {f"{CITATIONS}-TOTAL_FORMS": "2"}
    response = enter(client, Company, name="Heartland", slug="heartland", city="Suzhou", **rows)
    assert "already cited" in errors_of(response)


def test_the_field_of_a_citation_is_chosen_among_the_fields_of_the_record(client):
    make_editor(client)
    page = client.get(address(FundingRound, "add"))
    form = page.context["inline_admin_formsets"][-1].formset.forms[0]
    offered = [value for value, _label in form.fields["field"].choices]
    assert offered[0] == ""
    assert {"name", "company", "series", "when", "amount", "names"} <= set(offered)
    assert not {"slug", "is_published", "gaps", "amount_low", "updated_at"} & set(offered)


def test_an_address_never_changes(client):
    make_editor(client)
    company = make_company(name="Heartland", slug="heartland")
    page = client.get(address(Company, "change", company.pk))
    assert "slug" not in page.context["adminform"].form.fields
    client.post(address(Company, "change", company.pk), filled(page) | {"slug": "another"})
    company.refresh_from_db()
    assert company.slug == "heartland"


def test_a_gap_of_both_kinds_or_beside_a_value_is_refused(client):
    make_editor(client)
    both = enter(client, Company, name="A", slug="a", not_stated=["city"], undisclosed=["city"])
    assert "Either not stated or undisclosed" in errors_of(both)
    filled_in = enter(client, Company, name="A", slug="a", city="Suzhou", not_stated=["city"])
    assert "has a value, so it is no gap" in errors_of(filled_in)


def test_a_position_is_entered_with_its_person(client):
    make_editor(client)
    company = make_company()
    position = row("positions", 0, company=str(company.pk), title="Founder", tenure="current", when="since 2019")
    enter(client, Person, name="Li Wei", slug="li-wei", **position)
    assert [str(one) for one in Person.objects.get().positions.all()] == [f"Li Wei, Founder, {company}"]


def test_a_row_that_only_the_database_refuses_comes_back_with_the_reason(client):
    make_editor(client)
    title = {"company": str(make_company().pk), "title": "Founder", "tenure": "current"}
    rows = row("positions", 0, **title) | row("positions", 1, **title) | {"positions-TOTAL_FORMS": "2"}
    response = enter(client, Person, name="Li Wei", slug="li-wei", **rows)
    assert response.status_code == 200
    assert "already there" in errors_of(response)
    assert not Person.objects.exists()


def test_the_page_of_a_company_leads_to_what_refers_to_it(client):
    make_editor(client)
    company = make_company()
    page = client.get(address(Company, "change", company.pk)).text
    assert f"{address(FundingRound, 'add')}?company={company.pk}" in page


def test_the_empty_form_says_what_can_be_added_later_and_where_the_founding_year_goes(client):
    make_editor(client)
    page = client.get(address(Company, "add")).text
    assert "what refers to it: events," in page
    assert "When it was founded or listed is an event of the company." in page


def test_only_a_published_record_leads_to_its_page(client):
    make_editor(client)
    shown, hidden = make_company(), make_company(is_published=False)
    page = client.get(address(Company, "change", shown.pk))
    assert "viewsitelink" in page.text
    assert client.get(page.context["absolute_url"])["Location"].endswith(f"/companies/{shown.slug}/")
    assert "viewsitelink" not in client.get(address(Company, "change", hidden.pk)).text


def test_saving_what_was_not_changed_says_so_and_marks_nothing(client):
    make_editor(client)
    company = make_company()
    page = client.get(address(Company, "change", company.pk))
    response = client.post(address(Company, "change", company.pk), filled(page), follow=True)
    assert "was changed successfully" in messages_of(response)
    assert not company.citations.filter(needs_recheck=True).exists()


def test_on_the_form_of_a_source_its_own_paragraphs_are_offered(client):
    make_editor(client)
    other, source = make_source("other", paragraphs=9), make_source("article", paragraphs=3)
    session = client.session
    session["last_cited_place"] = (other.pk, 7)
    session.save()
    last = lambda page: page.context["inline_admin_formsets"][-1].formset.forms[-1].initial  # noqa: E731
    offered = last(client.get(address(Source, "change", source.pk)))
    assert (offered["source"], offered["paragraph"]) == (source.pk, 1)
    assert "source" not in last(client.get(address(Source, "add")))
