"""Lists as files: the records of the API's pages, in their order, from the same query string."""

import html
import io
import json
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.exports import MEDIA_TYPES
from tests.api.api_client import ENDPOINTS, address, ask, make, problem
from tests.api.export_files import FORMS, IN_EVERY_FORM, IN_EVERY_SHEET, ONE_PAGE, SHEETS, file, lines
from tests.builders import make_company, make_round, make_segment, with_everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_file_holds_the_records_of_the_api_in_its_order(client, endpoint, monkeypatch):
    with_everything(times=2)
    make(endpoint), make(endpoint)
    for ordering in problem(client, endpoint, ordering="nonsense")["errors"][0]["allowed"]:
        expected = ask(client, endpoint, ordering=ordering, page_size=500)["results"]
        monkeypatch.setattr(ONE_PAGE, 2)
        assert lines(client, endpoint, ordering=ordering) == expected
        for rows in SHEETS.values():
            ids = [each["id"] for each in rows(client, endpoint, ordering=ordering)]
            assert ids == [str(each["id"]) for each in expected]
        monkeypatch.undo()
    assert len(expected) >= 3


@IN_EVERY_SHEET
@pytest.mark.parametrize("question", [
    {"kind": "ai", "ordering": "-name"}, {"kind": ["ai", "device"]}, {"q": "medical"}, {"segment": "hearts"},
    {"id__in": "1"}, {"kind": "pharma"},
], ids=str)  # fmt: skip
def test_a_file_is_narrowed_by_what_narrows_the_list(client, form, question):
    segment = make_segment(slug="hearts")
    for name, kind in (("A Medical", "ai"), ("b medical", "ai"), ("C", "device"), ("D medical", "unstated")):
        make_company(name=name, kind=kind, segments=[segment] if name < "C" else [])
    expected = ask(client, "companies", **question)["results"]
    assert lines(client, "companies", **question) == expected
    assert [each["slug"] for each in SHEETS[form](client, "companies", **question)] == [e["slug"] for e in expected]


@IN_EVERY_FORM
def test_a_list_is_read_by_one_statement_for_each_page(client, form, monkeypatch):
    monkeypatch.setattr(ONE_PAGE, 2)
    for _number in range(5):
        make_company()
    file(client, "companies", form)
    with CaptureQueriesContext(connection) as queries:
        file(client, "companies", form)
    assert len(queries) == 3


def test_nothing_is_read_before_it_is_sent_but_the_first_page(client, monkeypatch):
    monkeypatch.setattr(ONE_PAGE, 2)
    for _number in range(5):
        make_company()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/api/v1/companies/?format=csv")
        assert answer.streaming
        before = sum("EXECUTE" in each["sql"] for each in queries.captured_queries)
        b"".join(answer.streaming_content)
    assert (before, sum("EXECUTE" in each["sql"] for each in queries.captured_queries)) == (1, 3)


def test_a_line_of_json_is_one_line_whatever_the_text(client):
    make_company(summary="One.\nTwo.\u2028Three.", gaps={"website": "not_stated"})
    content = file(client, "companies", "jsonl").decode()
    assert content.count("\n") == 1
    assert json.loads(content)["summary"] == "One.\nTwo.\u2028Three."


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_file_can_be_asked_for_by_the_end_of_the_address(client, endpoint):
    make(endpoint)
    by_suffix = client.get(f"/api/v1/{endpoint}.csv?ordering={'id' if endpoint == 'citations' else 'updated_at'}")
    ordering = {"ordering": "id" if endpoint == "citations" else "updated_at"}
    assert b"".join(by_suffix.streaming_content) == file(client, endpoint, "csv", **ordering)
    assert ask(client, f"/api/v1/{endpoint}.json")["count"] >= 1


@pytest.mark.parametrize("path", ["/api/v1/companies.docx", "/api/v1/companies/?format=docx"])
def test_a_format_that_nobody_makes_is_refused_with_those_that_there_are(client, path):
    (error,) = problem(client, path)["errors"]
    assert (error["parameter"], error["allowed"]) == ("format", ["json", *FORMS])


def test_a_format_is_said_once(client):
    assert problem(client, "/api/v1/companies.csv?format=csv")["errors"][0]["parameter"] == "format"


def test_a_profile_is_json_only(client):
    error = problem(client, address("companies", make_company()), format="csv")["errors"][0]
    assert (error["parameter"], error["allowed"]) == ("format", ["json"])


@IN_EVERY_FORM
@pytest.mark.parametrize(
    "wrong",
    [{"cursor": "x"}, {"page_size": "5"}, {"facets": "kind"}, {"shoe_size": "44"}, {"ordering": "size"},
     {"fields": "shoe_size"}, {"segment": "nobody"}, {"kind": "x"}],
    ids=str,
)  # fmt: skip
def test_a_question_of_no_sense_is_refused_before_anything_is_sent(client, form, wrong):
    make_company()
    (error,) = problem(client, "companies", format=form, **wrong)["errors"]
    assert error["parameter"] in wrong


@IN_EVERY_FORM
def test_a_file_says_what_it_is_and_is_called_after_what_is_in_it_and_the_day(client, form):
    answer = client.get(address("companies"), {"format": form})
    assert answer["Content-Type"] == MEDIA_TYPES[form]
    named = rf'attachment; filename="medtech-kb-companies-\d{{4}}-\d\d-\d\d\.{form}"'
    assert re.fullmatch(named, answer["Content-Disposition"])


@IN_EVERY_FORM
def test_a_file_that_the_reader_has_is_not_sent_again(client, form):
    make_company()
    path = f"/api/v1/companies/?format={form}"
    answer = client.get(path)
    again = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, answer["ETag"])
    assert client.get(path, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304
    make_company()
    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 200


@IN_EVERY_FORM
def test_head_says_the_same_and_sends_nothing(client, form):
    make_company()
    got, head = (ask_for(f"/api/v1/companies/?format={form}") for ask_for in (client.get, client.head))
    assert head.status_code == 200
    del got["Content-Length"]  # of a file on the disk; what is streamed has none
    assert {*got.headers.items()} == {*head.headers.items()}
    assert b"".join(head.streaming_content) == b""


def test_an_excel_file_has_a_bold_head_that_stays_in_sight_and_numbers_that_are_numbers(client):
    make_round(amount="US$5 million", name="=1+1")
    book = zipfile.ZipFile(io.BytesIO(file(client, "rounds", "xlsx")))
    sheet, styles = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()
    assert 'topLeftCell="A2"' in sheet
    assert 'state="frozen"' in sheet
    assert "<b/>" in styles
    assert "<v>5000000</v>" in sheet
    assert "<f>" not in sheet


def test_a_text_that_excel_can_not_hold_is_cut_and_says_so(client):
    make_company(summary="长" * 40_000)
    (exported,) = SHEETS["xlsx"](client, "companies")
    assert len(exported["summary"]) == 32_767
    assert exported["summary"].endswith("CSV has all of it]")
    assert SHEETS["csv"](client, "companies")[0]["summary"] == "长" * 40_000


def test_more_records_than_an_excel_file_may_have_are_refused_and_are_there_as_csv(client, monkeypatch):
    monkeypatch.setattr("records.exports.COUNT_CAP", 1)
    monkeypatch.setattr("records.exports.MAX_ROWS", 2)
    for kind in ("ai", "ai", "device"):
        make_company(kind=kind)
    (error,) = problem(client, "companies", format="xlsx")["errors"]
    assert (error["parameter"], error["allowed"]) == ("format", ["csv", "jsonl"])
    assert len(SHEETS["xlsx"](client, "companies", kind="ai")) == 2
    assert len(SHEETS["csv"](client, "companies")) == 3


def test_a_page_links_to_the_files_of_all_that_it_found(client):
    for name in ("A", "B", "C"):
        make_company(name=name, kind="ai")
    make_company(name="D", kind="device")
    url = "/companies/?kind=ai&ordering=-name&page_size=1"
    shown = client.get(f"{url}&cursor={ask(client, f'/api/v1{url}')['next'].partition('cursor=')[2]}")
    links = re.findall(r'href="(/api/v1/companies\.[^"]*)"', shown.content.decode())
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["csv", "xlsx", "jsonl"]
    content = b"".join(client.get(html.unescape(links[2])).streaming_content).decode()
    assert [json.loads(line)["name"] for line in content.splitlines()] == ["C", "B", "A"]


def test_what_is_held_ready_to_compare_narrows_no_file(client):
    make_company(slug="a")
    (link, *_others) = re.findall(
        r'href="(/api/v1/companies\.[^"]*)"', client.get("/companies/?compare=a").content.decode()
    )
    assert client.get(link).status_code == 200
