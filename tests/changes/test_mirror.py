"""examples/mirror.py: a mirror of /changes/ alone equals the lists. tests/history runs it beside random writes."""

import pytest

from tests.api.api_client import ask
from tests.changes.mirrors import differing, listed, mirror_of, mirrored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shipped_live")]


def test_a_mirror_from_nothing_equals_the_lists(client, live_server, tmp_path):
    mirror = mirror_of(live_server.url, tmp_path / "mirror.sqlite")
    mirror.catch_up()
    rows = mirrored(mirror)
    assert len(rows) > 400
    assert differing(rows, listed(client)) == {}


def test_a_mirror_reads_all_rows_as_of_the_head_that_the_changes_named(client, tmp_path):
    mirror, asked = mirror_of("", tmp_path / "mirror.sqlite"), []

    def get(address):
        asked.append(address)
        return ask(client, address)

    mirror.get = get
    mirror.catch_up()
    head = ask(client, "/api/v1/changes/")["head"]
    rows = [address for address in asked if "/changes/" not in address]
    assert rows
    assert all(f"as_of={head}" in address for address in rows)
