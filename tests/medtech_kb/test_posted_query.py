"""What a question that is posted has to be, and what it never does: give a cookie, ask for a token, write."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from medtech_kb.posted_query import PostedQuery
from postgres.replicas.middleware import ReadFromReplicas, may_be_behind
from postgres.replicas.pool import Pool
from records.json_body import MAX_BYTES

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/companies/query/"
JSON = "application/json"


def refused(client, body, status=400, content_type=JSON, query=""):
    """The problem for a body as bytes."""
    answer = client.generic("POST", ADDRESS + query, body, headers={"content-type": content_type})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    return answer.json()


def place(problem):
    return [error["parameter"] for error in problem["errors"]]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "body"), (b"{", "body"), (b"[]", "body"), (b'"kind"', "body"), (b"kind=device", "body"),
        (b"\xff{}", "body"), (b"\xef\xbb\xbf{}", "body"), (b'{"page_size": NaN}', "body"), (b"[" * 100_000, "body"),
        (b'{"kind": "device", "kind": "ai"}', "kind"), (b'{"kind": {"is": "device"}}', "kind"),
        (b'{"kind": null}', "kind"), (b'{"kind": ["device", ["ai"]]}', "kind[1]"), (b'{"kind": []}', "kind"),
        (b'{"slug__in": ["acme", "bode,crux"]}', "slug__in[1]"), (b'{"q": "\\ud800"}', "q"),
        (b'{"slug__in": [{"slug": "acme"}]}', "slug__in[0]"), (b'{"q": ["a", "b"]}', "q"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_object_of_plain_values_is_refused_with_the_place(client, body, where):
    problem = refused(client, body)
    assert place(problem) == [where]
    assert all(error["message"] for error in problem["errors"])


def test_a_syntax_error_has_its_line_and_column(client):
    assert "line 2, column 10" in refused(client, b'{\n "kind": device}')["detail"]


@pytest.mark.parametrize(
    "media_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_another_type_of_content_is_415(client, media_type):
    assert JSON in refused(client, b"{}", 415, media_type)["detail"]


def test_parameters_in_the_address_besides_are_refused(client):
    assert place(refused(client, b"{}", query="?kind=device")) == ["query"]


def test_too_large_a_body_is_413_and_says_how_large_it_may_be(client):
    body = b'{"q": "%s"}' % (b"x" * MAX_BYTES)
    assert "1,000,000 bytes" in refused(client, body, 413)["detail"]


@pytest.mark.parametrize("name", ["kind", "slug__in"])
def test_too_many_values_are_refused_in_a_line_whatever_else_is_wrong_with_them(client, name):
    for value in ("null", '"ai"'):
        problem = refused(client, f'{{"{name}": [{",".join([value] * 2001)}]}}'.encode())
        assert (place(problem), "2,000 values" in problem["detail"]) == (["body"], True)
    names = ",".join(f'"{number}": []' for number in range(80_000))
    assert place(refused(client, f"{{{names}}}".encode())) == ["body"]


def test_it_sets_no_cookie_needs_no_token_and_is_kept_by_nobody():
    answer = Client(enforce_csrf_checks=True).post(ADDRESS, {}, content_type=JSON)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert "Vary" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_an_unknown_type_is_404_whatever_is_sent(client):
    assert client.post("/api/v1/colours/query/", b"{", content_type=JSON).status_code == 404


@pytest.mark.parametrize(("cookies", "is_for_replicas"), [({}, True), ({settings.SESSION_COOKIE_NAME: "x"}, False)])
def test_a_replica_answers_it_as_it_does_a_get_and_editors_get_no_cookie_for_it(
    rf, monkeypatch, cookies, is_for_replicas
):
    pool = Pool([], most_lag=10)
    pool.replicas = ["one"]
    monkeypatch.setattr("postgres.replicas.middleware.pool", lambda: pool)
    seen, request = [], rf.post(ADDRESS, {}, content_type=JSON)
    request.COOKIES = cookies
    answering = ReadFromReplicas(lambda request: seen.append(may_be_behind(request)) or HttpResponse())
    assert not PostedQuery(answering)(request).cookies
    assert seen == [is_for_replicas]
