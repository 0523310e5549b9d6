"""Replicas without a second server: how far behind one is, who may read from one, what the log says."""

import os

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections
from django.http import HttpResponse, StreamingHttpResponse

from postgres.replicas.lag import MAX_VERSIONS, VersionLog
from postgres.replicas.middleware import ReadFromReplicas, may_be_behind
from postgres.replicas.pool import Pool
from postgres.replicas.replica import SILENCE, ConnectionLost, Replica, Unanswered, why_unusable
from postgres.replicas.status import Status

PRIMARY = Status(is_in_recovery=False, system=7, version=10, age=0.0)


def log_of(*checks):
    """The log of what the primary has shown: (version, age, time of the check)."""
    versions = VersionLog()
    for number, age, now in checks:
        versions.record(number, age, now)
    return versions


def test_a_replica_that_has_all_is_not_behind_however_old_the_last_change_is():
    assert log_of((5, 86_400, 1000)).lag_of(5, now=1001) == 0


def test_a_replica_with_more_than_we_have_seen_of_the_primary_is_not_behind():
    assert log_of((5, 0, 1000)).lag_of(6, now=1001) == 0


def test_a_replica_is_behind_since_the_first_change_that_it_lacks():
    versions = log_of((5, 0, 1000), (6, 0, 1001), (7, 0, 1002))
    assert (versions.lag_of(5, now=1004), versions.lag_of(6, now=1004)) == (3, 2)


def test_a_change_made_before_the_first_check_counts_from_when_it_was_made():
    assert log_of((5, 600, 1000)).lag_of(4, now=1000) == 600


def test_a_long_load_counts_from_when_it_could_be_seen():
    assert log_of((5, 0, 1000), (6, 300, 1001)).lag_of(5, now=1001) == 1


def test_a_check_that_shows_nothing_new_changes_nothing():
    assert log_of((5, 0, 1000), (6, 0, 1001), (6, 1, 1002)).lag_of(5, now=1003) == 2


def test_a_database_put_back_from_a_back_up_is_not_held_against_its_replicas():
    assert log_of((50, 0, 1000), (40, 0, 1001)).lag_of(40, now=1100) == 0


def test_the_memory_of_versions_has_a_bound():
    assert len(log_of(*((number, 0, number) for number in range(MAX_VERSIONS + 50))).seen) == MAX_VERSIONS


@pytest.mark.parametrize(
    ("status", "lag", "reason"),
    [
        (PRIMARY, 0, "not in recovery"),
        (Status(True, 8, 10, 0.0), 0, "another server"),
        (Status(True, 7, 9, 0.0), 11, "11 s behind"),
        (Status(True, 7, 9, 0.0), 10, ""),
    ],
)
def test_the_reason_why_a_server_is_unusable_is_given(status, lag, reason):
    shown = why_unusable(status, PRIMARY, lag, most_lag=10)
    assert reason in shown
    assert bool(shown) == bool(reason)


def test_a_replica_is_trusted_where_the_primary_was_never_seen():
    assert why_unusable(Status(True, 8, 3, 0.0), None, lag=0, most_lag=10) == ""


@pytest.mark.parametrize(
    ("method", "path", "cookies", "expected"),
    [
        ("get", "/api/v1/companies/", {}, True),
        ("head", "/companies/", {}, True),
        ("get", "/companies/", {"csrftoken": "x"}, True),
        ("post", "/api/v1/match/", {}, False),
        ("get", "/companies/", {settings.SESSION_COOKIE_NAME: "x"}, False),
        ("get", "/companies/", {"kb_wrote": "1"}, False),
        ("get", "/admin/login/", {}, False),
    ],
)
def test_visitors_reads_may_be_behind_and_nothing_else(rf, method, path, cookies, expected):
    request = getattr(rf, method)(path)
    request.COOKIES = cookies
    assert may_be_behind(request) is expected


@pytest.fixture
def replica(caplog, monkeypatch):
    """A replica whose clock stands still until the test moves it: `replica.clock[0]`."""
    caplog.set_level("INFO", "postgres.replicas")
    monkeypatch.setattr("postgres.replicas.replica.describe", lambda alias: alias)
    replica = Replica("replica1")
    replica.clock = [1000.0]
    monkeypatch.setattr("postgres.replicas.replica.time.monotonic", lambda: replica.clock[0])
    return replica


def test_a_replica_is_not_read_from_before_its_first_check(replica):
    assert not replica.answers()
    replica.checked("", began=999)
    assert replica.answers()


def test_the_log_says_once_that_a_replica_leaves_and_once_that_it_returns(replica, caplog):
    for reason in ("", "", "gone", "gone", "still gone", "", ""):
        replica.clock[0] += 1
        replica.checked(reason, began=replica.clock[0])
    assert [record.message for record in caplog.records] == [
        "Replica replica1 is read from.",
        "Replica replica1 is left out: gone",
        "Replica replica1 is read from again.",
    ]


def test_a_replica_that_is_away_from_the_start_is_logged_too(replica, caplog):
    replica.checked("gone", began=1000)
    assert [record.message for record in caplog.records] == ["Replica replica1 is left out: gone"]


def test_a_failed_read_outweighs_a_check_that_began_before(replica):
    replica.checked("", began=1000)
    replica.clock[0] += 2
    replica.leave("a read failed")
    replica.checked("", began=1001)
    assert not replica.answers()


def test_a_replica_that_hangs_is_left_out(replica, caplog):
    replica.checked("", began=1000)
    replica.clock[0] += SILENCE + 1
    assert not replica.answers()
    assert "has not answered" in caplog.messages[-1]


@pytest.fixture
def itself(replica, django_db_setup, django_db_blocker):
    """The test's own database in the part of a replica, to which this thread has no connection yet."""
    connections.databases["replica1"] = connections.databases["default"]
    replica.checked("", began=1000)
    with django_db_blocker.unblock():
        yield replica
        connections["replica1"].close()
    del connections["replica1"], connections.databases["replica1"]


def reading(times_ended):
    """A read whose connection is ended the first few times that it runs."""
    remaining = [times_ended]

    def read():
        with connection.cursor() as cursor:
            if remaining[0]:
                remaining[0] -= 1
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            cursor.execute("SELECT 'answer'")
            return cursor.fetchone()[0]

    return read


def test_a_read_whose_first_connection_is_ended_is_answered_on_another(itself):
    assert itself.read(reading(times_ended=1)) == "answer"
    assert itself.is_used


def test_a_read_that_loses_two_connections_goes_elsewhere_and_the_next_check_decides(itself):
    with pytest.raises(ConnectionLost):
        itself.read(reading(times_ended=2))
    assert itself.is_used


def test_a_replica_that_refuses_a_connection_is_left_out_at_once(itself, monkeypatch):
    attempts = []

    def refuse(_connection, parameters):
        attempts.append(parameters)
        raise psycopg2.OperationalError("refused")

    monkeypatch.setattr(type(connections["replica1"]), "get_new_connection", refuse)
    with pytest.raises(ConnectionLost):
        itself.read(reading(times_ended=0))
    assert (len(attempts), itself.is_used) == (1, False)


class Stub:
    """A replica that writes its name into a list when it is asked, and may fail then."""

    def __init__(self, name, calls, fails=False):
        self.name, self.calls, self.fails = name, calls, fails

    def answers(self):
        return True

    def read(self, ask):
        self.calls.append(self.name)
        if self.fails:
            raise Unanswered
        return ask()


def pool_of(*replicas):
    pool = Pool([], most_lag=10)
    pool.replicas, pool.checked_by = list(replicas), os.getpid()
    return pool


def test_replicas_are_asked_in_turn():
    calls = []
    pool = pool_of(Stub("one", calls), Stub("two", calls))
    assert [pool.read(lambda: "answer") for _ in range(4)] == ["answer"] * 4
    assert calls == ["one", "two", "one", "two"]


def test_a_read_that_fails_everywhere_is_asked_of_the_primary_at_last():
    calls = []
    pool = pool_of(Stub("one", calls, fails=True), Stub("two", calls, fails=True))
    assert pool.read(lambda: calls.append("primary") or "answer") == "answer"
    assert calls == ["one", "two", "primary"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(HttpResponse, ["replica"]), (lambda: StreamingHttpResponse([b""]), ["replica", "primary"])],
)
def test_an_answer_that_goes_on_reading_is_read_from_the_primary(rf, monkeypatch, answer, expected):
    calls, now = [], ["primary"]

    class Bound(Stub):
        def read(self, ask):
            now[0] = "replica"
            try:
                return ask()
            finally:
                now[0] = "primary"

    monkeypatch.setattr("postgres.replicas.middleware.pool", lambda: pool_of(Bound("one", calls)))
    middleware = ReadFromReplicas(get_response=None)
    middleware.process_view(rf.get("/companies/"), lambda request: calls.append(now[0]) or answer(), (), {})
    assert calls == expected
