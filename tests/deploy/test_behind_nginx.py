"""The site in production behind Debian's nginx, as deploy/nginx has it: `make proxy`."""

import re
import time

import pytest

from tests.deploy.conftest import TOKEN
from tests.deploy.nginx import HOST, connections_to

pytestmark = pytest.mark.proxy
FORM = "application/x-www-form-urlencoded"
ONCE = [
    "Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options",
    "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy",
]  # fmt: skip


def test_pages_and_the_api_are_read_by_https(nginx):
    assert "<h1" in nginx.ask("/companies/").text
    assert nginx.ask("/api/v1/companies/").json["count"] > 20


def test_links_in_the_api_lead_to_the_host_by_https(nginx):
    first = nginx.ask("/api/v1/companies/?page_size=2").json
    assert first["next"].startswith(f"https://{nginx.host}/api/v1/companies/?")
    second = nginx.ask(first["next"].removeprefix(f"https://{nginx.host}")).json
    assert len(second["results"]) == 2
    assert second["previous"].startswith(f"https://{nginx.host}/")


def test_both_versions_of_http_are_spoken(nginx):
    for protocol in ("h2", "http/1.1"):
        with nginx.connection(protocols=[protocol]) as client:
            assert client.selected_alpn_protocol() == protocol


def test_who_comes_by_http_is_sent_to_https_whatever_the_host(nginx):
    for host in (HOST, "elsewhere.example.com"):
        answer = nginx.ask("/companies/?q=heart", secure=False, host=host)
        assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/companies/?q=heart")
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_told_by_plain_http_for_any_host(nginx, site, path):
    answer = nginx.ask(path, secure=False, host="10.0.0.7")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert site.get(path) == (200, answer.body)


def test_a_certificate_can_be_renewed_by_plain_http(nginx):
    (nginx.folder / "acme" / ".well-known" / "acme-challenge" / "asked").write_text("answered")
    assert nginx.ask("/.well-known/acme-challenge/asked", secure=False).body == b"answered"


def test_a_visitor_cannot_say_from_where_or_how_he_comes(nginx):
    left = []
    for made_up in ("192.0.2.1", "192.0.2.2, 192.0.2.3"):
        claims = {"X_Forwarded_For": made_up, "X_Forwarded_Proto": "http"}
        answer = nginx.ask("/api/v1/companies/", **claims)
        assert answer.status == 200
        left.append(int(re.search(r"r=(\d+)", answer.headers["RateLimit"])[1]))
    assert left[1] == left[0] - 1
    assert nginx.ask("/companies/", secure=False, X_Forwarded_Proto="https").status == 308


def test_metrics_are_closed_to_visitors_and_open_beside_the_site(nginx, site):
    for path in ("/metrics", "//metrics", "/%6detrics", "/x/../metrics"):
        answer = nginx.ask(path, Authorization=f"Bearer {TOKEN}")
        assert (answer.status, "medtech_kb_requests_total" in answer.text) == (404, False)
    assert b"medtech_kb_requests_total" in site.get("/metrics", Authorization=f"Bearer {TOKEN}")[1]


@pytest.mark.parametrize("coding", ["br", "gzip", ""])
@pytest.mark.parametrize("path", ["/companies/", "/api/v1/companies/"])
def test_an_answer_is_compressed_once_and_known_again_by_its_etag(nginx, path, coding):
    answer = nginx.ask(path, Accept_Encoding=coding or "identity")
    assert answer.headers.get("Content-Encoding", "") == coding
    assert answer.text
    etag = answer.headers["ETag"]
    unchanged = nginx.ask(path, Accept_Encoding=coding or "identity", If_None_Match=etag)
    assert (unchanged.status, unchanged.headers["ETag"], unchanged.body) == (304, etag, b"")


def test_a_static_file_comes_compressed_and_stays_for_ever(nginx):
    [path, *_more] = re.findall(r'href="(/static/[^"]+\.css)"', nginx.ask("/").text)
    answer = nginx.ask(path, Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/companies/", "/api/v1/companies/", "/admin/login/"])
def test_no_header_for_browsers_is_said_twice(nginx, path):
    headers = nginx.ask(path).headers
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains; preload"]
    assert [name for name in ONCE if len(headers.get_all(name, [])) > 1] == []
    assert headers["Server"] == "nginx"


def test_signing_in_by_https_sets_cookies_for_https_alone_and_is_no_forgery(nginx):
    page = nginx.ask("/admin/login/")
    [cookie] = page.headers.get_all("Set-Cookie")
    assert re.match(r"csrftoken=.*; Secure", cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    body = f"csrfmiddlewaretoken={token}&username=nobody&password=wrong"
    sent = {"Cookie": cookie.partition(";")[0], "Content_Type": FORM}
    own, foreign = f"https://{nginx.host}", "https://elsewhere.example.com"
    assert nginx.ask("/admin/login/", "POST", body=body, Origin=own, **sent).status == 200
    assert nginx.ask("/admin/login/", "POST", body=body, Origin=foreign, **sent).status == 403


def test_a_redirect_may_be_as_long_as_an_address(nginx):
    answer = nginx.ask("/companies?q=" + "x" * 7_900)
    assert (answer.status, len(answer.headers["Location"]) > 7_900) == (301, True)


def test_visitors_who_send_slowly_are_held_by_nginx_and_stop_no_read(nginx, site):
    request = f"POST /api/v1/match/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 100000\r\n\r\n".encode()
    before, slow = connections_to(site.port), [nginx.connection() for _visitor in range(200)]
    for client in slow:
        client.sendall(request)
    try:
        began = time.monotonic()
        statuses = {nginx.ask(path).status for path in ("/", "/companies/", "/api/v1/companies/") * 5}
        assert (statuses, time.monotonic() < began + 30) == ({200}, True)
        assert connections_to(site.port) < before + 20
    finally:
        for client in slow:
            client.close()
