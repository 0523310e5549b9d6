"""Reads of the past on a replica, whose part the test's own database takes."""

import pytest
from django.db import connection, connections

from history.moments import OutOfRange, as_of, moment_of
from postgres.replicas.binding import bound
from postgres.replicas.replica import Replica, Unanswered
from records.as_of import moment_asked


@pytest.fixture
def itself(django_db_setup, django_db_blocker):
    connections.databases["replica1"] = connections.databases["default"]
    replica = Replica("replica1")
    replica.checked("", began=1000)
    with django_db_blocker.unblock():
        yield replica
        connections["replica1"].close()
    del connections["replica1"], connections.databases["replica1"]


def test_a_read_of_the_past_is_of_the_server_that_it_is_sent_to(itself):
    def read():
        with as_of(moment_of("1")), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('search_path'), current_setting('kb.as_of')")
            return connection.alias, *cursor.fetchone()

    assert itself.read(read) == ("replica1", "past, public", "1")
    with bound("replica1"), connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert "past" not in cursor.fetchone()[0]


def test_a_revision_that_a_replica_lacks_is_asked_of_the_primary(itself, rf):
    request = rf.get("/")
    request.as_of = ["999999"]
    with pytest.raises(Unanswered):
        itself.read(lambda: moment_asked(request))
    with pytest.raises(OutOfRange):
        moment_asked(request)
