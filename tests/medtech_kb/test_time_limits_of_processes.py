"""Which processes know the limits of a read: those of the site, and no command."""

import subprocess
import sys

import pytest
from django.db import connection

from environment import BASE
from tests import databases
from tests.medtech_kb.time_limits import committed_company, locked

pytestmark = pytest.mark.usefixtures("committed")
SITE = """
from medtech_kb.wsgi import application
from tests.medtech_kb.visitors import ask
print(*(ask(application, path, host="localhost").status for path in ("/api/v1/companies/", "/companies/")))
"""
SHOWN = """
from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')")
print(*cursor.fetchone())
"""


def begun(*arguments):
    """A process that works in the database of this test, where a read may take a second."""
    environment = databases.environment_for(connection.settings_dict["NAME"], MEDTECH_READ_SECONDS="1")
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=BASE, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def said_by(process):
    printed, problem = process.communicate(timeout=100)
    assert process.returncode == 0, problem
    return printed.strip()


def test_the_site_ends_reads_by_its_setting():
    committed_company()
    with locked():
        assert said_by(begun("-c", SITE)) == "503 503"


def test_the_site_sets_both_limits_on_its_connections_as_the_application():
    assert said_by(begun("-c", "from medtech_kb.wsgi import application" + SHOWN)) == "1s 1min"


@pytest.mark.parametrize("command", ["dump_kb", "load_kb", "rebuild"])
def test_a_command_waits_as_long_as_it_must(command, tmp_path):
    committed_company()
    databases.manage(connection.settings_dict["NAME"], "dump_kb", str(tmp_path))
    with locked() as other:
        process = begun("manage.py", command, *([] if command == "rebuild" else [str(tmp_path)]))
        other.execute(WAITED_FOR)
    said_by(process)


def test_a_command_has_no_limits_be_it_the_applications_or_the_owners():
    assert said_by(begun("manage.py", "shell", "-v", "0", "-c", SHOWN)) == "0 0"
    owner = f"from postgres.roles import as_owner\nwith as_owner():\n    exec({SHOWN!r})"
    assert said_by(begun("manage.py", "shell", "-v", "0", "-c", owner)) == "0 0"


WAITED_FOR = """
DO $$ BEGIN
    WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')
    LOOP PERFORM pg_sleep(0.1), pg_stat_clear_snapshot(); END LOOP;
    PERFORM pg_sleep(2);
END $$
"""
