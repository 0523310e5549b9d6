"""A database in which tests commit: a revision is a transaction."""

import pytest

from tests import databases


@pytest.fixture(scope="module")
def database_to_write(django_db_setup, django_db_blocker):
    """The name of a database of this module's own, with no data; this process works in it."""
    with databases.own("history", databases.migrated(), django_db_blocker) as name:
        yield name
