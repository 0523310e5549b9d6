"""A value, a name or a part of a record that is there is recorded from a paragraph as well."""

import pytest

from companies.models import Company
from tests.admin.forms import make_editor
from tests.builders import make_company, make_name, make_study
from tests.desk.articles import at, make_article
from tests.desk.entering import filled, problems

pytestmark = pytest.mark.django_db


def open_value(client, source, paragraph, record, field="", words=""):
    query = {"paragraph": paragraph, "type": "values", "record": record, "field": field, "words": words}
    return client.get(at(source), query)


def enter(client, source, page, **typed):
    return client.post(at(source), filled(page) | {"save": "1"} | typed, follow=True)


def test_a_record_is_chosen_by_its_name_and_shows_what_can_be_said_of_it(client):
    make_editor(client)
    source = make_article()
    make_company(name="Heartland Medical", slug="heartland", city="Suzhou")
    page = open_value(client, source, 2, "Heartland Medical")
    labels = {label: now for _query, label, now in page.context["values"]}
    assert labels["City"] == "Suzhou"
    assert "Website" in labels
    assert "No record has the name" in open_value(client, source, 2, "Nobody").text


def test_an_empty_value_is_given_with_its_place(client):
    make_editor(client)
    source, company = (
        make_article(),
        make_company(slug="heartland", gaps={"city": "not_stated", "website": "not_stated"}),
    )
    page = open_value(client, source, 2, "companies/heartland", "city", "Suzhou")
    enter(client, source, page, city="Suzhou")
    company = Company.objects.get()
    assert company.city == "Suzhou"
    assert company.gaps == {"website": "not_stated"}
    assert company.citations.get(field="city").stated == "Suzhou"


def test_a_value_that_is_there_is_confirmed_or_contradicted_with_a_note_and_stays(client):
    make_editor(client)
    source = make_article()
    make_company(slug="heartland", city="Suzhou")
    page = open_value(client, source, 2, "companies/heartland", "city", "Suzhou")
    assert "Say whether the words state this value" in problems(enter(client, source, page))
    enter(client, source, page, says="same")
    page = open_value(client, source, 7, "companies/heartland", "city", "exports")
    assert "why the record keeps its value" in problems(enter(client, source, page, says="other"))
    enter(client, source, page, says="other", **{"record-cite-city-note": "A slip of the article."})
    company = Company.objects.get()
    assert company.city == "Suzhou"
    assert [(one.paragraph, one.stance) for one in company.citations.filter(field="city")] == [
        (2, "supports"), (7, "contradicts"),
    ]  # fmt: skip


def test_a_further_name_is_entered_and_cited(client):
    make_editor(client)
    source, company = make_article(), make_company(slug="heartland")
    make_name(company, "Heart Land")
    page = open_value(client, source, 2, "companies/heartland", "names", "Heartland Medical")
    prefix = page.context["entry"].formsets[0].prefix
    names = {f"{prefix}-0-text": "Heartland Medical", f"{prefix}-0-language": "en", f"{prefix}-0-kind": "legal"}
    enter(client, source, page, **names)
    assert set(company.names.values_list("text", flat=True)) == {"Heart Land", "Heartland Medical"}
    assert company.citations.filter(field="names", stated="Heartland Medical", source=source).exists()


def test_a_part_is_added_to_a_record_from_another_paragraph(client):
    make_editor(client)
    source, study = make_article(), make_study(slug="trial")
    page = open_value(client, source, 5, "studies/trial", "outcomes")
    enter(client, source, page, **{"outcomes-0-metric": "success rate", "outcomes-0-amount_stated": "96.4%"})
    outcome = study.outcomes.get()
    assert outcome.citations.filter(field="amount", stated="96.4%").exists()
