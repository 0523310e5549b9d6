"""What nginx refuses or can't pass on: problem details under /api/, a short page elsewhere, in the site's own words."""

import socket

import pytest

from medtech_kb.serving.limits import MAX_BODY, MAX_HEAD, MAX_LINE
from medtech_kb.serving.proxy import AGAIN_SECONDS, NGINX_HEAD
from medtech_kb.serving.refusing import refusal
from tests.deploy.nginx import HOST, Nginx
from tests.serving.sites import free_port

pytestmark = pytest.mark.proxy
HOSTED = f"Host: {HOST}\r\n"
CHUNKED = f"Transfer-Encoding: chunked\r\n\r\n{MAX_BODY + 1:x}\r\n" + "x" * (MAX_BODY + 1)
LONGEST_BY_CURL = 60_000
"""About what its library sends in HTTP/2 before it gives up by itself."""
API, PAGE = "/api/v1/companies/", "/companies/"
REFUSED = {
    "a body that is too large": (413, f"POST {{path}} HTTP/1.1\r\n{HOSTED}Content-Length: {MAX_BODY + 1}\r\n\r\n"),
    "a body that is too large and does not say so": (413, f"POST {{path}} HTTP/1.1\r\n{HOSTED}{CHUNKED}"),
    "an address that the site refuses": (414, f"GET {{path}}?q={'x' * MAX_LINE} HTTP/1.1\r\n{HOSTED}\r\n"),
    "an address that nginx refuses": (414, f"GET {{path}}?q={'x' * NGINX_HEAD} HTTP/1.1\r\n{HOSTED}\r\n"),
    "a head that the site refuses": (431, f"GET {{path}} HTTP/1.1\r\n{HOSTED}X-Long: {'x' * (MAX_HEAD - 50)}\r\n\r\n"),
    "a head that nginx refuses": (431, f"GET {{path}} HTTP/1.1\r\n{HOSTED}X-Long: {'x' * NGINX_HEAD}\r\n\r\n"),
    "many headers": (431, f"GET {{path}} HTTP/1.1\r\n{HOSTED}" + f"X-Long: {'x' * 2000}\r\n" * 70 + "\r\n"),
    "no header": (400, f"GET {{path}} HTTP/1.1\r\n{HOSTED}: nothing\r\n\r\n"),
    "no host": (400, "GET {path} HTTP/1.1\r\n\r\n"),
    "two hosts": (400, f"GET {{path}} HTTP/1.1\r\n{HOSTED}{HOSTED}\r\n"),
    "another host": (400, "GET {path} HTTP/1.1\r\nHost: elsewhere.example.com\r\n\r\n"),
    "an unknown coding": (501, f"POST {{path}} HTTP/1.1\r\n{HOSTED}Transfer-Encoding: gzip\r\n\r\n"),
    "an unknown version": (505, f"GET {{path}} HTTP/3.1\r\n{HOSTED}\r\n"),
    "a method that is refused": (405, f"TRACE {{path}} HTTP/1.1\r\n{HOSTED}\r\n"),
    "a path that nginx keeps for itself": (404, f"GET /answered-by-nginx/page HTTP/1.1\r\n{HOSTED}\r\n"),
}


def has_its_shape(answer, status, is_for_api):
    """Whether an answer of a status is in the shape of the API's, or of a page's."""
    if answer.status != status or answer.headers["Server"] != "nginx":
        return False
    if is_for_api:
        is_problem = answer.headers["Content-Type"] == "application/problem+json"
        return is_problem and answer.json["status"] == status and bool(answer.json["detail"])
    return answer.headers["Content-Type"] == "text/html; charset=utf-8" and answer.text.count("<h1>") == 1


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_a_problem_under_the_api_and_a_page_elsewhere(nginx, what):
    status, request = REFUSED[what]
    for path in [API, PAGE] if "{path}" in request else [PAGE]:
        answer = nginx.answer_to(request.replace("{path}", path).encode())
        assert has_its_shape(answer, status, is_for_api=path == API), (path, answer.status, answer.text[:500])


@pytest.mark.parametrize(
    "what", ["a body that is too large", "an address that nginx refuses", "a head that nginx refuses"]
)
def test_what_nginx_refuses_it_refuses_in_the_words_of_the_site(nginx, what):
    status, request = REFUSED[what]
    for path in (API, PAGE):
        answer = nginx.answer_to(request.replace("{path}", path).encode())
        _status, media_type, body = refusal(status, "", is_for_api=path == API)
        assert (answer.headers["Content-Type"], answer.body) == (media_type, body)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("status", "query", "header", "body"),
    [
        (413, "", "Expect:", b"x" * (MAX_BODY + 1)),
        (413, "", "Transfer-Encoding: chunked", b"x" * (MAX_BODY + 1)),
        (414, "?q=" + "x" * MAX_LINE, "Accept: */*", None),
        (414, "?q=" + "x" * LONGEST_BY_CURL, "Accept: */*", None),
        (431, "", "X-Long: " + "x" * MAX_HEAD, None),
        (431, "", "X-Long: " + "x" * LONGEST_BY_CURL, None),
    ],
    ids=["a body", "a body in pieces", "an address", "a very long address", "a header", "a very long header"],
)
def test_what_is_too_large_is_told_by_http2_as_well(nginx, status, query, header, body):
    for path in (API, PAGE):
        _status, media_type, told = refusal(status, "", is_for_api=path == API)
        answer = nginx.ask_by_http2(path + query, "--header", header, body=body)
        assert answer == ("2", status, media_type, told.decode())


def test_plain_http_at_the_port_for_https_is_told_so(nginx):
    with socket.create_connection(("127.0.0.1", nginx.secure), timeout=30) as client:
        client.sendall(f"GET {API} HTTP/1.1\r\n{HOSTED}\r\n".encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 400 ")


def test_a_body_of_the_largest_size_comes_through_to_the_site(nginx):
    answer = nginx.ask("/api/v1/match/", "POST", body=b"x" * MAX_BODY)
    assert answer.json["detail"] == "The body has more than 1,000,000 bytes."  # the site's words, not nginx's


def test_a_site_that_is_away_or_silent_is_told_with_when_to_come_again(tmp_path):
    port = free_port()
    nginx = Nginx(tmp_path, port, patience=1)
    nginx.start()
    try:
        statuses_told(nginx, 502)
        with socket.create_server(("127.0.0.1", port)):
            statuses_told(nginx, 504)
        statuses_told(nginx, 502)
    finally:
        nginx.end()


def statuses_told(nginx, status):
    for path in (API, PAGE):
        answer = nginx.ask(path)
        assert has_its_shape(answer, status, is_for_api=path == API), (path, answer.status, answer.text)
        assert answer.headers["Retry-After"] == str(AGAIN_SECONDS)
