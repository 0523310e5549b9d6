"""examples/mirror.py: a mirror of /changes/ alone equals the lists, beside random writes and broken off at will."""

import importlib.util
import json
import os
import random
import subprocess
import sys
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalogue.record_types import RECORD_TYPES
from environment import BASE
from tests.api.api_client import ask
from tests.curation.random_editor import RandomEditor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shipped_live")]
WRITES = int(os.environ.get("SOAK_WRITES", "15"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
PROGRAM = BASE / "examples" / "mirror.py"


@pytest.fixture
def mirror_module():
    specification = importlib.util.spec_from_file_location("mirror", PROGRAM)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def mirrored(mirror):
    rows = mirror.db.execute("SELECT type, slug, row FROM record")
    return {(kind, slug): json.loads(row) for kind, slug, row in rows}


def listed(client):
    """All rows of all lists."""
    rows = {}
    for record_type in RECORD_TYPES:
        page = ask(client, record_type.name, page_size=500)
        while True:
            rows |= {(record_type.name, row["slug"]): row for row in page["results"]}
            if not page["next"]:
                break
            page = ask(client, page["next"])
    return rows


def differing(one, other):
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}


def test_a_mirror_from_nothing_equals_the_lists(client, live_server, mirror_module, tmp_path):
    mirror = mirror_module.Mirror(live_server.url, tmp_path / "mirror.sqlite")
    mirror.catch_up()
    rows = mirrored(mirror)
    assert len(rows) > 400
    assert differing(rows, listed(client)) == {}


def test_a_mirror_reads_all_rows_as_of_the_head_that_the_changes_named(client, mirror_module, tmp_path):
    mirror, asked = mirror_module.Mirror("", tmp_path / "mirror.sqlite"), []

    def get(address):
        asked.append(address)
        return ask(client, address)

    mirror.get = get
    mirror.catch_up()
    head = ask(client, "/api/v1/changes/")["head"]
    rows = [address for address in asked if "/changes/" not in address]
    assert rows
    assert all(f"as_of={head}" in address for address in rows)


def test_a_mirror_beside_random_writes_equals_the_lists_however_often_it_is_broken_off(
    client, live_server, mirror_module, tmp_path
):
    chance, file = random.Random(SEED), tmp_path / "mirror.sqlite"
    writer = Client()
    writer.force_login(User.objects.create_superuser("writer", password="made-up"))
    editor, running, started = RandomEditor(writer, chance), None, 0
    for _number in range(WRITES):
        if running is None or running.poll() is not None:
            running = subprocess.Popen([sys.executable, PROGRAM, live_server.url, file], stdout=subprocess.DEVNULL)
            started = time.monotonic()
        editor.work(1)
        if chance.random() < 0.2 and time.monotonic() - started > chance.random():
            running.kill()  # the next write starts another
            running.wait()
    running.wait()
    mirror = mirror_module.Mirror(live_server.url, file)
    mirror.catch_up()
    assert sum(editor.done.values()) > WRITES / 3
    assert differing(mirrored(mirror), listed(client)) == {}
