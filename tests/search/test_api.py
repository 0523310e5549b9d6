"""Search, suggestions and matching by API: envelope, strictness, paging, caching, and what may be seen."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.record_types import RECORD_TYPES
from tests.api.api_client import ask, problem
from tests.builders import make_company, make_insight, make_name, make_product, with_everything

pytestmark = pytest.mark.django_db
SEARCH, SUGGEST, MATCH = "/api/v1/search/", "/api/v1/search/suggest/", "/api/v1/match/"


def post(client, body, status=200):
    answer = client.post(MATCH, body, content_type="application/json")
    assert answer.status_code == status, answer.content[:300]
    if status == 400:
        assert answer["Content-Type"] == "application/problem+json"
    return answer.json()


def test_a_search_has_the_envelope_of_every_list_and_counts_by_type(client):
    make_company(name="Xinkeya Medical")
    make_product(name="Xinkeya Clip")
    body = ask(client, SEARCH, q="xinkeya")
    assert set(body) == {"count", "count_capped", "next", "previous", "results", "facets"}
    assert (body["count"], body["count_capped"], body["next"], body["previous"]) == (2, False, None, None)
    counts = {value["value"]: value["count"] for value in body["facets"]["type"]}
    assert counts == {"companies": 1, "products": 1}


def test_a_hit_says_what_it_is_where_it_is_and_why_it_was_found(client):
    company = make_company(name="Xinkeya Medical", slug="x")
    make_name(company, "Oldname", kind="former")
    (hit,) = ask(client, SEARCH, q="oldn")["results"]
    assert hit["score"] > 0
    assert (hit["type"], hit["slug"], hit["name"], hit["api_url"]) == (
        "companies", "x", "Xinkeya Medical", "/api/v1/companies/x/",
    )  # fmt: skip
    assert hit["why"] == {
        "match": "prefix", "kind": "former", "name": "Oldname", "field": None,
        "segments": [{"text": "Oldname", "hit": True}],
    }  # fmt: skip
    assert ask(client, hit["api_url"])["name"] == "Xinkeya Medical"


def test_a_passage_is_given_as_segments_never_as_html(client):
    make_company(name="X", slug="x", summary="It makes <b>frobnicators</b> & more.")
    (hit,) = ask(client, SEARCH, q="frobnicator")["results"]
    assert hit["why"]["field"] == "summary"
    assert hit["why"]["segments"] == [
        {"text": "It makes <b>", "hit": False}, {"text": "frobnicators", "hit": True},
        {"text": "</b> & more.", "hit": False},
    ]  # fmt: skip


def test_a_type_narrows_the_hits_and_not_the_counts_by_type(client):
    make_company(name="Xinkeya Medical")
    make_product(name="Xinkeya Clip")
    body = ask(client, SEARCH, q="xinkeya", type="products")
    assert [hit["type"] for hit in body["results"]] == ["products"]
    facet = [(value["value"], value["count"], value["selected"]) for value in body["facets"]["type"]]
    assert facet == [("companies", 1, False), ("products", 1, True)]
    assert ask(client, f"{SEARCH}?q=xinkeya&type=products&type=companies")["count"] == 2


def test_paging_shows_every_hit_once_in_the_order_of_one_page(client):
    for number in range(7):
        make_company(name=f"Xinkeya {number}")
    slugs = [hit["slug"] for hit in ask(client, SEARCH, q="xinkeya")["results"]]
    paged, body = [], ask(client, SEARCH, q="xinkeya", page_size=3)
    assert body["previous"] is None
    while body:
        paged += [hit["slug"] for hit in body["results"]]
        last, body = body, ask(client, body["next"]) if body["next"] else None
    assert paged == slugs
    assert [hit["slug"] for hit in ask(client, last["previous"])["results"]] == slugs[3:6]


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ({}, "q"), ({"q": ""}, "q"), ({"q": "   "}, "q"), ({"q": "x" * 201}, "q"), ({"q": "a\0b"}, "q"),
        ({"q": "-only"}, "q"), ({"q": "x", "type": "shoes"}, "type"), ({"q": "x", "page_size": "0"}, "page_size"),
        ({"q": "x", "page_size": "101"}, "page_size"), ({"q": "x", "page_size": ""}, "page_size"),
        ({"q": "x", "cursor": "???"}, "cursor"),
        ({"q": "x", "cursor": "YXQgLTU"}, "cursor"), ({"q": "x", "shoe": "44"}, "shoe"), ({"q": ["x", "y"]}, "q"),
        ({"q": "x", "format": "xml"}, "format"),
    ],
)  # fmt: skip
def test_a_question_of_no_sense_is_refused_with_what_is_allowed(client, question, parameter):
    body = problem(client, SEARCH, **question)
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert body["errors"][0]["message"]


def test_suggestions_are_at_most_ten_names_the_best_first(client):
    for number in range(12):
        make_company(name=f"Xinkeya {number}")
    make_insight(name="Something else", statement="About Xinkeya.")
    body = ask(client, SUGGEST, q="xink")
    assert len(body["results"]) == 10
    assert {hit["type"] for hit in body["results"]} == {"companies"}
    assert [hit["name"] for hit in ask(client, SUGGEST, q="xinkeia 3")["results"]][0] == "Xinkeya 3"
    problem(client, SUGGEST, q="")
    problem(client, SUGGEST, q="x", page_size="3")


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_a_reader_who_has_the_answer_gets_304_until_the_data_change(client, path):
    company = make_company(name="Xinkeya")
    etag = client.get(path, {"q": "xinkeya"})["ETag"]
    assert client.get(path, {"q": "xinkeya"}, headers={"if-none-match": etag}).status_code == 304
    company.name = "Other"
    company.save()
    assert client.get(path, {"q": "xinkeya"}, headers={"if-none-match": etag}).status_code == 200


def test_a_search_costs_the_same_for_3_hits_and_for_30(client):
    def cost(path, **question):
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as captured:
            ask(client, path, **question)
        return len(captured)

    with_everything(times=1)
    questions = [(SEARCH, {"q": "name"}), (SEARCH, {"q": "company", "type": "companies"}), (SUGGEST, {"q": "na"})]
    for path, question in questions:
        ask(client, path, **question)  # prepares the statement of the connection
    few = [cost(path, **question) for path, question in questions]
    with_everything(times=10)
    assert [cost(path, **question) for path, question in questions] == few
    assert max(few) <= 2


def test_what_is_not_published_is_nowhere(client):
    make_company(name="Xinkeya", is_published=False, summary="frobnicators")
    for path in (SEARCH, SUGGEST):
        assert ask(client, path, q="xinkeya")["results"] == []
    assert post(client, '{"names": ["Xinkeya"]}')["results"][0]["candidates"] == []


def test_names_are_matched_in_their_order_with_candidates_and_reasons(client):
    make_company(name="Xinkeya Medical", slug="x", city="Wuhan")
    body = post(client, {"names": ["Nobody", {"name": "XINKEYA MEDICAL CO., LTD.", "city": "Wuhan", "type": None}]})
    nobody, company = body["results"]
    assert (nobody["name"], nobody["verdict"], nobody["candidates"]) == ("Nobody", "none", [])
    assert company["verdict"] == "match"
    (candidate,) = company["candidates"]
    assert (candidate["type"], candidate["slug"], candidate["api_url"]) == ("companies", "x", "/api/v1/companies/x/")
    assert "in the same city" in candidate["explanation"]


@pytest.mark.parametrize(
    "body",
    [
        "", "no json", "[]", "1", "null", '{"names": []}', '{"names": "Pamu"}', '{"names": [1]}', '{"names": [""]}',
        '{"names": [{}]}', '{"names": [{"name": 1}]}', '{"names": [{"name": "x", "type": "shoes"}]}',
        '{"names": [{"name": "x", "country": "China"}]}', '{"names": [{"name": "x", "shoe": 1}]}',
        '{"names": ["a\\u0000b"]}', '{"names": ["x"], "more": 1}', '{"name": ["x"]}', '{"names": [["x"]]}',
        '{"names": [' + '"x",' * 500 + '"x"]}', '{"names": ["' + "x" * 201 + '"]}', '{"names": ["\\ud800"]}',
        "[" * 100_000, b"\xff\xfe", '{"names": [{"name": "x", "city": 5}]}',
    ],
)  # fmt: skip
def test_a_body_of_no_sense_is_refused(client, body):
    problem = post(client, body, status=400)
    assert problem["errors"][0]["message"]


def test_too_large_a_body_is_refused_as_too_large(client):
    assert "1,000,000 bytes" in post(client, '{"names": ["x"' + " " * 1_000_001 + "]}", status=413)["detail"]


def test_five_hundred_names_are_matched_at_once_without_a_token(client):
    make_company(name="Xinkeya")
    strict = type(client)(enforce_csrf_checks=True)
    body = strict.post(MATCH, {"names": ["Xinkeya", "推想"] * 250}, content_type="application/json").json()
    assert [result["verdict"] for result in body["results"]] == ["match", "none"] * 250


def test_matching_is_asked_by_post_alone(client):
    assert client.get(MATCH).status_code == 405
    assert client.post(SEARCH).status_code == 405


def test_every_type_of_the_house_can_be_asked_for(client):
    for record_type in RECORD_TYPES:
        assert ask(client, SEARCH, q="x", type=record_type.name)["count"] == 0


@pytest.mark.parametrize(
    ("path", "question"),
    [
        (SEARCH, {"q": "name"}), (SEARCH, {"q": "company", "type": "companies"}), (SEARCH, {"q": "compamy"}),
        (SEARCH, {"q": "公司 -name"}), (SEARCH, {"q": "nowhere to be found"}), (SUGGEST, {"q": "na"}),
        (SUGGEST, {"q": "compamy"}),
    ],
)  # fmt: skip
def test_a_search_costs_one_statement_as_soon_as_the_stems_of_its_words_are_known(client, path, question):
    with_everything()
    ask(client, path, **question)  # prepares the statement of the connection, and queries stems
    with CaptureQueriesContext(connection) as captured:
        ask(client, path, **question)
    assert len(captured) == 1
