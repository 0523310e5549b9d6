"""A list answers the parameters of its address as JSON in a POST too, whatever an address has room for."""

import random
from urllib.parse import parse_qsl

import pytest

from catalogue.record_types import RECORD_TYPES
from companies.models import Company
from medtech_kb.serving.limits import MAX_LINE
from sources.record_types import CITATIONS
from tests.api.api_client import ENDPOINTS, make, walk
from tests.builders import cite, leave_gone, make_company, make_product, make_segment, merge
from tests.facets.test_formats_agree import question, values_of

pytestmark = pytest.mark.django_db
JSON = "application/json"
QUESTIONS = 12


def path_of(endpoint):
    return f"/api/v1/{endpoint}/query/"


def post(client, endpoint, body, status=200, **headers):
    """The body of an answer."""
    answer = client.post(path_of(endpoint), body, content_type=JSON, headers=headers)
    assert answer.status_code == status, answer.content[:2000]
    return answer.json()


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_each_list_answers_as_by_get(client, endpoint):
    make(endpoint)
    assert post(client, endpoint, {}) == client.get(f"/api/v1/{endpoint}/").json()


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_next_and_previous_say_what_to_send_besides(client, endpoint):
    for _number in range(5):
        make(endpoint)
    pages, _last = walk(client, endpoint, page_size=2)
    body, posted = {"page_size": 2}, []
    while True:
        answer = post(client, endpoint, body)
        posted.append([row["id"] for row in answer["results"]])
        if not answer["next"]:
            break
        body |= answer["next"]
    assert posted == pages
    assert [row["id"] for row in post(client, endpoint, body | answer["previous"])["results"]] == pages[-2]


def test_five_hundred_slugs_of_the_greatest_length_are_answered(client):
    slugs = [f"{number:03}-{'x' * 116}" for number in range(500)]
    assert len(slugs[0]) == Company._meta.get_field("slug").max_length
    assert len(",".join(slugs)) > 7 * MAX_LINE
    for company in Company.objects.bulk_create(Company(slug=slug, name=slug, is_published=True) for slug in slugs):
        cite(company)
    make_company(slug="beside")
    answer = post(client, "companies", {"slug__in": slugs, "page_size": 500, "ordering": "name", "facets": "contested"})
    assert (answer["count"], answer["next"]) == (500, None)
    assert [row["slug"] for row in answer["results"]] == slugs
    assert sum(value["count"] for value in answer["facets"]["contested"]) == 500


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ({"slug__in": ["acme", "bode"]}, "slug__in=acme,bode"), ({"slug__in": "acme,bode"}, "slug__in=acme,bode"),
        ({"id__in": [1, 2]}, "id__in=1,2"), ({"kind": ["device", "ai"]}, "kind=device&kind=ai"),
        ({"kind": "device"}, "kind=device"), ({"contested": False}, "contested=false"),
        ({"fields": ["slug", "name"]}, "fields=slug,name"), ({"omit": "names"}, "omit=names"),
        ({"ordering": "-name", "page_size": 1}, "ordering=-name&page_size=1"), ({"q": "阿克"}, "q=阿克"),
        ({"q": ""}, "q="), ({"segment": "(none)"}, "segment=(none)"), ({"page_size": "2"}, "page_size=2"),
    ],
)  # fmt: skip
def test_a_value_is_what_the_query_string_would_say(client, body, query):
    make_company(slug="acme", name="Acme 阿克", kind="device", segments=[make_segment()])
    make_company(slug="bode", name="Bode", kind="ai")
    expected = client.get(f"/api/v1/companies/?{query}").json()
    answer = post(client, "companies", body)
    assert answer["results"] == expected["results"]
    assert answer["count"] == expected["count"]


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "xlsx"])
def test_a_file_is_that_of_its_address(client, file_format):
    make_company(name="Acme", kind="device")
    make_company(name="Bode", kind="ai")
    address = f"/api/v1/companies.{file_format}?kind=ai&fields=slug,name"
    body = {"format": file_format, "kind": "ai", "fields": ["slug", "name"]}
    given, posted = client.get(address), client.post(path_of("companies"), body, content_type=JSON)
    contents = [b"".join(answer.streaming_content) for answer in (given, posted)]
    assert contents[0] == contents[1] or file_format == "xlsx"
    assert (posted["Content-Type"], posted["Content-Disposition"]) == (
        given["Content-Type"], given["Content-Disposition"],
    )  # fmt: skip
    assert posted["Cache-Control"] == "no-store"


def test_facets_count_the_same_and_have_no_links_which_would_be_as_long_as_the_question(client):
    make_company(kind="device")
    make_company(kind="ai")
    given = client.get("/api/v1/companies/?kind=ai&facets=kind,contested").json()["facets"]
    posted = post(client, "companies", {"kind": "ai", "facets": ["kind", "contested"]})["facets"]
    for values in given.values():
        for value in values:
            del value["link"]
    assert posted == given


@pytest.mark.parametrize(
    "query", ["colour=red", "kind=red", "slug__in=a b", "page_size=0", "ordering=x", "format=pdf", "fields=x", "q=%00",
              "contested=maybe", "segment=nowhere", "cursor=x", "tainted=true&needs_recheck=true"],
)  # fmt: skip
def test_what_is_wrong_is_said_as_by_get(client, query):
    given = client.get(f"/api/v1/companies/?{query}")
    posted = client.post(path_of("companies"), dict(parse_qsl(query)), content_type=JSON)
    assert (posted.status_code, posted.json()) == (given.status_code, given.json()) == (400, given.json())


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_only_post_asks(client, endpoint):
    for method in ("get", "head", "put", "delete", "patch", "trace"):
        answer = getattr(client, method)(path_of(endpoint))
        assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")


def test_a_record_called_query_stays_where_it_is(client):
    company = make_company(slug="query", name="Query")
    assert client.get(path_of("companies")).json()["name"] == "Query"
    assert client.get(company.get_absolute_url()).status_code == 200
    assert client.get("/api/v1/companies/query/history/").status_code == 200
    assert post(client, "companies", {})["count"] == 1
    assert client.put(path_of("companies")).status_code == 405


def test_the_old_address_query_of_a_record_leads_on_or_says_why_not(client):
    merge("query", make_company(slug="acme"))
    leave_gone(type(make_product()), "query")
    assert client.get(path_of("companies"))["Location"].endswith("/api/v1/companies/acme/")
    assert client.get(path_of("products")).status_code == 410


@pytest.mark.parametrize("record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name)
def test_random_questions_get_the_same_answer_by_post(shipped, client, record_type):
    chance, values = random.Random(f"post {record_type.name}"), values_of(client, record_type)
    for _number in range(QUESTIONS):
        parameters = question(chance, record_type, values)
        given = client.get(f"/api/v1/{record_type.name}/", parameters)
        body = {name: texts if len(texts) > 1 else texts[0] for name, texts in parameters.items()}
        posted = client.post(path_of(record_type.name), body, content_type=JSON)
        assert posted.status_code == given.status_code, parameters
        for name in ("count", "results", "errors"):
            assert posted.json().get(name) == given.json().get(name), parameters
