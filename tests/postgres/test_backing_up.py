"""One command writes the whole database into one file, which is there whole or not at all."""

import stat
import threading

import pytest
from django.db import connection

from companies.models import Company
from postgres.dumps import Dump, reach
from tests import databases
from tests.builders import make_company
from tests.history.revisions import add, head
from tests.postgres.whole import command, name, refused, watched

FULL = """#!/bin/sh
for argument; do
    case "$argument" in --file=*) head -c 100000 /dev/zero > "${argument#--file=}";; esac
done
echo "pg_dump: error: could not write to output file: No space left on device" >&2
exit 1
"""


@pytest.fixture(scope="module", autouse=True)
def two_companies(django_db_setup, django_db_blocker):
    with databases.own("to_back_up", databases.migrated(), django_db_blocker):
        for slug in ("one", "other"):
            add(make_company, slug=slug, name=slug, city="0")
        yield


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Write another program in the place of pg_dump."""

    def write(text):
        file = tmp_path / "pg_dump"
        file.write_text(text)
        file.chmod(0o755)
        monkeypatch.setattr("postgres.dumps.TOOLS", tmp_path)

    return write


def test_the_file_is_its_owners_alone_and_the_command_says_what_it_holds(tmp_path):
    said = command("backup", tmp_path / "kb.dump")
    assert f"kb.dump holds 2 companies, revision {head()} of 20" in said
    assert stat.S_IMODE((tmp_path / "kb.dump").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["kb.dump"]


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(tmp_path):
    file = tmp_path / "kb.dump"
    file.write_text("precious")
    assert "kb.dump is there already" in refused("backup", file)
    assert file.read_text() == "precious"
    command("backup", file, "--replace")
    assert file.read_bytes().startswith(b"PGDMP")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_is_missing_or_named_itself_is_said(tmp_path):
    assert "can't be written: No such file or directory" in refused("backup", tmp_path / "missing" / "kb.dump")
    assert "is a folder: name a file in it" in refused("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_the_back_up_of_before(tmp_path, program):
    file = tmp_path / "back-ups" / "kb.dump"
    file.parent.mkdir()
    file.write_text("of yesterday")
    program(FULL)
    assert "No space left on device" in refused("backup", file, "--replace")
    assert {path.name: path.read_text() for path in file.parent.iterdir()} == {"kb.dump": "of yesterday"}


def test_what_is_not_whole_gets_no_name(tmp_path, program):
    program("#!/bin/sh\nkill -9 $$\n")
    assert "ended by signal 9" in refused("backup", tmp_path / "kb.dump")
    assert [path.name for path in tmp_path.iterdir()] == ["pg_dump"]


def test_no_password_is_among_the_arguments_of_a_process(tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OWNER"], "PASSWORD", "known-to-nobody")
    calls = watched(tmp_path, monkeypatch)
    command("backup", tmp_path / "kb.dump")
    assert {line.split()[0] for line in calls.read_text().splitlines()} == {"pg_dump", "pg_restore"}
    assert "known-to-nobody" not in calls.read_text()
    assert "PGPASSWORD=known-to-nobody" in calls.with_name("calls.surroundings").read_text()


def test_it_reaches_the_server_that_this_process_is_connected_to(monkeypatch):
    info = connection.cursor().connection.info
    monkeypatch.setitem(connection.settings_dict, "HOST", "")  # then each libpq has a default of its own
    arguments, _surroundings = reach()
    assert [*arguments[-5:-3], arguments[-1]] == ["-h", info.host, f"--dbname={name()}"]


def test_a_back_up_holds_one_moment_while_others_write(tmp_path):
    """The writer gives both companies the same city, time after time, each time in one transaction."""
    begun, ends = threading.Event(), threading.Event()

    def write():
        with databases.cursor_of(name()) as cursor:
            number = 0
            while not ends.is_set():
                number += 1
                cursor.execute("UPDATE companies_company SET city = %s", [str(number)])
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(timeout=30)
        command("backup", tmp_path / "kb.dump")
    finally:
        ends.set()
        writer.join()
    dump = Dump(tmp_path / "kb.dump")
    (city,) = {row["city"] for row in dump.rows("companies_company")}
    versions = [row["city"] for row in dump.rows("companies_company", "history") if row["until"] == r"\N"]
    assert versions == [city, city]
    assert 0 < int(city) <= int(Company.objects.first().city)
    (noted,) = dump.rows("head", "history")
    assert noted["number"] == max((row["number"] for row in dump.rows("revision", "history")), key=int)
