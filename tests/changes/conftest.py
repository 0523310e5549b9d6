"""A database in which transactions commit, for the tests of a file, and the client of an editor."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from history.curated import curated_tables
from sources.models import Citation
from tests import databases


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    with databases.own("committed", databases.migrated(), django_db_blocker) as name:
        yield name


@pytest.fixture
def committing(committed):
    """No record is there; revisions go on from where the last test left them."""
    tables = [name for name in curated_tables() if name != Citation._meta.db_table]  # these go with what they are of
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@pytest.fixture
def editor(committing):
    """The client of an editor who is signed in."""
    client = Client()
    client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
    return client
