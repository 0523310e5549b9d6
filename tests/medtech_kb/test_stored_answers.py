"""What was answered is answered again from the store, and nobody gets an answer that is meant for another."""

import json
import time

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from medtech_kb.layers import stored_answers
from medtech_kb.layers.stored_answers import OVERHEAD, StoredAnswers
from records.etags import SHOWN
from tests.builders import make_company
from tests.medtech_kb.visitors import ask

pytestmark = pytest.mark.django_db
LIST = "/api/v1/companies/"
ONE_PAGE = "/companies/"


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(stored_answers, "LOOK_AGAIN", 60)  # a slow machine must not look by itself
    return StoredAnswers(WSGIHandler(), 2**20)


@pytest.fixture
def calls(site, monkeypatch):
    """The addresses that Django answers."""
    answered, django = [], site.application

    def application(environ, start_response):
        answered.append(environ["PATH_INFO"])
        return django(environ, start_response)

    monkeypatch.setattr(site, "application", application)
    return answered


def look_again(site):
    """As if a quarter of a second had passed."""
    site.looked_at = 0.0


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}?facets=kind", ONE_PAGE, "/", "/pathways/", "/changes/", "/glossary/"]
)
def test_a_read_that_was_answered_is_answered_again_without_django_and_postgresql(site, calls, address):
    make_company()
    first = ask(site, address)
    with CaptureQueriesContext(connection) as queries:
        again = ask(site, address)
    assert (first.status, first.is_stored, again.is_stored, len(queries), len(calls)) == (200, False, True, 0, 1)
    assert again.body == first.body
    kept = [pair for pair in first.headers.items() if pair[0] != "Cache-Status"]
    assert [pair for pair in again.headers.items() if pair[0] != "Cache-Status"] == kept


def test_other_questions_hosts_schemes_and_languages_have_answers_of_their_own(site):
    make_company()
    ways = [
        {"host": "localhost"}, {"host": "testserver:8000"}, {"scheme": "https"}, {"accept": "text/html"},
        {"accept_language": "zh"},
    ]  # fmt: skip
    ask(site, LIST)
    for way in ways:
        assert not ask(site, LIST, **way).is_stored
        assert ask(site, LIST, **way).is_stored
    make_company()
    look_again(site)
    links = {ask(site, f"{LIST}?page_size=1", host=host).body.split(b'"next":"')[1].split(b"/api")[0]
             for host in ("localhost", "testserver", "localhost") for _again in range(2)}  # fmt: skip
    assert links == {b"http://localhost", b"http://testserver"}


def test_what_is_asked_by_post_is_answered_by_django_each_time(site, calls):
    make_company(slug="acme")
    address, bodies = f"{LIST}query/", (b'{"slug__in": "acme"}', b'{"slug__in": "bode"}', b'{"slug__in": "acme"}')
    answers = [ask(site, address, "POST", body, content_type="application/json") for body in bodies]
    assert [json.loads(answer.body)["count"] for answer in answers] == [1, 0, 1]
    assert {answer.headers["Cache-Status"] for answer in answers} == {None}
    assert (calls, len(site.answers)) == ([address] * 3, 0)


def test_https_told_by_the_proxy_is_part_of_the_question(site, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["testserver"]
    site = StoredAnswers(WSGIHandler(), 2**20)
    secure = [ask(site, LIST, x_forwarded_proto="https") for _again in range(2)]
    assert [answer.status for answer in secure] == [200, 200]
    assert ask(site, LIST, x_forwarded_proto="http").status == 301
    assert ask(site, LIST).status == 301


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/match/", 200), (f"{LIST}?nothing=1", 400), ("/companies/nobody/", 404), ("/nowhere/", 404),
        ("/api/v1/companies.csv", 200), ("/admin/", 302), (f"{LIST}?as_of=999999", 404),
    ],
)  # fmt: skip
def test_forms_errors_streams_and_redirects_are_not_stored(site, calls, address, status):
    make_company()
    for _again in range(2):
        assert ask(site, address).status == status
    assert len(calls) == 2
    assert not site.answers


def test_an_answer_that_sets_a_cookie_or_varies_by_something_else_is_not_stored(site):
    for header in (("Set-Cookie", "a=1"), ("Vary", "User-Agent")):

        def application(environ, start_response, header=header):
            environ[SHOWN] = (site.current_version(), "")
            start_response("200 OK", [("Content-Type", "text/html"), header])
            return FileLike()

        site.application = application
        ask(site, "/")
        assert not site.answers


class FileLike(list):
    def close(self):
        """As every answer of Django has it."""


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": f"{settings.SESSION_COOKIE_NAME}=abc"}, {"cookie": f"other=1; {settings.SESSION_COOKIE_NAME}="},
        {"cookie": "kb_wrote=1"}, {"cookie": f"a=;,; {settings.SESSION_COOKIE_NAME}=x"}, {"authorization": "Token abc"},
    ],
)  # fmt: skip
def test_editors_and_whoever_has_just_written_never_meet_the_store(site, calls, headers):
    ask(site, ONE_PAGE)
    for _again in range(2):
        answer = ask(site, ONE_PAGE, **headers)
        assert answer.status == 200
        assert "Cache-Status" not in answer.headers
    assert len(calls) == 3
    assert len(site.answers) == 1


def test_visitors_with_other_cookies_share(site):
    ask(site, ONE_PAGE)
    assert ask(site, ONE_PAGE, cookie="csrftoken=abc").is_stored


def test_an_editor_sees_a_draft_that_visitors_do_not(site, admin_client):
    address = make_company(is_published=False, name="Draft Devices").get_absolute_url()
    session = admin_client.cookies[settings.SESSION_COOKIE_NAME].value
    for _again in range(2):
        assert ask(site, address).status == 404
        assert b"Draft Devices" in ask(site, address, cookie=f"{settings.SESSION_COOKIE_NAME}={session}").body


def test_a_visitor_is_a_quarter_of_a_second_behind_at_most():
    site = StoredAnswers(WSGIHandler(), 2**20)
    ask(site, LIST)
    make_company(name="Newest Devices")
    looked = time.monotonic()
    while b"Newest Devices" not in ask(site, LIST).body:
        assert time.monotonic() - looked < 1
        time.sleep(0.02)
    assert stored_answers.LOOK_AGAIN == 0.25


def test_a_post_is_never_answered_from_the_store(site):
    assert ask(site, LIST).status == 200
    assert ask(site, LIST, method="POST").status == 405


def test_what_depends_on_today_is_asked_anew_tomorrow(site, calls, monkeypatch):
    today = ask(site, ONE_PAGE).headers["ETag"]
    ask(site, LIST)
    monkeypatch.setattr(stored_answers, "today", lambda: "2100-01-01")
    monkeypatch.setattr("records.etags.localdate", lambda: "2100-01-01")
    tomorrow = ask(site, ONE_PAGE)
    assert (tomorrow.is_stored, tomorrow.headers["ETag"] == today) == (False, False)
    assert ask(site, ONE_PAGE).is_stored
    assert ask(site, LIST).is_stored


def test_what_a_replica_shows_that_is_behind_is_not_stored(site, monkeypatch):
    old = site.current_version()
    make_company()
    look_again(site)
    monkeypatch.setattr("records.etags.data_version", lambda: old)
    assert ask(site, "/").status == 200
    assert not site.answers


def test_without_a_database_nothing_is_given_again(site, calls, monkeypatch):
    def lost():
        raise OperationalError("gone")

    ask(site, LIST)
    look_again(site)
    monkeypatch.setattr(stored_answers, "data_version", lost)
    ask(site, LIST)
    ask(site, LIST)
    assert len(calls) == 3


def test_the_store_holds_no_more_than_its_size_and_drops_what_was_used_least_recently(site):
    make_company()
    addresses = [f"{LIST}?page_size={number}" for number in range(1, 5)]
    one = len(ask(site, addresses[0]).body) + OVERHEAD
    site = StoredAnswers(WSGIHandler(), int(one * 2.5))
    for address in (addresses[0], addresses[1], addresses[0], addresses[2]):
        ask(site, address)
    assert len(site.answers) == 2
    assert site.size <= site.capacity
    assert [ask(site, address).is_stored for address in (addresses[0], addresses[1])] == [True, False]


def test_a_store_of_nothing_and_an_answer_above_the_limit_store_nothing(monkeypatch):
    off = StoredAnswers(WSGIHandler(), 0)
    ask(off, LIST)
    assert not ask(off, LIST).is_stored
    monkeypatch.setattr(stored_answers, "LARGEST", 10)
    small = StoredAnswers(WSGIHandler(), 2**20)
    ask(small, LIST)
    assert not small.answers
