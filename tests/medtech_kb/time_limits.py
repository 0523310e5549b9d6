"""What a read that takes too long is tested with: limits for this process, tables that are locked by somebody else."""

from contextlib import contextmanager

from django.db import connection, transaction

from medtech_kb.time_limits import TimeLimits
from tests import databases
from tests.builders import make_company

TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname IN ('public', 'history') AND tablename <> 'sources_dataversion'
"""


@contextmanager
def limited(read, idle=60):
    """The limits of a site, in seconds, for the connections of this process."""
    connection.close()
    limits = TimeLimits(read, idle)
    limits.start()
    try:
        yield
    finally:
        limits.stop()
        connection.close()


@contextmanager
def locked(*tables):
    """Somebody else holds the locks that a restore takes: on these tables, else on all but the version of the data."""
    with databases.cursor_of(connection.settings_dict["NAME"]) as other:
        if not tables:
            other.execute(TABLES)
            tables = [name for (name,) in other.fetchall()]
        other.execute(f"BEGIN; LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        yield other
        other.execute("ROLLBACK")


def asked(sql):
    """The first value that a statement on the connection of this process gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def committed_company(slug="acme", **values):
    """A company that everybody sees; its citation comes with it, in one transaction."""
    with transaction.atomic():
        return make_company(slug=slug, name=slug.title(), **values)
