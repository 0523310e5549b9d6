"""The address of a record that is no more: it leads on, or says why nothing is there."""

import pytest
from django.db import IntegrityError

from catalogue.record_types import RECORD_TYPES
from companies.models import Company
from names.models import Successor
from tests.builders import MAKERS, leave_gone, make_company, merge

pytestmark = pytest.mark.django_db
EVERY_RECORD_TYPE = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda record_type: record_type.name)


@EVERY_RECORD_TYPE
def test_the_api_answers_410_with_the_reason_in_problem_details(client, record_type):
    leave_gone(record_type.model, "old", "It was counted twice.")
    answer = client.get(f"/api/v1/{record_type.name}/old/")
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    body = answer.json()
    assert (body["title"], body["status"], body["detail"]) == ("Gone", 410, "It was counted twice.")


@EVERY_RECORD_TYPE
def test_a_reader_sees_a_page_with_the_reason(client, record_type):
    leave_gone(record_type.model, "old", "It was <counted> twice.")
    page = client.get(f"/{record_type.name}/old/")
    assert page.status_code == 410
    assert "It was &lt;counted&gt; twice." in page.text
    assert page.text.count("<h1>") == 1
    assert f'href="/{record_type.name}/"' in page.text


@EVERY_RECORD_TYPE
def test_page_and_api_lead_to_the_record_that_took_over(client, record_type):
    merge("old", MAKERS[record_type.name](slug="new"))
    page, api = client.get(f"/{record_type.name}/old/"), client.get(f"/api/v1/{record_type.name}/old/")
    assert (page.status_code, page["Location"]) == (301, f"/{record_type.name}/new/")
    assert (api.status_code, api["Location"]) == (308, f"http://testserver/api/v1/{record_type.name}/new/")


@pytest.mark.parametrize("place", ["/companies/old/", "/api/v1/companies/old/"])
def test_head_and_a_conditional_request_are_answered_alike(client, place):
    leave_gone(Company, "old")
    assert client.head(place).status_code == 410
    assert client.get(place, headers={"if-none-match": '"whatever"'}).status_code == 410


def test_a_format_or_field_that_is_not_there_is_refused_first(client):
    leave_gone(Company, "old")
    for query in ("format=csv", "fields=shoe_size"):
        assert client.get(f"/api/v1/companies/old/?{query}").status_code == 400
    assert client.get("/api/v1/companies/old/?format=json&fields=name").status_code == 410


@pytest.mark.parametrize("place", ["/companies/old/", "/api/v1/companies/old/"])
def test_an_address_that_leads_to_a_draft_is_not_there_yet(client, place):
    merge("old", make_company(is_published=False))
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("place", ["/companies/old/", "/api/v1/companies/old/"])
def test_an_address_whose_record_was_deleted_past_the_admin_is_gone(client, place):
    company = make_company()
    merge("old", company)
    company.delete()
    assert client.get(place).status_code == 410


def test_what_is_gone_is_gone_for_its_own_type_only(client):
    leave_gone(Company, "old")
    assert client.get("/investors/old/").status_code == 404


def test_a_comparison_with_a_record_that_is_gone_says_that_there_is_none(client):
    leave_gone(Company, "old")
    make_company(slug="a")
    assert client.get("/compare/?company=a&company=old").status_code == 404
    assert client.get("/api/v1/compare/?company=a&company=old").status_code == 400


def test_a_former_address_leads_on_or_says_why(client):
    with pytest.raises(IntegrityError, match="an_old_slug_leads_on_or_says_why"):
        leave_gone(Company, "old", reason="")


def test_an_address_leads_on_or_is_gone_but_not_both():
    row = merge("old", make_company())
    with pytest.raises(IntegrityError, match="an_old_slug_leads_on_or_says_why"):
        Successor.objects.filter(pk=row.pk).update(reason="It was two.")
