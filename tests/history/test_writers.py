"""Several writers at once, cut off at random: they wait for each other, and nothing is lost or counted twice.

SOAK_WRITES says how many revisions they make together; SOAK_SEED begins with another chance.
"""

import os
import random
import threading
import time

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from companies.models import Company
from history.models import Revision
from history.writing import take_turn
from tests.builders import make_company, make_study
from tests.history.revisions import add, head, kept_otherwise, run
from tests.history.writers import Writer

WRITES = int(os.environ.get("SOAK_WRITES", "40"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
WRITERS = 4
BUSY = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


@pytest.fixture
def writers(database_to_write):
    """Begin writers; they are stopped at the end, and had no problem."""
    User.objects.create(username="writer", is_staff=True, is_superuser=True)
    for _number in range(5):
        add(make_company)
        add(make_study)
    stop = threading.Event()
    writers = [Writer(SEED * 100 + number, stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    yield writers
    stop.set()
    for writer in writers:
        writer.join()


def test_writers_that_are_cut_off_leave_no_gap_and_no_version_behind(writers):
    chance, cut, begun, start = random.Random(SEED), 0, head(), time.monotonic()
    while head() < begun + WRITES:
        assert time.monotonic() - start < 60 + 5 * WRITES, "they do not get on"
        time.sleep(chance.uniform(0.05, 0.6))
        busy = [pid for (pid,) in run(BUSY)]
        if busy:
            run("SELECT pg_terminate_backend(%s)", [chance.choice(busy)])
            cut += 1
    for writer in writers:
        writer.stop.set()
        writer.join()
    assert [problem for writer in writers for problem in writer.problems] == []
    assert run(DEADLOCKS) == [(0,)]
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, head() + 1))
    times = list(Revision.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
    assert kept_otherwise() == []
    assert cut > 0


def test_who_locks_a_row_takes_its_turn_first(database_to_write):
    one, other = add(make_company), add(make_company)
    begun, waiting, errors = threading.Event(), threading.Event(), []

    def second():
        from django.db import connection

        try:
            begun.wait(10)
            with transaction.atomic():
                waiting.set()
                take_turn()
                Company.objects.select_for_update().get(pk=other.pk)
                Company.objects.filter(pk=one.pk).update(city="B")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        take_turn()
        Company.objects.select_for_update().get(pk=one.pk)
        begun.set()
        waiting.wait(10)
        time.sleep(0.1)
        Company.objects.filter(pk=other.pk).update(city="A")
    thread.join()
    assert errors == []
