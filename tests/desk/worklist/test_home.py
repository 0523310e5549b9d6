"""The admin's home is what waits for somebody, and below it the lists by task."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.models import Remark, State
from desk.worklist import counting
from desk.worklist.tasks import OTHERS, TASKS
from records.admin.rights import ADMINISTRATORS, EDITORS, REVIEWERS
from tests.admin.forms import make_editor
from tests.builders import cite, make_company, make_source
from tests.desk.articles import close_all, end, make_article
from tests.desk.proposals.people import put_forward, reviewer
from tests.desk.worklist.lines import in_group, lines_of, make_settled_source, rows_of, titles_of, url_of

pytestmark = pytest.mark.django_db

LINES = [
    "unread", "half-read", "second-reading", "proposals", "asked-back", "recheck", "contested", "not-looked-for"
]  # fmt: skip


def make_some_of_everything():
    """One more item on each line."""
    make_source(reading_status="queued", cited=False)
    make_source(reading_status="in_work", cited=False)
    make_source(reading_status="in_work", paragraphs=0, cited=False)
    company = make_company(coverage="profiled")
    put_forward(company, city="Wuxi")
    asked = put_forward(company, city="Suzhou")
    asked.state = State.ASKED
    asked.save()
    Remark.objects.create(proposal=asked, by="rui", text="Where?")
    cite(company, "src#2", field="city", stated="Wuxi", stance="contradicts")
    cite(company, "src#3", field="city", stated="Hefei", needs_recheck=True)


def test_each_line_says_how_many_wait():
    client = reviewer()
    make_settled_source()
    make_some_of_everything()
    assert lines_of(client) == dict.fromkeys(LINES, ("1", "0", "1")) | {"asked-back": ("1", "0", "0")}


def test_each_count_leads_to_the_list_of_just_these():
    client = reviewer()
    make_some_of_everything()
    for each in client.get("/admin/").context["worklist"]:
        for _label, number, url in each["counts"]:
            assert (len(client.get(url).context["rows"]) if url else 0) == int(number), url


@pytest.mark.parametrize("word", ["", *LINES])
def test_a_page_costs_the_same_for_3_of_each_and_for_30(client, word):
    make_editor(client)
    page = url_of(word) if word else "/admin/"
    numbers = []
    for more in (3, 27):
        for _each in range(more):
            make_some_of_everything()
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1], numbers


def test_the_counts_of_all_lines_are_one_statement(client):
    make_editor(client)
    make_some_of_everything()
    client.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert sum("sources_citation" in query["sql"] for query in queries) == 1


def test_more_than_are_counted_are_said_to_be_more(monkeypatch):
    client = reviewer()
    monkeypatch.setattr(counting, "MOST", 2)
    for _each in range(2):
        make_source(reading_status="queued")
    assert lines_of(client)["unread"][0] == "2"
    make_source(reading_status="queued")
    assert lines_of(client)["unread"][0] == "2+"


def test_a_list_of_many_goes_on_from_page_to_page():
    client = reviewer()
    sources = [make_source(reading_status="queued", title=f"Article {number:02}") for number in range(51)]
    page = client.get(url_of("unread")).context
    assert (len(page["rows"]), page["previous"]) == (50, "")
    following = client.get(page["next"]).context
    assert ([row.item for row in following["rows"]], following["next"]) == (sources[50:], "")


def test_a_source_half_read_says_how_much_is_open_and_leads_to_the_desk():
    client = reviewer()
    source = make_article(reading_status="queued")
    end(client, source, 1, "nothing")
    (row,) = rows_of(client, "half-read")
    assert row.url == f"/admin/sources/source/{source.pk}/desk/"
    assert row.details == ("6 paragraphs of 7 are open.",)
    close_all(client, source)
    assert titles_of(client, "half-read") == []
    assert titles_of(client, "second-reading") == [source.title]


def test_a_place_to_be_checked_again_is_shown_with_the_value_and_its_words():
    company = make_company(name="Heartland", city="Wuxi")
    cite(company, "src#3", field="city", stated="Hefei", needs_recheck=True)
    page = reviewer().get(url_of("recheck")).text
    for words in ("Heartland: City", "The record says: “Wuxi”.", "The place says: “Hefei”.", "Title of src, ¶3"):
        assert words in page


def test_a_contradiction_with_a_note_that_says_why_is_ruled_on():
    company = make_company(city="Wuxi")
    cite(company, "src#3", field="city", stated="Hefei", stance="contradicts", note="It moved in 2024.")
    cite(company, "src#4", field="city", stated="Suzhou", stance="contradicts")
    assert [row.item.stated for row in rows_of(reviewer(), "contested")] == ["Suzhou"]


@pytest.mark.parametrize(
    ("group", "lines", "tasks"),
    [
        (EDITORS, LINES, ["Enter", "Parts of records", "Review", "Vocabulary"]),
        (REVIEWERS, LINES, ["Enter", "Parts of records", "Review", "Vocabulary"]),
        ("", LINES, ["Enter", "Parts of records", "Review", "Vocabulary"]),
        (ADMINISTRATORS, [], ["People and rights"]),
    ],
)
def test_everybody_sees_the_lines_and_lists_that_they_may_open(group, lines, tasks):
    client = in_group(group, "somebody")
    make_some_of_everything()
    assert list(lines_of(client)) == lines
    page = client.get("/admin/")
    assert [str(task.label) for task in page.context["tasks"]] == tasks
    links = [url for task in page.context["tasks"] for _name, *urls, _view in task.lists for url in urls if url]
    assert {client.get(url, follow=True).status_code for url in links} == {200}
    for word in LINES:
        answer = client.get(url_of(word))
        assert answer.status_code == (200 if word in lines else 403)
        if word in lines:
            linked = [row.url for row in answer.context["rows"]]
            linked += [url for row in answer.context["rows"] for _text, url in row.shown_details if url]
            assert {client.get(url).status_code for url in linked} == {200}


def test_whoever_has_no_rights_is_told_so(client):
    make_editor(client, is_superuser=False)
    page = client.get("/admin/")
    assert (page.context["worklist"], page.context["tasks"]) == ([], [])
    assert "permission to view or edit anything" in page.text


def test_every_list_of_the_admin_stands_in_a_task(client):
    make_editor(client)
    shown = client.get("/admin/").context["tasks"]
    assert [task.label for task in shown] == [label for label, _lists in TASKS] != [OTHERS]
    labels = [label for _task, labels in TASKS for label in labels]
    assert sorted(labels) == sorted(model._meta.label for model in admin.site._registry)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/admin/worklist/nothing/", 404), ("?owner=wen", 400), ("?page=0", 400), ("?page=x", 400), ("?page=21", 400)],
)
def test_what_no_link_asks_for_is_refused(address, status):
    client = reviewer()
    assert client.get(address if address.startswith("/") else url_of("unread") + address).status_code == status


def test_the_worklist_asks_to_sign_in(client):
    for page in ("/admin/", url_of("unread")):
        answer = client.get(page)
        assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True)
