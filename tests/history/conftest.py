"""A database in which tests commit: a revision is a transaction."""

import pytest

from tests import databases


@pytest.fixture(scope="module")
def database_to_write(django_db_setup, django_db_blocker):
    """The name of a database of this module's own, with no data; this process works in it."""
    with (
        databases.database("history", template=databases.migrated()) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        yield name
