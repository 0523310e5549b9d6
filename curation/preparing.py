"""What a load tells PostgreSQL before it writes and when it has written."""

from django.db import connection

from curation.fixture_schema import FIXTURE_MODELS
from names.models import Name
from sources.models import Citation


def spare_triggers():
    """For this transaction: say that no trigger is to be left out, which is so anyway.

    pgtrigger asks for that setting in each trigger; where it is unset, that is an error which PostgreSQL takes back by
    walking through all that it has put off to the end of the transaction, so a load of n rows would cost n² steps.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")


def refresh_statistics():
    """Tell the planner what is there now: without it, the first questions after a load can take minutes."""
    with connection.cursor() as cursor:
        for model in [*FIXTURE_MODELS, Citation, Name]:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
