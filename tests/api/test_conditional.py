"""Conditional requests: a client that has an answer gets a 304 for next to nothing; a merged record redirects."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, make, problem
from tests.builders import MAKERS, cite, make_company, make_segment, merge

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_read_has_an_etag_and_a_last_modified(client, endpoint):
    for path in (address(endpoint), address(endpoint, make(endpoint))):
        answer = client.get(path)
        assert answer["ETag"].startswith('"')
        assert answer["Last-Modified"].endswith("GMT")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_answer_that_the_reader_has_is_not_sent_again(client, endpoint):
    for path in (address(endpoint), address(endpoint, make(endpoint))):
        etag = client.get(path)["ETag"]
        again = client.get(path, headers={"if-none-match": etag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_a_304_costs_one_query(client):
    make_company()
    etag = client.get("/api/v1/companies/")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/companies/", headers={"if-none-match": etag})
    assert len(queries) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda company: Company.objects.update(city="Shanghai"),
        lambda company: cite(company, "src#5"),
        lambda company: company.segments.clear(),
        lambda company: make_company(),
        lambda company: company.citations.update(note="looked again"),
        lambda company: company.delete(),
    ],
    ids=["a value", "a citation", "a segment", "another record", "a note", "a deletion"],
)
def test_after_a_change_the_reader_gets_the_new_answer(client, change):
    company = make_company(segments=[make_segment()])
    etag = client.get("/api/v1/companies/")["ETag"]
    change(company)
    again = client.get("/api/v1/companies/", headers={"if-none-match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_another_question_has_another_etag(client):
    make_company()
    assert client.get("/api/v1/companies/")["ETag"] != client.get("/api/v1/companies/?kind=ai")["ETag"]


def test_other_code_gives_another_etag_for_the_same_data(client, monkeypatch):
    make_company()
    etag = client.get("/api/v1/companies/")["ETag"]
    monkeypatch.setattr("records.etags.CODE", "other code")
    again = client.get("/api/v1/companies/", headers={"if-none-match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_a_reader_with_the_date_alone_is_served_by_it(client):
    make_company()
    date = client.get("/api/v1/companies/")["Last-Modified"]
    assert client.get("/api/v1/companies/", headers={"if-modified-since": date}).status_code == 304


def test_a_question_of_no_sense_is_refused_whatever_the_reader_has(client):
    make_company()
    date = client.get("/api/v1/companies/")["Last-Modified"]
    answer = client.get("/api/v1/companies/?shoe_size=44", headers={"if-modified-since": date})
    assert answer.status_code == 400


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_the_address_of_a_merged_record_leads_to_its_successor_for_good(client, endpoint):
    record = MAKERS[endpoint]()
    merge("old-address", record)
    answer = client.get(f"/api/v1/{endpoint}/old-address/")
    assert (answer.status_code, answer["Location"]) == (308, f"http://testserver{address(endpoint, record)}")


def test_a_merged_slug_counts_for_its_own_type_only(client):
    merge("old-address", make_company())
    problem(client, "/api/v1/investors/old-address/", status=404)


def test_a_question_follows_to_the_successor(client):
    merge("old-address", make_company(slug="new"))
    answer = client.get("/api/v1/companies/old-address/?fields=name")
    assert answer["Location"] == "http://testserver/api/v1/companies/new/?fields=name"
