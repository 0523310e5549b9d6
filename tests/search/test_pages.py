"""The pages of search and matching, as a reader without JavaScript sees them."""

import csv
import io

import pytest

from search.pages import MODELS, field_label
from sources.models.searchable import parts_of, texts_of
from tests.builders import make_company, make_name, make_outcome, make_person, make_position, make_product, make_study

pytestmark = pytest.mark.django_db


def page(client, path, status=200, **question):
    answer = client.get(path, question)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/search/", "/search/?q=x", "/match/"])
def test_each_page_has_one_heading_and_one_search_box(client, path):
    html = page(client, path)
    assert html.count("<h1") == 1
    assert html.count('role="search"') == 1
    assert 'action="/search/" method="get"' in html


def test_every_page_has_the_search_box_as_a_plain_form(client):
    for path in ("/", "/companies/", "/nowhere/"):
        assert client.get(path).content.decode().count('name="q" value="" maxlength="200"') == 1


def test_hits_stand_under_their_types_with_a_link_to_all_of_a_type(client):
    for number in range(7):
        make_company(name=f"Xinkeya {number}")
    make_product(name="Xinkeya Clip")
    html = page(client, "/search/", q="xinkeya")
    assert html.index('">Companies <') < html.index('">Products <')
    assert "/search/?q=xinkeya&amp;type=companies" in html
    assert "All 7 companies" in html
    assert "<mark>Xinkeya</mark> Clip" in html


def test_a_type_is_paged_to_its_end(client):
    for number in range(25):
        make_company(name=f"Xinkeya {number}")
    html = page(client, "/search/", q="xinkeya", type="companies")
    assert html.count('class="hit"') == 20
    assert 'rel="next"' in html


def test_a_further_name_says_what_it_is(client):
    make_name(make_company(name="Newname"), "Oldname", kind="former")
    html = page(client, "/search/", q="oldname")
    assert "former name</span> <mark>Oldname</mark>" in html


def test_a_part_s_text_says_its_field(client):
    position = make_position(make_person(name="Somebody"))
    type(position).objects.update(title="Chief Frobnicator")
    outcome = make_outcome(make_study(name="A study"))
    type(outcome).objects.update(metric="frobnicator yield")
    html = page(client, "/search/", q="frobnicator")
    assert "Position, title" in html
    assert "Outcome, metric" in html


def test_every_field_that_is_searched_has_a_label():
    for model in MODELS.values():
        for field in texts_of(model):
            assert field_label(model, "amount" if field.name == "amount_stated" else field.name)
        for relation, part in parts_of(model):
            for field in texts_of(part):
                name = "amount" if field.name == "amount_stated" else field.name
                assert field_label(model, f"{relation}.{name}")


def test_nothing_found_says_so_and_what_to_try(client):
    html = page(client, "/search/", q="zzzzqqq")
    assert "Nothing in here is called “zzzzqqq”" in html
    assert "Search tips" in html


def test_a_list_is_matched_and_what_is_doubtful_stands_apart(client):
    make_company(name="Xinkeya Medical", slug="x")
    html = client.post("/match/", {"names": "Xinkeya Medical\n\nXinkeya\r\nNobody at all\n"}).content.decode()
    assert "3 names: 1 matched, 1 doubtful, 1 not found" in " ".join(html.split())
    assert 'href="/companies/x/"' in html
    assert "<li>Nobody at all</li>" in html


def test_the_result_is_downloaded_with_its_cells_defused(client):
    make_company(name="=cmd()", slug="cmd")
    answer = client.post("/match/", {"names": "=cmd()\nNobody", "as": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="matched-names.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["name", "verdict", "type", "slug"]
    assert rows[1][:5] == ["'=cmd()", "match", "companies", "cmd", "'=cmd()"]
    assert rows[2][:3] == ["Nobody", "none", ""]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("", "Paste at least one name."), (" \n \n", "Paste at least one name."), ("x\n" * 501, "There are 501 names"),
        ("a\n" + "x" * 201, "see line 2"),
    ],
)  # fmt: skip
def test_a_list_that_can_t_be_matched_is_refused_in_words(client, names, message):
    answer = client.post("/match/", {"names": names})
    assert answer.status_code == 400
    assert message in answer.content.decode()


def test_the_page_of_matching_is_safe_from_other_sites(client):
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post("/match/", {"names": "x"}).status_code == 403
    token = strict.get("/match/").cookies["csrftoken"].value
    assert strict.post("/match/", {"names": "x", "csrfmiddlewaretoken": token}).status_code == 200
