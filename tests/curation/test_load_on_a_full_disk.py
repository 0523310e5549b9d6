"""A load that the database can't take says in one line what to do, and changes nothing."""

import subprocess
import sys

import pytest

from environment import BASE
from postgres import embedded
from postgres.postmaster import Postmaster
from tests import databases

FULL = """
CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
"""
AT_A_STATEMENT = "CREATE TRIGGER full_disk BEFORE INSERT ON public.{} EXECUTE FUNCTION public.full_disk()"
AT_COMMIT = (
    "CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON public.{} DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION public.full_disk()"
)


def load(name):
    command = [sys.executable, "manage.py", "load_kb"]
    return subprocess.run(command, cwd=BASE, env=databases.environment_for(name), capture_output=True, text=True)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (FULL + AT_A_STATEMENT.format("sources_source"), "disk is full, nothing was written"),
        (FULL + AT_A_STATEMENT.format("sources_citation"), "disk is full, nothing was written"),
        (FULL + AT_COMMIT.format("companies_company"), "disk is full, nothing was written"),
        (f"REVOKE INSERT ON public.products_product FROM {embedded.APPLICATION}", "lacks a right, nothing was written"),
    ],
)
def test_it_says_what_to_do_in_one_line(django_db_setup, sql, words):
    with databases.database("full", template=databases.migrated()) as name, databases.cursor_of(name) as cursor:
        cursor.execute(sql)
        done = load(name)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert words in done.stderr
        cursor.execute("SELECT (SELECT count(*) FROM sources_source), (SELECT max(number) FROM history.revision)")
        assert cursor.fetchone() == (0, 1)


def test_the_embedded_servers_log_holds_no_statement_of_ours(tmp_path):
    folder = tmp_path / "db"
    embedded.start(folder)
    try:
        session = embedded.connect(Postmaster(folder), embedded.NAME)
        with pytest.raises(Exception, match="by zero"), session.cursor() as cursor:
            cursor.execute("DO $$ BEGIN PERFORM 1 / length('') AS some_private_text; END $$")
        session.close()
    finally:
        embedded.stop(folder)
    log = Postmaster(folder).log.read_text()
    assert "division by zero" in log
    assert "some_private_text" not in log
