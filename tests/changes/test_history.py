"""The history of a record, in words: on its page and at /api/v1/<type>/<slug>/history/."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from market.models import Segment
from names.merging import merge
from names.models import Name
from tests import builders
from tests.api.api_client import ask, problem
from tests.changes.revisions import (
    changed,
    differences,
    head,
    history,
    make_company,
    make_segment,
    make_source,
    revision,
)

pytestmark = pytest.mark.usefixtures("committing")
make_round, make_investor = transaction.atomic(builders.make_round), transaction.atomic(builders.make_investor)


def test_the_first_entry_says_that_it_was_published_and_nothing_of_the_time_before(client):
    company = make_company(slug="one", city="Wuxi", is_published=False)
    changed(company, city="Beijing")
    with revision("event", "Ready."):
        Company.objects.update(is_published=True)
    (row,) = history(client, company)
    assert (row["revision"], row["kind"], row["reason"]) == (head(), "event", "Ready.")
    assert row["changes"] == [{"field": "is_published", "part": None, "before": None, "after": "published"}]


def test_values_stand_in_words_newest_first(client):
    record = make_round(slug="a", amount="undisclosed", when="2021-08")
    with revision("enrichment", "It was disclosed."):
        record.amount, record.when = "tens of millions of dollars", "about 2021"
        record.save()
    changed(record, series="series_b" if record.series != "series_b" else "series_a")
    newest, second, first = history(client, record)
    assert [change["field"] for change in newest["changes"]] == ["series"]
    found = {change["field"]: (change["before"], change["after"]) for change in second["changes"]}
    assert found["amount"] == ("undisclosed", "tens of millions of dollars")
    assert found["when"] == ("August 2021", "about 2021")
    assert not {"updated_at", "amount_low", "when_span", "id"} & set(found)
    assert first["changes"][0]["after"] == "published"


def test_a_gap_is_said_in_words(client):
    company = make_company(slug="one", city="")
    changed(company, gaps={"city": "not_stated"})
    assert differences(client, company) == [("city", None, None, "not stated in the sources read")]
    changed(company, gaps={}, city="Wuxi")
    assert differences(client, company) == [("city", None, "not stated in the sources read", "Wuxi")]


def test_a_relation_is_said_by_the_name_that_it_had_then(client):
    one, two = make_company(slug="one", name="One"), make_company(slug="two", name="Two")
    record = make_round(slug="a", company=one)
    changed(record, company=two)
    changed(two, name="Renamed")
    assert differences(client, record) == [("company", None, "One", "Two")]
    assert [len(row["changes"]) for row in history(client, record)] == [1, 1]


def test_what_readers_did_not_see_then_is_not_named(client):
    hidden = make_company(slug="hidden", name="Hidden", is_published=False)
    record = make_round(slug="a", company=make_company(slug="one", name="One"))
    changed(record, company=hidden)
    assert differences(client, record) == [("company", None, "One", None)]


def test_lists_names_and_citations_of_a_record_are_changes_of_it(client):
    make_source("src")
    company = make_company(slug="one", segments=[make_segment(name="Lasers")])
    with revision():
        company.segments.set([*company.segments.all(), Segment.objects.get(pk=make_segment(name="Implants").pk)])
    assert differences(client, company) == [("segments", None, "Lasers", "Implants, Lasers")]
    with revision():
        builders.make_name(company, "派姆", kind="short", language="zh-Hans")
    assert differences(client, company) == [
        ("names", None, None, "派姆 (short name)"),
        ("citations", None, None, "src ¶2, names: “派姆”"),
    ]
    with revision():
        builders.cite(company, "src#7", field="city", stated="in Wuxi", stance="contradicts", note="An old text.")
    words = "src ¶7, city: “in Wuxi” (contradicts the value; An old text.)"
    assert differences(client, company) == [("citations", None, None, words)]


def test_a_value_that_changes_marks_its_place_for_a_recheck_in_words(client):
    make_source("src")
    company = make_company(slug="one", city="Wuxi")
    with revision():
        builders.cite(company, "src#3", field="city", stated="in Wuxi")
    changed(company, city="Beijing")
    place = "src ¶3, city: “in Wuxi”"
    assert differences(client, company) == [
        ("city", None, "Wuxi", "Beijing"),
        ("citations", None, place, f"{place} (needs re-check)"),
    ]


def test_a_place_in_a_source_that_readers_do_not_see_is_left_out(client):
    make_source("src")
    make_source("draft", is_published=False)
    company = make_company(slug="one")
    with revision():
        builders.cite(company, "draft#3", field="city", stated="in Wuxi")
    assert differences(client, company) == []


def test_parts_come_change_and_go_under_their_label(client):
    record, investor = make_round(slug="a"), make_investor(name="OrbiMed")
    with revision():
        part = builders.make_investment(round=record, investor=investor, role="participant")
    (change,) = differences(client, record)
    assert change == ("investments", "OrbiMed", None, "investor: OrbiMed; role: participant")
    changed(part, role="lead")
    assert differences(client, record) == [("role", "OrbiMed", "participant", "lead")]
    with revision():
        part.delete()
    assert differences(client, record) == [("investments", "OrbiMed", "investor: OrbiMed; role: lead", None)]


def test_a_withdrawn_time_is_told_by_one_word_and_its_end_by_what_differs(client):
    company = make_company(slug="one", city="Wuxi")
    changed(company, is_published=False)
    changed(company, city="Beijing")
    changed(company, is_published=True)
    assert [[(each["field"], each["after"]) for each in row["changes"]] for row in history(client, company)] == [
        [("is_published", "published"), ("city", "Beijing")],
        [("is_published", "withdrawn")],
        [("is_published", "published")],
    ]


def test_a_record_that_is_gone_has_the_answer_of_its_page(client):
    one, two = make_company(slug="one", name="One"), make_company(slug="two", name="Two")
    merge(one, two)
    moved = client.get("/api/v1/companies/two/history/?page_size=5")
    assert (moved.status_code, moved["Location"].endswith("/companies/one/history/?page_size=5")) == (308, True)
    assert client.get("/companies/two/history/")["Location"] == "/companies/one/history/"
    with revision():
        one.delete()
        builders.leave_gone(Company, "one", "It was two.")
    assert problem(client, "/api/v1/companies/one/history/", 410)["detail"] == "It was two."
    assert client.get("/companies/one/history/").status_code == 410
    problem(client, "/api/v1/companies/nobody/history/", 404)
    make_company(slug="draft", is_published=False)
    problem(client, "/api/v1/companies/draft/history/", 404)


def test_two_moments_side_by_side_leave_out_what_was_changed_back(client):
    record = make_round(slug="a", amount="undisclosed")
    old = head()
    for name in ("Another", record.name):
        changed(record, name=name)
    with revision():
        name = Name.objects.create(record=record, text="Fleeting", kind="short", language="en")
    name.delete()
    record.refresh_from_db()
    record.amount = "tens of millions of dollars"
    record.save()
    path = "/api/v1/rounds/a/history/"
    body = ask(client, path, old=old, new=head())
    assert [body["old"]["revision"], body["new"]["revision"]] == [old, head()]
    assert [(each["field"], each["after"]) for each in body["changes"]] == [("amount", "tens of millions of dollars")]
    assert ask(client, path, old=old, new=old)["changes"] == []
    assert ask(client, path, old=old)["changes"] == body["changes"]
    assert ask(client, path, old=1)["changes"][0]["after"] == "published"


def test_rows_that_were_written_anew_with_the_same_words_are_no_difference(client):
    company = make_company(slug="one", segments=[make_segment(name="Lasers")])
    with revision():
        builders.make_name(company, "Short", kind="short")
    old, segments = head(), list(company.segments.all())
    with revision():
        company.segments.clear()
        company.segments.set(segments)
        Name.objects.all().delete()
        Name.objects.create(record=company, text="Short", kind="short", language="en")
    assert ask(client, "/api/v1/companies/one/history/", old=old)["changes"] == []
    assert ask(client, "/api/v1/changes/", old=old)["results"] == []


@pytest.mark.parametrize(
    "parameters", [{"after": "1"}, {"before": "x"}, {"page_size": "101"}, {"old": "x"}, {"new": "1"}]
)
def test_a_wrong_parameter_of_a_history_is_refused(client, parameters):
    make_company(slug="one")
    assert problem(client, "/api/v1/companies/one/history/", **parameters)["errors"]
    assert client.get("/companies/one/history/", parameters).status_code == 400


def test_a_long_history_comes_in_pages_of_a_constant_number_of_queries(client):
    company = make_company(slug="one")

    def cost(**parameters):
        with CaptureQueriesContext(connection) as queries:
            page = ask(client, "/api/v1/companies/one/history/", **parameters)
        return len(queries), page

    changed(company, city="City 0")
    few, _page = cost()
    for number in range(1, 12):
        changed(company, city=f"City {number}")
    many, page = cost(page_size=5)
    assert many == few <= 6
    found = [row["revision"] for row in page["results"]]
    while page["next"]:
        page = ask(client, page["next"])
        found += [row["revision"] for row in page["results"]]
    assert found == list(range(head(), head() - 13, -1))
