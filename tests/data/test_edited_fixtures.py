"""The shipped data, edited at random in the admin, are dumped, load into an empty database, and are dumped alike."""

import pytest

from curation.loading import load
from environment import BASE
from tests.curation.round_trip import check_round_trip, edited

pytestmark = pytest.mark.django_db


def test_the_shipped_data_are_dumped_and_load_after_edits(client, tmp_path):
    editor = check_round_trip(client, tmp_path, lambda: load(BASE / "fixtures"), edited(2026, 20))
    assert len(editor.done) > 4, editor.done
