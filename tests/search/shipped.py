"""The shipped data, loaded once for all tests of a module and taken back behind the last of them."""

import pytest
from django.db import connection, transaction

from curation.loading import load
from environment import BASE


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(BASE / "fixtures")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE entities_searchname, entities_searchtext")
        yield
        transaction.set_rollback(True)
