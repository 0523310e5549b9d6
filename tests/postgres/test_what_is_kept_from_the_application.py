"""The site's role can neither change nor delete anything of the history, nor alter the schema."""

import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from companies.models import Company
from environment import BASE
from history.curated import curated_tables
from history.writing import revising
from tests import databases
from tests.builders import make_company
from tests.postgres.application import as_application, run

INSUFFICIENT = "42501"
TABLES = "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'history'::regnamespace AND relkind = 'r'"


@pytest.fixture(scope="module")
def application(django_db_setup, django_db_blocker):
    with databases.own("application", databases.migrated(), django_db_blocker), as_application():
        with transaction.atomic():
            make_company(slug="wuxi-lens", name="Wuxi Lens")
        yield


def refused(sql):
    """Whether the database refuses a statement for want of rights."""
    try:
        run(sql)
    except ProgrammingError as error:
        return error.__cause__.pgcode == INSUFFICIENT
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history.{table} SET {column} = {column}", "DELETE FROM history.{table}", "TRUNCATE history.{table}",
        "INSERT INTO history.{table} DEFAULT VALUES", "DROP TABLE history.{table}",
        "ALTER TABLE history.{table} DISABLE TRIGGER ALL", "ALTER TABLE history.{table} RENAME TO other",
        "ALTER TABLE history.{table} OWNER TO CURRENT_USER", "CREATE INDEX ON history.{table} ({column})",
        "CREATE RULE r AS ON INSERT TO history.{table} DO INSTEAD NOTHING",
        "GRANT UPDATE ON history.{table} TO CURRENT_USER", "LOCK TABLE history.{table} IN ACCESS EXCLUSIVE MODE",
        "CREATE TRIGGER t BEFORE UPDATE ON history.{table} FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
)  # fmt: skip
def test_no_table_of_the_history_can_be_changed(application, statement):
    tables = [name for (name,) in run(TABLES)]
    assert len(tables) >= len(curated_tables()) + 6
    for table in tables:
        (column,) = run(
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped ORDER BY attnum LIMIT 1", [f"history.{table}"],
        )[0]  # fmt: skip
        granted = statement.startswith("GRANT")  # PostgreSQL answers a GRANT by a non-owner with a warning or an error
        assert refused(statement.format(table=table, column=column)) or granted
        assert run("SELECT has_table_privilege(%s, 'UPDATE')", [f"history.{table}"]) == [(False,)]


def test_no_curated_table_loses_its_triggers(application):
    for table in curated_tables():
        for statement in (
            "ALTER TABLE public.{} DISABLE TRIGGER ALL", "ALTER TABLE public.{} DISABLE TRIGGER kb_history_updated",
            "ALTER TABLE public.{} DISABLE TRIGGER USER", "DROP TRIGGER kb_history_updated ON public.{}",
            "TRUNCATE public.{}", "ALTER TABLE public.{} ADD COLUMN more text", "DROP TABLE public.{}",
        ):  # fmt: skip
            assert refused(statement.format(table)), statement


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica", "SET SESSION AUTHORIZATION postgres", "SET ROLE postgres",
        "ALTER ROLE CURRENT_USER SUPERUSER", "CREATE ROLE another", "CREATE SCHEMA mine", "CREATE TABLE public.mine ()",
        "CREATE TABLE history.mine ()", "CREATE VIEW past.mine AS SELECT 1", "CREATE EXTENSION dblink",
        "CREATE FUNCTION public.kb_fold(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION public.kb_history_keep() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'",
        "ALTER FUNCTION public.kb_history_keep() SECURITY INVOKER", "DROP FUNCTION public.kb_history_keep() CASCADE",
        "ALTER FUNCTION public.kb_history_mine() RESET search_path", "DROP SCHEMA history CASCADE",
        "ALTER SCHEMA history RENAME TO other", "DROP VIEW past.companies_company",
        "CREATE OR REPLACE VIEW past.sources_dataversion AS SELECT 1", "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT public.kb_history_revision()",
        "SELECT public.kb_history_touch('companies_company', 1, '{1}', NULL, NULL)",
        "UPDATE public.django_content_type SET model = model", "DELETE FROM public.django_migrations",
    ],
)  # fmt: skip
def test_no_way_around_is_open(application, statement):
    assert refused(statement)


def test_the_functions_that_write_history_serve_no_trigger_of_the_applications_own(application):
    with pytest.raises(DatabaseError, match="permission denied"):
        run(
            "CREATE TEMP TABLE mine (id bigint); CREATE TRIGGER t AFTER DELETE ON mine REFERENCING OLD TABLE AS stale"
            " FOR EACH STATEMENT EXECUTE FUNCTION public.kb_history_keep()"
        )
    assert run("SELECT count(*) FROM pg_trigger WHERE tgname = 't'") == [(0,)]


def test_a_temporary_table_never_stands_for_one_that_a_trigger_reads(application):
    """Within a trigger with the owner's rights, a view of the writer's own would run the writer's code."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE companies_company (id bigint) ON COMMIT DROP")  # migrate forbids it as well
        cursor.execute("UPDATE public.companies_company SET city = 'Suzhou'")
    assert run("SELECT city FROM history.companies_company WHERE until IS NULL") == [("Suzhou",)]
    unpinned = run(
        "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND (prosecdef OR prorettype = 'trigger'::regtype)"
        " AND NOT coalesce(proconfig::text LIKE '%search_path=pg_catalog, public, pg_temp%', false)"
    )
    assert unpinned == []


@pytest.mark.parametrize("kind", ["erasure", "migration", "baseline"])
def test_only_the_owner_can_say_that_it_erased_or_migrated(application, kind):
    company = Company.objects.get(slug="wuxi-lens")
    company.city = "Beijing"
    with revising(kind), pytest.raises(ProgrammingError, match="written by the owner"):
        company.save()


def test_what_a_connection_claims_can_touch_no_revision_but_its_own(application):
    before = run("SELECT * FROM history.revision ORDER BY number")
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("kb.timed", "kb.restoring", "kb.as_of", "kb.author"):
            cursor.execute("SELECT set_config(%s, '1', true)", [name])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("UPDATE public.companies_company SET city = 'Nanjing'")
        cursor.execute("SELECT public.kb_history_mine()")
        assert cursor.fetchone() == (before[-1][0] + 1,)
    after = run("SELECT * FROM history.revision ORDER BY number")
    assert after[:-1] == before
    assert (after[-1][0], after[-1][2]) == (before[-1][0] + 1, "1")


def test_a_revision_has_the_time_of_its_commit_whatever_is_claimed_before(application):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE public.companies_company SET city = 'Shanghai'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('kb.timed', '', true), pg_sleep(0.05), clock_timestamp()")
        late = cursor.fetchone()[2]
        cursor.execute("UPDATE public.companies_company SET city = 'Wuxi'")
    assert run("SELECT max(at) FROM history.revision")[0][0] > late


def test_a_check_warns_where_the_site_itself_connects_as_the_owner(django_db_setup):
    name = databases.migrated()
    as_owner = databases.environment_for(name, DATABASE_URL=databases.address(name), DATABASE_OWNER_URL="")
    said = {}
    for what, environment in (("the owner", as_owner), ("apart", databases.environment_for(name))):
        command = [sys.executable, "manage.py", "check", "--database", "default"]
        done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        said[what] = "DATABASE_URL names the owner of the tables" in done.stderr
    assert said == {"the owner": True, "apart": False}
