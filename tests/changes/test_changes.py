"""/api/v1/changes/: revisions in order, each with what it did in the eyes of readers."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from names.merging import merge
from names.models import Successor
from tests.api.api_client import ask
from tests.builders import cite, leave_gone, make_name, make_position
from tests.changes.revisions import (
    changes,
    head,
    last_records,
    make_company,
    make_milestone,
    make_person,
    make_segment,
    records,
    revision,
)

pytestmark = pytest.mark.usefixtures("committing")
PATH = "/api/v1/changes/"


def test_a_revision_says_its_number_time_kind_and_reason_and_never_its_author(client):
    before = head()
    with revision("event", "It was founded.", author="wang"):
        make_company(slug="one")
    body = ask(client, PATH, after=before)
    (row,) = body["results"]
    assert (body["head"], body["next"]) == (before + 1, None)
    assert (row["revision"], row["kind"], row["reason"]) == (before + 1, "event", "It was founded.")
    assert list(row) == ["revision", "at", "kind", "reason", "records"]
    assert {"type": "companies", "slug": "one", "change": "created", "successor": None} in row["records"]
    assert "wang" not in str(body)


def test_published_is_created_and_unpublished_is_withdrawn(client):
    company = make_company(slug="one", is_published=False)
    before = head()
    with revision():
        Company.objects.update(is_published=True)
    assert last_records(client, before) == {("companies", "one"): "created"}
    with revision():
        Company.objects.update(is_published=False)
    assert last_records(client, before + 1) == {("companies", "one"): "withdrawn"}
    company.delete()
    assert last_records(client, before + 2) == {}


def test_a_revision_of_drafts_alone_has_no_records_and_tells_no_reason(client):
    before = head()
    with revision("correction", "A secret."):
        make_company(is_published=False, cited=False)
    (row,) = changes(client, before)
    assert (row["kind"], row["reason"], row["records"]) == ("correction", "", [])


@pytest.mark.parametrize(
    "change",
    [
        lambda company: Company.objects.update(city="Shanghai"),
        lambda company: cite(company, "src#5"),
        lambda company: make_name(company, "Another"),
        lambda company: company.segments.clear(),
    ],
    ids=["a value", "a citation", "a name", "a list"],
)
def test_a_changed_value_citation_name_or_list_changes_its_record(client, change):
    company = make_company(slug="one", segments=[make_segment()])
    before = head()
    with revision():
        change(company)
    assert last_records(client, before) == {("companies", "one"): "changed"}


def test_a_part_changes_its_record_and_not_the_company_whose_profile_nests_it(client):
    person, company = make_person(slug="somebody"), make_company(slug="one")
    before = head()
    with revision():
        make_position(person=person, company=company)
    assert last_records(client, before) == {("people", "somebody"): "changed"}


def test_what_is_gone_stays_listed_and_a_merged_record_names_its_successor(client):
    one, two = make_company(slug="one", name="One"), make_company(slug="two", name="Two")
    three = make_company(slug="three")
    before = head()
    with revision("merge"):
        merge(one, two)
    with revision():
        three.delete()
    merged, deleted = changes(client, before)
    assert {"type": "companies", "slug": "two", "change": "merged", "successor": "one"} in merged["records"]
    assert deleted["records"] == [{"type": "companies", "slug": "three", "change": "deleted", "successor": None}]


def test_a_successor_is_followed_to_its_end_and_only_a_published_one_is_named(client):
    one, two, three = (make_company(slug=slug, name=slug) for slug in ("one", "two", "three"))
    before = head()
    merge(two, three)
    merge(one, two)
    (row,) = [row for row in changes(client, before) if ("companies", "three") in records([row])]
    assert [each["successor"] for each in row["records"] if each["slug"] == "three"] == ["one"]
    Company.objects.filter(pk=one.pk).update(is_published=False)
    again = [each for row in changes(client, before) for each in row["records"] if each["slug"] == "three"]
    assert [(each["change"], each["successor"]) for each in again] == [("merged", None)]


def test_an_address_that_says_why_nothing_is_there_is_deleted(client):
    make_company(slug="one")
    before = head()
    with transaction.atomic():
        Company.objects.all().delete()
        leave_gone(Company, "one")
    assert last_records(client, before) == {("companies", "one"): "deleted"}


def test_an_answer_that_the_reader_has_is_not_sent_again_until_anything_changes(client):
    company = make_company(slug="one")
    etag = client.get(PATH)["ETag"]
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 304
    leave_gone(Company, "long-ago")
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200
    etag = client.get(PATH)["ETag"]
    Successor.objects.all().delete()
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200
    assert company.pk


def test_pages_of_revisions_lead_on_and_miss_none(client):
    before = head()
    for number in range(5):
        with revision():
            make_company(slug=f"c{number}")
    page = ask(client, PATH, after=before, page_size=2)
    assert [row["revision"] for row in page["results"]] == [before + 1, before + 2]
    assert f"after={before + 2}" in page["next"]
    assert changes(client, before, page_size=2) == changes(client, before)


def test_a_revision_of_many_records_comes_in_pages_and_after_stays_before_it(client, monkeypatch):
    monkeypatch.setattr("changes.feed.MOST_RECORDS", 4)
    make_company(slug="first")
    before = head()
    with revision("import", "Many."):
        for number in range(10):
            make_company(slug=f"c{number}")
    with revision():
        make_company(slug="last")
    page, sizes, after = ask(client, PATH, after=before), [], before
    while page["next"]:
        assert all(row["reason"] == "Many." for row in page["results"])
        sizes.append(len(page["results"][0]["records"]))
        assert f"after={after}" in page["next"]
        page = ask(client, page["next"])
    assert sizes == [4, 4]
    assert [len(row["records"]) for row in page["results"]] == [2, 1]
    found = last_records(client, before)
    assert len(found) == 11
    assert set(found.values()) == {"created"}


def test_what_a_page_of_changes_costs_does_not_depend_on_how_many_there_are(client):
    def cost(after):
        with CaptureQueriesContext(connection) as queries:
            ask(client, PATH, after=after)
        return len(queries)

    start = head()
    make_company(slug="one")
    make_company(slug="gone").delete()
    cost(start)
    few = cost(start)
    for number in range(20):
        make_company(slug=f"c{number}")
        make_milestone()
    assert cost(start) == few <= 5


def test_the_page_shows_the_newest_first_and_the_author_to_editors_alone(client, editor):
    with revision("correction", "It was misread.", author="wang"):
        make_company(slug="one", name="One Medical")
    with revision("event", "Then more.", author="li"):
        make_company(slug="two", name="Two Medical")
    text = client.get("/changes/").content.decode()
    assert text.index("Two Medical") < text.index("One Medical")
    assert "It was misread." in text
    assert "wang" not in text
    assert "wang" in editor.get("/changes/").content.decode()
    assert "One Medical" in client.get(f"/changes/?old={head() - 2}&new={head() - 1}").content.decode()
