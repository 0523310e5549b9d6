"""What the filters of /api/v1/changes/ hold, and that they tell nothing of drafts."""

import pytest

from companies.models import Company
from tests.api.api_client import ask
from tests.changes.revisions import changes, head, last_records, make_company, make_milestone, revision

pytestmark = pytest.mark.usefixtures("committing")
PATH = "/api/v1/changes/"


def test_filters_choose_records_of_types_and_revisions_of_kinds(client):
    before = head()
    with revision("event"):
        company = make_company(slug="one")
        make_milestone(slug="step", company=company)
    with revision("correction"):
        make_company(slug="two")
    assert set(last_records(client, before, type="milestones")) == {("milestones", "step")}
    assert [row["revision"] for row in changes(client, before, kind="correction")] == [before + 2]
    both = last_records(client, before, type=["milestones", "companies"])
    assert {("milestones", "step"), ("companies", "one"), ("companies", "two")} <= set(both)


def test_the_filter_of_a_company_holds_what_was_or_is_its_own(client):
    one, two = make_company(slug="one"), make_company(slug="two")
    before = head()
    step = make_milestone(slug="step", company=one)
    moved = head()
    with revision():
        type(step).objects.update(company=two)
    with revision():
        type(step).objects.update(scope="Something else.")
    assert set(last_records(client, before, company="one")) == {("milestones", "step")}
    assert [row["revision"] for row in changes(client, moved, company="one")] == [moved + 1]
    assert [row["revision"] for row in changes(client, moved, company="two")] == [moved + 1, moved + 2]
    one.delete()
    assert last_records(client, head() - 1, company="one") == {("companies", "one"): "deleted"}


def test_the_filter_of_a_company_tells_nothing_of_the_time_that_it_or_the_record_was_a_draft(client):
    one, two = make_company(slug="one"), make_company(slug="two")
    step = make_milestone(slug="step", company=two)
    Company.objects.filter(pk=one.pk).update(is_published=False)
    before = head()
    for company in (one, two):  # a relation to a draft
        with revision():
            type(step).objects.update(company=company)
    Company.objects.filter(pk=one.pk).update(is_published=True)
    type(step).objects.update(is_published=False)
    for company in (one, two):  # the relation of a draft
        with revision():
            type(step).objects.update(company=company)
    with revision():
        type(step).objects.update(company=two, is_published=True)
    assert last_records(client, before, company="one") == {("companies", "one"): "created"}
    assert len(changes(client, before, company="one")) == 1
    net = ask(client, PATH, old=before, company="one")["results"]
    assert [(each["type"], each["change"]) for each in net] == [("companies", "created")]
    with revision():
        type(step).objects.update(company=one)
    assert last_records(client, head() - 1, company="one") == {("milestones", "step"): "changed"}


def test_a_filtered_page_leads_on_to_nothing_that_drafts_alone_changed(client):
    company = make_company(slug="one")
    before = head()
    for number in range(3):
        make_milestone(slug=f"m{number}", company=company, is_published=False, cited=False)
    for asked in ({"type": "milestones"}, {"company": "one"}):
        page = ask(client, PATH, after=before, page_size=1, **asked)
        assert (page["results"], page["next"]) == ([], None)
