"""Everything that history promises, beside four writers at random and a mirror, all killed and begun again at random.

`make test` has a twentieth of the writes, `make soak` all: SOAK_WRITES says how many revisions they make together,
SOAK_MOMENTS how often what the API answers is copied, SOAK_SEED begins with another chance.
"""

import os
import random
import time

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from history.models import Revision
from tests.builders import with_everything
from tests.changes.mirrors import differing, listed, mirror_of, mirrored
from tests.history import interrupted
from tests.history.copies import copy, read
from tests.history.revisions import head, kept_otherwise, run
from tests.history.writers import NAME

WRITES = int(os.environ.get("SOAK_WRITES", "50"))
MOMENTS = int(os.environ.get("SOAK_MOMENTS", "8"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
WRITERS = 4
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mirror(shipped_live_copy, tmp_path):
    """examples/mirror.py as a program of its own, which follows the live server."""
    program = interrupted.mirror(shipped_live_copy.url, tmp_path / "mirror.sqlite", tmp_path / "mirror.log")
    yield program
    program.kill()


@pytest.fixture
def writers(shipped_live_copy, tmp_path):
    with transaction.atomic():
        with_everything(2)
    User.objects.create(username=NAME, is_staff=True, is_superuser=True)
    database = connection.settings_dict["NAME"]
    programs = [interrupted.writer(each, SEED, database, tmp_path / f"writer-{each}.log") for each in range(WRITERS)]
    yield programs
    for program in programs:
        program.kill()
    interrupted.cut_all()


def copied(client, chance, writers, mirror):
    """{revision: copies of what the API answered right after it}, while all of them are at it."""
    copies, cut, begun, start = {}, 0, head(), time.monotonic()
    while head() < begun + WRITES or len(copies) < MOMENTS:
        assert time.monotonic() - start < 120 + 10 * WRITES, "they do not get on"
        for program in (*writers, mirror):
            program.go_on()
        time.sleep(chance.uniform(0.05, 0.5))
        if chance.random() < 0.6:
            cut += interrupted.cut_one(chance)
        if chance.random() < 0.2:
            chance.choice([*writers, mirror]).kill()
        if head() >= begun + len(copies) * WRITES / MOMENTS:
            revision, answers = copy(client, chance)
            copies[revision] = answers
    assert cut > 0
    return copies


def test_what_writers_at_random_leave_is_told_without_a_gap_mirrored_and_read_again_as_of_any_moment(
    client, shipped_live_copy, writers, mirror, tmp_path
):
    chance = random.Random(SEED)
    copies = copied(client, chance, writers, mirror)
    for program in (*writers, mirror):
        program.kill()
    interrupted.cut_all()

    revisions = list(Revision.objects.order_by("number"))
    assert [revision.number for revision in revisions] == list(range(1, head() + 1))
    assert [revision.at for revision in revisions] == sorted(revision.at for revision in revisions)
    assert run(DEADLOCKS) == [(0,)]
    assert kept_otherwise() == []

    rows = mirror_of(shipped_live_copy.url, tmp_path / "mirror.sqlite")
    rows.catch_up()
    assert differing(mirrored(rows), listed(client)) == {}

    for revision, answers in copies.items():
        text = chance.choice([str(revision.number), revision.at.isoformat().replace("+", "%2B")])
        for address, answer in answers.items():
            assert read(client, address, text) == answer, (address, text)
    revision, answers = copy(client, chance)  # the past left nothing in the present
    assert {address: read(client, address, revision.number) for address in answers} == answers
