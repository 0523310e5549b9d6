"""An address that asks too often is told when to go on, whatever worker and store would have answered."""

import os

import pytest
from django.core.handlers.wsgi import WSGIHandler

from medtech_kb.layers import rate_limits
from medtech_kb.layers.rate_limits import Limited, Windows
from medtech_kb.layers.stored_answers import StoredAnswers
from tests.medtech_kb.visitors import ask

pytestmark = pytest.mark.django_db
LIST = "/api/v1/companies/"


@pytest.fixture
def site():
    return Limited(StoredAnswers(WSGIHandler(), 2**20), {"api": (3, 60), "pages": (2, 10)})


@pytest.fixture
def clock(monkeypatch):
    """The seconds that the limits see."""
    now = [1000.0]
    monkeypatch.setattr(rate_limits.time, "time", lambda: now[0])
    return now


def test_each_answer_says_what_is_left_stored_or_not(site, clock):
    answers = [ask(site, LIST) for _again in range(3)]
    assert [answer.is_stored for answer in answers] == [False, True, True]
    assert [answer.headers["RateLimit"] for answer in answers] == [f'"api";r={left};t=60' for left in (2, 1, 0)]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"api";q=3;w=60'}
    assert all(len(answer.headers.get_all("RateLimit")) == 1 for answer in answers)


def test_a_call_too_many_is_refused_as_a_problem_until_the_window_ends(site, clock):
    for _again in range(3):
        ask(site, LIST)
    clock[0] += 20
    refused = ask(site, LIST)
    assert (refused.status, refused.headers["Content-Type"]) == (429, "application/problem+json")
    assert refused.headers["Retry-After"] == "40"
    assert b"More than 3 requests in 60 seconds" in refused.body
    assert refused.headers["Cache-Control"] == "no-store"
    clock[0] += 40
    assert ask(site, LIST).status == 200


def test_a_list_asked_by_post_counts_like_any_call(site, clock):
    asked = [ask(site, f"{LIST}query/", "POST", body, content_type="application/json") for body in (b"{}", b"{", b"{}")]
    assert [answer.status for answer in asked] == [200, 400, 200]
    assert [answer.headers["RateLimit"] for answer in asked] == [f'"api";r={left};t=60' for left in (2, 1, 0)]
    assert ask(site, f"{LIST}query/", "POST", b"{}", content_type="application/json").status == 429
    assert ask(site, LIST).status == 429


def test_a_page_too_many_is_refused_as_a_page_and_does_not_touch_the_api(site, clock):
    assert [ask(site, "/companies/").status for _again in range(3)] == [200, 200, 429]
    assert b"<h1>Too Many Requests</h1>" in ask(site, "/companies/").body
    assert ask(site, LIST).status == 200


def test_the_admin_counts_as_pages_and_static_files_do_not_count(site, clock):
    assert [ask(site, "/admin/").status for _again in range(3)] == [302, 302, 429]
    static = [ask(site, "/static/kb/site.css") for _again in range(3)]
    assert 429 not in [answer.status for answer in static]
    assert "RateLimit" not in static[0].headers


@pytest.mark.parametrize(
    ("proxies", "forwarded", "is_same"),
    [
        (0, ("198.51.100.1", "198.51.100.2"), True), (1, ("198.51.100.1", "198.51.100.2"), False),
        (1, ("198.51.100.9, 198.51.100.1", "198.51.100.8, 198.51.100.1"), True),
        (2, ("198.51.100.1, 10.0.0.1", "198.51.100.1, 10.0.0.2"), True),
        (2, ("198.51.100.1, 10.0.0.1", "198.51.100.2, 10.0.0.1"), False),
        (1, ("2001:db8::1", "2001:db8::ffff:2"), True), (1, ("2001:db8::1", "2001:db8:0:1::1"), False),
        (1, ("::ffff:198.51.100.1", "198.51.100.1"), True), (1, ("nonsense", "198.51.100.1"), False),
    ],
)  # fmt: skip
def test_visitors_are_told_apart_by_the_address_that_our_proxies_saw(
    site, clock, settings, proxies, forwarded, is_same
):
    settings.PROXIES = proxies
    left = [ask(site, LIST, x_forwarded_for=each).headers["RateLimit"] for each in forwarded]
    assert (left[1].startswith('"api";r=1')) == is_same


def test_a_server_that_names_no_address_as_behind_a_socket_in_a_folder_is_served(site, clock):
    assert ask(site, LIST, remote="").status == 200


def test_no_limit_says_nothing(clock):
    answer = ask(Limited(WSGIHandler(), {"api": None, "pages": None}), LIST)
    assert (answer.status, answer.headers["RateLimit"]) == (200, None)


def test_processes_count_together():
    windows, rate = Windows(), rate_limits.Rate(10, 60)
    for _worker in range(4):
        if not (child := os.fork()):
            for _call in range(250):
                windows.count("api 192.0.2.1", rate, 1000)
            os._exit(0)
        os.waitpid(child, 0)
    assert windows.count("api 192.0.2.1", rate, 1000)[0] == 1001


def test_as_many_addresses_as_somebody_may_have_take_no_more_memory():
    windows, rate = Windows(), rate_limits.Rate(10, 60)
    for number in range(100_000):
        windows.count(f"api {number}", rate, 1000 + number // 10_000)
    assert windows.count("api 99999", rate, 1010)[0] == 2


@pytest.mark.parametrize("path", ["/api/v1/proposals/", "/report/"])
def test_what_is_sent_for_reviewers_has_a_limit_of_its_own(clock, path):
    rates = {"api": (9, 60), "pages": (9, 60), "proposals": (2, 3600), "reports": (2, 3600)}
    site = Limited(WSGIHandler(), rates)
    answers = [ask(site, path, "POST", b"{}", content_type="application/json") for _again in range(3)]
    assert [answer.status == 429 for answer in answers] == [False, False, True]
    assert answers[2].headers["Retry-After"] == "3600"
    assert ask(site, LIST).status == 200
    assert ask(site, "/companies/").status == 200
