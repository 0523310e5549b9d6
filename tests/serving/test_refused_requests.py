"""Requests that are too long, too large or malformed: problem details under /api/, a short page elsewhere."""

import json
import socket
from contextlib import suppress

import pytest

from medtech_kb.serving.limits import MAX_BODY, MAX_HEAD, MAX_LINE, MAX_TABLE
from tests.serving.sites import Site

pytestmark = pytest.mark.slow
HOST = "Host: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup):
    site = Site(tmp_path_factory.mktemp("refused") / "site", "development")
    site.start()
    yield site
    site.end()


def answer_to(site, request, rest=b""):
    """(status, media type, body) of a request as bytes; `rest` is sent without regard to what comes back."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as client:
        client.sendall(request.encode())
        with suppress(OSError):
            client.sendall(rest)
        received = b""
        while part := client.recv(65536):
            received += part
    head, _blank, body = received.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    media_type = next(line for line in headers if line.lower().startswith("content-type:"))
    return int(status.split()[1]), media_type.partition(": ")[2], body


REFUSED = {
    413: "POST {path} HTTP/1.1\r\n" + HOST + f"Content-Length: {MAX_BODY + 1}\r\n\r\n",
    414: "GET {path}?q=" + "x" * MAX_LINE + " HTTP/1.1\r\n" + HOST + "\r\n",
    431: "GET {path} HTTP/1.1\r\n" + HOST + f"X-Long: {'x' * MAX_HEAD}\r\n\r\n",
    400: "GET {path} HTTP/1.1\r\n" + HOST + "no header\r\n\r\n",
    501: "POST {path} HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip\r\n\r\n",
}


@pytest.mark.parametrize("status", REFUSED)
def test_what_is_refused_is_a_problem_under_the_api_and_a_page_elsewhere(site, status):
    refused, media_type, body = answer_to(site, REFUSED[status].format(path="/api/v1/companies/"))
    assert (refused, media_type, json.loads(body)["status"]) == (status, "application/problem+json", status)
    refused, media_type, body = answer_to(site, REFUSED[status].format(path="/companies/"))
    assert (refused, media_type, b"<h1>" in body) == (status, "text/html; charset=utf-8", True)


def test_a_body_that_is_too_large_gets_its_answer_while_it_is_still_being_sent(site):
    status, _media_type, body = answer_to(site, REFUSED[413].format(path="/api/v1/match/"), b"x" * (MAX_BODY + 1))
    assert (status, json.loads(body)["title"]) == (413, "Request Entity Too Large")


def test_a_table_may_be_larger_than_other_bodies_and_a_hundred_megabytes_are_refused_before_they_come(site):
    head = "POST /admin/import/ HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Length: {}\r\n\r\n"
    for size in (MAX_TABLE + 1, 100_000_000):
        status, _media_type, body = answer_to(site, head.format(size))
        assert (status, b"at most 20480 kB" in body) == (413, True)
    status, _media_type, _body = answer_to(site, head.format(MAX_BODY + 1), b"x" * (MAX_BODY + 1))
    assert status == 403  # it was read: what is missing is the token of the form
    status, _media_type, _body = answer_to(site, head.format(MAX_BODY + 1).replace("import", "import/9"))
    assert status == 413


def test_too_long_an_address_of_the_api_is_told_the_way_which_is_open(site):
    _status, _media_type, body = answer_to(site, REFUSED[414].format(path="/api/v1/companies/"))
    assert "POST /api/v1/<type>/query/" in json.loads(body)["detail"]
    assert b"query/" not in answer_to(site, REFUSED[414].format(path="/companies/"))[2]
    asked = json.dumps({"slug__in": [f"company-{n:07}" for n in range(500)]})
    head = f"POST /api/v1/companies/query/ HTTP/1.1\r\n{HOST}Connection: close\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(asked)}\r\n\r\n"
    status, media_type, body = answer_to(site, head + asked)
    assert (len(asked) > MAX_LINE, status, media_type) == (True, 200, "application/json")
    assert json.loads(body)["count"] == 0


def test_an_address_of_almost_eight_kilobytes_is_read(site):
    address = "/api/v1/companies/?slug__in=" + ",".join([f"company-{n:07}" for n in range(480)])
    assert MAX_LINE - 700 < len(address) < MAX_LINE
    status, _media_type, _body = answer_to(site, f"GET {address} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")
    assert status == 200


def test_a_head_that_does_not_arrive_in_time_is_answered_with_408(site):
    status, media_type, _body = answer_to(site, f"GET /api/v1/companies/ HTTP/1.1\r\n{HOST}X-Half")
    assert (status, media_type) == (408, "application/problem+json")


def test_head_has_no_body_and_an_unchanged_answer_leaves_the_connection_open(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as client:
        for _time in range(2):
            client.sendall(f"HEAD /companies/ HTTP/1.1\r\n{HOST}\r\n".encode())
            head = client.recv(65536).decode()
            assert head.endswith("\r\n\r\n")
        etag = next(line for line in head.split("\r\n") if line.lower().startswith("etag"))
        for _time in range(2):
            unchanged = f"GET /companies/ HTTP/1.1\r\n{HOST}If-None-Match: {etag.partition(': ')[2]}\r\n\r\n"
            client.sendall(unchanged.encode())
            assert client.recv(65536).startswith(b"HTTP/1.1 304")
