"""Whatever an editor leaves in the database is dumped, loads into an empty database, and is dumped alike.

`make test` tries ten states of a small knowledge base, `make soak` two hundred; tests/data has one of the shipped data.
"""

import os
from itertools import count

import pytest

from tests import builders
from tests.builders import leave_gone, make_company, merge, with_everything
from tests.curation.round_trip import check_round_trip, edited

pytestmark = pytest.mark.django_db
STATES = int(os.environ.get("SOAK_STATES", "10"))
ACTIONS = 15


def small_knowledge_base():
    """Two companies with one of everything, an address that leads on and one that is gone."""
    for _number in range(2):
        company = with_everything()
    merge("merged-before", company)
    leave_gone(type(company), "gone-before")
    make_company(is_published=False)


@pytest.mark.parametrize("seed", range(STATES))
def test_a_state_that_an_editor_left_is_dumped_and_loads(client, tmp_path, monkeypatch, seed):
    monkeypatch.setattr(builders, "_numbers", count(1))
    editor = check_round_trip(client, tmp_path, small_knowledge_base, edited(seed, ACTIONS))
    assert sum(editor.done.values()) > ACTIONS / 3, editor.done
