"""What tests ask of revisions and versions."""

from contextlib import contextmanager

from django.db import connection, transaction

from history.curated import curated_tables
from history.models import Revision


def run(sql, values=None):
    """The rows that a statement returns, if it returns any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def head():
    """The number of the newest revision."""
    return run("SELECT number FROM history.head")[0][0]


@transaction.atomic
def add(make, *records, **values):
    """A record that a builder makes, committed along with its citation."""
    return make(*records, **values)


@contextmanager
def roll_back():
    """A transaction, or a savepoint of one, that is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def new_revisions():
    """A list that holds, after the block, the revisions made in it; their numbers follow each other without a gap."""
    before, made = head(), []
    yield made
    made += Revision.objects.filter(number__gt=before)
    assert [revision.number for revision in made] == list(range(before + 1, head() + 1))


def versions(table, row):
    """[(since, until)] of a row, oldest first."""
    return run(f'SELECT since, until FROM history."{table}" WHERE id = %s ORDER BY since', [row])


def touched(revision):
    """{(record type, number)} of the records that a revision touched."""
    return set(run("SELECT record_type, record FROM history.touched WHERE revision = %s", [revision]))


def kept_otherwise():
    """The curated tables whose newest versions are not their rows."""
    return [table for table in curated_tables() if _differs(table)]


def _differs(table):
    columns = run(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", [f'public."{table}"'],
    )[0][0]  # fmt: skip
    live = f'SELECT {columns} FROM public."{table}"'
    newest = f'SELECT {columns} FROM history."{table}" WHERE until IS NULL'
    return run(f"SELECT EXISTS ({live} EXCEPT ALL {newest}) OR EXISTS ({newest} EXCEPT ALL {live})")[0][0]
