"""Bring the history along with migrations: `migrate` aligns the twin tables with the curated ones at its end.

A rename leaves the numbers of a table and its columns as they are. A restored database has numbered them anew: there
they are noted again, by name, before the first migration.
"""

from django.db import connections, transaction

from postgres.functions import is_migrated

from .curated import curated_tables, tables_taking_turns
from .following import align
from .writing import Kind, describe

NUMBER_ANEW = """
UPDATE history.twin_column k SET attribute = a.attnum FROM history.twin t JOIN pg_attribute a ON a.attrelid = t.relation
    WHERE t.numbered <> t.relation::oid AND t.name = k.name AND a.attname = k.column_name AND a.attnum > 0
    AND k.attribute IS NOT NULL;
UPDATE history.head SET transaction = NULL WHERE EXISTS (SELECT FROM history.twin WHERE numbered <> relation::oid);
UPDATE history.twin SET numbered = relation::oid WHERE numbered <> relation::oid;
"""


def prepare_for_migrate(using, **_signal):
    """Receiver of `pre_migrate`: renumber the columns of a restored database; what migrations write is called so."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('history.twin_column') IS NOT NULL")
        if cursor.fetchone()[0]:
            with transaction.atomic(using=using):
                cursor.execute(NUMBER_ANEW)
        describe(cursor, kind=Kind.MIGRATION, reason="migrate")


def align_after_migrate(using, plan=None, **_signal):
    """Receiver of `post_migrate`: align the twins where the database is at the newest migrations."""
    with connections[using].cursor() as cursor:
        try:
            if is_migrated(using, plan):
                with transaction.atomic(using=using):
                    align(cursor, curated_tables(), tables_taking_turns())
        finally:
            describe(cursor)
