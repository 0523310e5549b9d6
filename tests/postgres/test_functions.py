"""Each function, view and aggregate of ours stands whole in a file of postgres/sql/, and the database has that one."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from postgres.functions import apply, definitions, objects

pytestmark = pytest.mark.django_db

STATE = """
SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = %(schema)s::regnamespace AND p.proname LIKE 'kb\\_%%' AND p.prokind = 'f'
UNION ALL
SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'v'
UNION ALL
SELECT p.proname, row(a.aggtransfn, a.aggtranstype, a.agginitval, a.aggfinalfn, a.aggkind)::text
FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid WHERE p.pronamespace = %(schema)s::regnamespace
"""


def state(cursor, schema):
    """{name: definition as the catalogue has it}, without the names of the two schemas."""
    cursor.execute(STATE, {"schema": schema})
    return {name: text.replace(f"{schema}.kb_", "kb_").replace("public.kb_", "kb_") for name, text in cursor.fetchall()}


def test_the_database_has_what_the_files_say_and_no_object_is_without_a_file():
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA from_files")
        for sql in definitions().values():
            cursor.execute(
                sql.replace("public.kb_", "from_files.kb_").replace("from_files.kb_hanzi", "public.kb_hanzi")
            )
        written, standing = state(cursor, "from_files"), state(cursor, "public")
    assert sorted(written) == sorted(standing)
    assert [name for name in written if written[name] != standing[name]] == []
    assert sorted(written) == sorted(definitions())


def test_every_file_says_what_its_object_is_for():
    assert [name for name, sql in definitions().items() if not sql.startswith("-- ")] == []


def test_an_object_that_differs_from_its_file_is_brought_up_to_date_by_migrate():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION public.kb_latin(folded text) RETURNS text LANGUAGE sql AS $$SELECT ''$$"
        )
        cursor.execute("COMMENT ON FUNCTION public.kb_latin(text) IS NULL")
        call_command("migrate", verbosity=0, stdout=StringIO())
        cursor.execute("SELECT public.kb_latin('pamu 帕母')")
        assert cursor.fetchone() == ("pamu  ",)


def test_what_is_up_to_date_is_not_touched():
    assert apply() == []
    with connection.cursor() as cursor:
        assert {mark.partition(" ")[0] for _kind, _signature, mark in objects(cursor).values()} == {
            f"postgres/sql/{name}.sql" for name in definitions()
        }
