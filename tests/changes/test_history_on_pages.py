"""What a record's page and the page of its history show of its changes."""

import pytest
from django.db import transaction

from companies.models import Company
from sources.models import Citation
from tests import builders
from tests.changes.revisions import changed, head, make_company, make_source, revision

pytestmark = pytest.mark.usefixtures("committing")
make_round = transaction.atomic(builders.make_round)


def test_the_author_is_shown_to_editors_alone(client, editor):
    company = make_company(slug="one")
    with revision("correction", "It was misread.", author="wang"):
        Company.objects.update(city="Wuxi")
    page = client.get("/companies/one/history/").content.decode()
    assert "It was misread." in page
    assert "wang" not in page
    assert "wang" not in client.get("/api/v1/companies/one/history/").content.decode()
    assert "wang" in editor.get("/companies/one/history/").content.decode()
    assert company.pk


def test_the_foot_of_a_page_says_what_changed_last_and_leads_to_the_history(client):
    record = make_round(slug="a", amount="undisclosed")
    assert f"Published in revision {head()}, " in client.get("/rounds/a/").content.decode()
    record.amount = "tens of millions of dollars"
    record.save()
    page = client.get("/rounds/a/").content.decode()
    assert f"Last changed in revision {head()}, " in page
    assert "amount: undisclosed → tens of millions of dollars" in page
    assert 'href="/rounds/a/history/"' in page


def entry(client, path, key):
    """The revision that the entry of a value in the list of places names, or None."""
    page = client.get(path).content.decode()
    tag = page.partition(f'-{key}"')[2].partition(">")[0]
    return int(tag.partition('data-since="')[2].partition('"')[0]) if "data-since" in tag else None


def test_the_entry_of_a_value_says_since_which_revision_it_stands(client):
    make_source("src")
    with revision():
        company = builders.make_company(slug="one", city="Wuxi", country="CN")
        record = builders.make_round(slug="a", company=company, amount="undisclosed")
        part = builders.make_investment(round=record, investor=builders.make_investor(name="OrbiMed"))
        for cited, field in ((company, "city"), (company, "country"), (record, "amount"), (part, "role")):
            builders.cite(cited, "src#4", field=field, stated=field)
    first = head()
    assert entry(client, "/companies/one/", "companies-one-city") == first
    assert entry(client, "/companies/one/", "rounds-a-orbimed-role") == first
    changed(company, city="Beijing")
    second = head()
    changed(part, role="lead")
    assert entry(client, "/companies/one/", "companies-one-city") == second
    assert entry(client, "/companies/one/", "companies-one-country") == first
    assert entry(client, "/companies/one/", "rounds-a-amount") == first
    assert entry(client, "/companies/one/", "rounds-a-orbimed-role") == second + 1
    assert entry(client, "/rounds/a/", "rounds-a-orbimed-role") == second + 1
    Citation.objects.update(needs_recheck=False)
    assert entry(client, "/companies/one/", "companies-one-city") == second


def test_the_entry_of_a_part_says_it_on_the_page_of_another_record_as_well(client):
    with revision():
        builders.make_source("src")
        person, company = builders.make_person(slug="wang-wei"), builders.make_company(slug="one")
        part = builders.make_position(person=person, company=company, title="Chief")
        for field in ("title", "tenure"):
            builders.cite(part, "src#4", field=field, stated=field)
    first = head()
    assert entry(client, "/companies/one/", "people-wang-wei-chief-title") == first
    changed(part, tenure="former")
    assert entry(client, "/companies/one/", "people-wang-wei-chief-title") == first
    assert entry(client, "/companies/one/", "people-wang-wei-chief-tenure") == first + 1
