"""A restore that can't be done, or is killed on its way, leaves the database as it was."""

import subprocess
import sys
import time

import psutil
import pytest
from django.db import connection, transaction

from companies.models import Company
from environment import BASE
from postgres import embedded
from postgres.postmaster import TOOLS
from tests import databases
from tests.builders import make_company, with_everything
from tests.history.revisions import add, kept_otherwise, run
from tests.postgres.application import as_application
from tests.postgres.whole import command, data_version, name, refused, rows, watched

HOLDS_ALL = """
SELECT a.pid FROM pg_stat_activity a WHERE datname = current_database() AND EXISTS (SELECT FROM pg_locks l
    WHERE l.pid = a.pid AND l.granted AND l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL)
"""
SECONDS = 60


@pytest.fixture(scope="module", autouse=True)
def a_back_up(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with more in it than its back-up."""
    with databases.own("not_restored", databases.migrated(), django_db_blocker):
        with transaction.atomic():
            with_everything()
        file = tmp_path_factory.mktemp("back-ups") / "kb.dump"
        command("backup", file)
        add(make_company, slug="made-since", name="Made since")
        yield file


@pytest.fixture(autouse=True)
def nothing_changes(a_back_up):
    before = rows(), data_version()
    yield
    assert (rows(), data_version()) == before
    assert kept_otherwise() == []


@pytest.fixture
def dump_with(tmp_path):
    """Dump another database, in which some SQL was run."""

    def made(sql, template="template0"):
        file = tmp_path / "other.dump"
        with databases.database("other", template=template) as other:
            with databases.cursor_of(other) as cursor:
                cursor.execute(sql)
            subprocess.run([TOOLS / "pg_dump", "-Fc", "-f", file, databases.address(other)], check=True)
        return file

    return made


def test_what_is_there_is_replaced_only_when_that_is_said(a_back_up):
    with pytest.raises(Exception, match="Add --yes to put the back-up in place of what is there"):
        command("restore", a_back_up)


def test_a_file_that_is_missing_or_no_back_up_is_refused(tmp_path):
    assert "There is no file" in refused("restore", tmp_path / "missing.dump", "--yes")
    (tmp_path / "text.dump").write_text("SELECT 1;")
    assert "text.dump is not a whole back-up: pg_restore: error: " in refused(
        "restore", tmp_path / "text.dump", "--yes"
    )


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_refused(a_back_up, tmp_path, share):
    content = a_back_up.read_bytes()
    (tmp_path / "cut.dump").write_bytes(content[: int(len(content) * share)])
    assert "cut.dump is not a whole back-up: pg_restore: error: " in refused("restore", tmp_path / "cut.dump", "--yes")


def test_a_dump_of_another_program_is_refused(dump_with):
    file = dump_with("CREATE TABLE companies_company (id int); CREATE TABLE orders (id int)")
    assert "other.dump is a dump of another program; nothing was changed." in refused("restore", file, "--yes")


def test_a_back_up_of_newer_code_is_refused_and_what_is_unknown_is_named(dump_with):
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('companies', '9999_later', now())"
    file = dump_with(newer, template=databases.migrated())
    assert "was made by newer code, which this one can't read: it has companies.9999_later" in refused(
        "restore", file, "--yes"
    )


def test_who_uses_the_tables_is_waited_for_so_long_and_no_longer(a_back_up):
    with databases.cursor_of(name()) as other:
        other.execute("BEGIN; SELECT count(*) FROM companies_company")
        said = refused("restore", a_back_up, "--yes", "--wait", "1")
        assert "others are using the tables; waited 1 s" in said
        other.execute("COMMIT")


def test_an_error_on_the_way_is_said_and_takes_all_back(a_back_up, tmp_path, monkeypatch):
    """As where the disk gets full: a statement behind all that the dump holds fails. No program was told a password
    where others see it.
    """
    monkeypatch.setattr("postgres.restoring.MOVE_ON", "DO $$ BEGIN RAISE disk_full; END $$;")
    monkeypatch.setitem(connection.settings_dict["OWNER"], "PASSWORD", "known-to-nobody")
    calls = watched(tmp_path, monkeypatch)
    assert refused("restore", a_back_up, "--yes") == "Nothing was changed: ERROR: disk_full"
    assert {line.split()[0] for line in calls.read_text().splitlines()} == {"psql", "pg_restore"}
    assert "known-to-nobody" not in calls.read_text()


def test_a_role_that_does_not_own_the_tables_is_told_what_to_set(a_back_up, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OWNER"], "USER", embedded.APPLICATION)
    said = refused("restore", a_back_up, "--yes")
    assert (
        said == f"The role {embedded.APPLICATION} does not own the tables: set DATABASE_OWNER_URL, see docs/running.md."
    )


def test_what_pg_restore_does_not_read_to_its_end_is_not_put_in_place(a_back_up, tmp_path, monkeypatch):
    script = watched(tmp_path, monkeypatch).with_name("tools") / "pg_restore"
    program = script.read_text().splitlines()[-1].removeprefix("exec ")
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *--use-list*) {program} | head -c 400000; exit 1;; esac\nexec {program}\n'
    )
    assert "Nothing was changed: " in refused("restore", a_back_up, "--yes")


def kill_command(process, _server):
    process.kill()


def kill_psql(process, _server):
    (psql,) = [child for child in psutil.Process(process.pid).children() if child.name() == "psql"]
    psql.kill()


def end_connection(_process, server):
    run("SELECT pg_terminate_backend(%s)", [server])


@pytest.mark.parametrize("kill", [kill_command, kill_psql, end_connection])
def test_a_restore_that_is_killed_leaves_all_as_it_was(a_back_up, kill):
    arguments = [sys.executable, "manage.py", "restore", str(a_back_up), "--yes"]
    surroundings = databases.environment_for(name())
    with subprocess.Popen(arguments, cwd=BASE, env=surroundings, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + SECONDS
        while not (found := run(HOLDS_ALL)):
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < end
            time.sleep(0.01)
        kill(process, found[0][0])
        said = process.communicate()[1]
    assert process.returncode
    assert kill is kill_command or "CommandError: Nothing was changed: " in said
    with as_application():
        assert Company.objects.filter(slug="made-since").exists()
