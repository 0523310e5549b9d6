"""Bring the history along with migrations: `migrate` aligns the twin tables with the curated ones at its end.

A rename leaves the numbers of a table and its columns as they are. They are noted before the first migration, by name,
since a restored database has numbered them anew.
"""

from django.db import connections, transaction

from postgres.functions import is_migrated

from .curated import curated_tables
from .twins import align
from .writing import Kind, describe

REMEMBER = """
UPDATE history.twin t SET relation = c.oid FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = t.name AND c.relkind = 'r';
UPDATE history.twin_column k SET attribute = a.attnum FROM history.twin t JOIN pg_attribute a ON a.attrelid = t.relation
    WHERE t.name = k.name AND a.attname = k.column_name AND a.attnum > 0 AND k.attribute IS NOT NULL;
UPDATE history.head SET transaction = NULL;
"""


def prepare_for_migrate(using, **_signal):
    """Receiver of `pre_migrate`: note the numbers of tables and columns; what migrations write is called so."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('history.twin_column') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(REMEMBER)
        describe(cursor, kind=Kind.MIGRATION, reason="migrate")


def align_after_migrate(using, plan=None, **_signal):
    """Receiver of `post_migrate`: align the twins where the database is at the newest migrations."""
    with connections[using].cursor() as cursor:
        try:
            if is_migrated(using, plan):
                with transaction.atomic(using=using):
                    align(cursor, curated_tables())
        finally:
            describe(cursor)
