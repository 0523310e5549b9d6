"""A visitor's read that takes too long is ended and answered; what an editor does takes as long as it needs."""

import json
import threading
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import Error, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from history.moments import latest_revision
from medtech_kb.layers.metrics import Metrics
from medtech_kb.layers.observing import Observed
from medtech_kb.layers.stored_answers import StoredAnswers
from medtech_kb.slow_reads import ReadFromReplicas
from postgres.replicas.replica import Replica
from tests.admin.forms import address, filled, make_editor
from tests.medtech_kb.time_limits import asked, committed_company, limited, locked
from tests.medtech_kb.visitors import ask
from tests.postgres.test_replicas import pool_of

pytestmark = pytest.mark.usefixtures("committed")
LIMIT = 0.3


@pytest.fixture
def company(committed):
    return committed_company()


@pytest.fixture
def site(company):
    with limited(LIMIT):
        yield StoredAnswers(WSGIHandler(), 2**20)


API = [
    "companies/",
    "companies/acme/",
    "companies.csv",
    "companies/?facets=kind",
    "search/?q=acme",
    "companies/?as_of=1",
]
API += ["compare/?company=acme", "pathways/", "companies/acme/history/"]


@pytest.mark.parametrize("path", API)
def test_under_the_api_it_is_a_problem_that_says_when_to_come_again(site, path):
    with locked():
        answer = ask(site, f"/api/v1/{path}")
    assert (answer.status, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("30", "no-store")
    assert json.loads(answer.body)["status"] == 503
    assert "took longer than 10 seconds" in json.loads(answer.body)["detail"]


@pytest.mark.parametrize("path", ["/", "/companies/", "/companies/acme/", "/companies/?as_of=1"])
def test_elsewhere_it_is_a_short_page(site, path):
    with locked():
        answer = ask(site, path)
    assert (answer.status, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert b"<h1>Service Unavailable</h1><p>This took longer than 10 seconds." in answer.body
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("30", "no-store")


def test_the_same_connection_answers_the_next_read_and_nothing_was_stored(site):
    ask(site, "/api/v1/companies/?kind=device")
    process = asked("SELECT pg_backend_pid()")
    with locked():
        assert [ask(site, "/api/v1/companies/").status, ask(site, "/companies/?as_of=1").status] == [503, 503]
    answer = ask(site, "/api/v1/companies/")
    assert (answer.status, answer.is_stored, json.loads(answer.body)["count"]) == (200, False, 1)
    assert ask(site, "/companies/?as_of=1").status == 200
    assert asked("SELECT pg_backend_pid()") == process


def test_what_is_stored_is_answered_meanwhile(site):
    ask(site, "/api/v1/companies/")
    with locked():
        assert ask(site, "/api/v1/companies/").is_stored


def test_a_statement_that_computes_too_long_is_ended_like_one_that_waits(site):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sources_dataversion RENAME TO slow")
        cursor.execute("CREATE VIEW sources_dataversion AS SELECT * FROM slow WHERE pg_sleep(5) IS NOT NULL")
    began = time.monotonic()
    assert ask(site, "/api/v1/companies/").status == 503
    assert time.monotonic() - began < 3


def test_matching_reads_too_though_it_is_posted(site):
    with locked():
        answer = ask(site, "/api/v1/match/", "POST", b'{"names": ["Acme"]}')
    assert answer.status == 503


def test_it_is_counted_as_what_it_is_and_logged_in_a_line(site, caplog):
    lines = []
    observed = Observed(site, Metrics(), writes_log=True, write=lines.append)
    with locked():
        ask(observed, "/api/v1/companies/?kind=device")
    assert [json.loads(line)["status"] for line in lines] == [503]
    [line] = [each for each in caplog.records if each.name == "medtech_kb.slow_reads"]
    assert line.getMessage() == "A read took longer than 10 s and was ended: api/v1/companies/$"
    assert not any(each.exc_info for each in caplog.records)


def test_the_version_of_the_data_is_not_waited_for_either(site):
    with locked("sources_dataversion"):
        began = time.monotonic()
        assert ask(site, "/api/v1/companies/").status == 503
        assert time.monotonic() - began < 3


def test_a_file_whose_reading_takes_too_long_breaks_off(site, client, monkeypatch):
    monkeypatch.setattr("records.paging.LARGEST_PAGE", 1)
    committed_company("bode")
    parts = iter(client.get("/api/v1/companies.jsonl").streaming_content)
    assert b"acme" in next(parts)
    with locked(), pytest.raises(Error, match="statement timeout"):
        next(parts)
    assert client.get("/api/v1/companies/").json()["count"] == 2


@pytest.mark.parametrize("file", ["companies.jsonl", "companies.csv", "companies.jsonl?as_of={latest}"])
def test_who_takes_a_file_slowly_gets_all_of_it(company, client, monkeypatch, file):
    """No transaction is open while a part is sent, so no limit counts."""
    monkeypatch.setattr("records.paging.LARGEST_PAGE", 1)
    committed_company("bode")
    address = "/api/v1/" + file.format(latest=latest_revision())
    with limited(read=LIMIT, idle=0.2):
        received = b""
        for part in client.get(address).streaming_content:
            received += part
            time.sleep(0.4)
    assert b"acme" in received
    assert b"bode" in received


def idle_in_transaction():
    with transaction.atomic():
        asked("SELECT id FROM companies_company FOR UPDATE")
        time.sleep(0.5)
        asked("SELECT 1")


def test_a_transaction_that_idles_is_ended_and_lets_its_locks_go(company):
    with limited(read=5, idle=0.2):
        with pytest.raises(Error):
            idle_in_transaction()
        connection.close()
        assert asked("SELECT id FROM companies_company FOR UPDATE NOWAIT") == company.pk


def unlocked_after(seconds):
    """A lock that somebody holds for so long."""
    held = threading.Event()

    def hold():
        with locked():
            held.set()
            time.sleep(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    return thread


def test_what_an_editor_saves_is_not_cut_off_and_the_next_visitor_is_limited_again(site, client, company):
    make_editor(client)
    page = address(type(company), "change", company.pk)
    form = filled(client.get(page)) | {"city": "Harbin", "revision_kind": "review"}
    waiting = unlocked_after(3 * LIMIT)
    assert client.post(page, form).status_code == 302
    waiting.join()
    company.refresh_from_db()
    assert company.city == "Harbin"
    with locked():
        assert ask(site, "/api/v1/companies/").status == 503


def test_the_limit_costs_the_reads_of_visitors_no_statement(site):
    ask(site, "/api/v1/companies/")
    with CaptureQueriesContext(connection) as queries:
        assert ask(site, "/api/v1/companies/?kind=device").status == 200
    assert [query["sql"] for query in queries if "timeout" in query["sql"]] == []


def test_a_connection_that_was_lost_has_its_limit_again(site):
    ask(site, "/api/v1/companies/")
    with locked() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        assert ask(site, "/api/v1/companies/?kind=device").status == 503


def test_a_read_on_a_replica_is_ended_and_answered_alike_and_asked_of_no_other_server(site, rf, monkeypatch):
    connections.databases["replica1"] = connections.databases["default"]
    replica = Replica("replica1")
    replica.checked("", began=1000)
    monkeypatch.setattr("postgres.replicas.middleware.pool", lambda: pool_of(replica))
    monkeypatch.setattr(Replica, "answers", lambda self: True)
    calls = []

    def view(request):
        calls.append(connection.alias)
        return asked("SELECT count(*) FROM companies_company")

    try:
        with locked():
            answer = ReadFromReplicas(get_response=None).process_view(rf.get("/api/v1/companies/"), view, (), {})
        assert (answer.status_code, answer["Retry-After"], calls) == (503, "30", ["replica1"])
    finally:
        connections["replica1"].close()
        del connections["replica1"], connections.databases["replica1"]
