"""The embedded PostgreSQL: shared, never in the way, and back after anything that can happen to it."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import psycopg2
import pytest

from medtech_kb import database, unprivileged
from medtech_kb.environment import BASE


@pytest.fixture(autouse=True)
def without_another_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@contextmanager
def running(folder):
    """A server of the test's own, which ends with it."""
    try:
        database.start(folder)
        yield database.Postmaster(folder)
    finally:
        database.stop(folder)


def ask(folder, question):
    connection = psycopg2.connect(database.url(folder))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(question)
        answer = cursor.fetchone() if cursor.description else None
    connection.close()
    return answer


def process_number(folder):
    return int((folder / "postmaster.pid").read_text().split()[0])


def starting(folder):
    """Another process that starts the same server."""
    code = f"import pathlib; from medtech_kb import database; database.start(pathlib.Path({str(folder)!r}))"
    return subprocess.Popen([sys.executable, "-c", code], cwd=BASE)


def test_the_database_that_is_made_sees_letters_in_chinese(tmp_path):
    with running(tmp_path / "db"):
        ask(tmp_path / "db", "CREATE EXTENSION pg_trgm")
        assert ask(tmp_path / "db", "SELECT cardinality(show_trgm('神')) > 0") == (True,)


def test_it_listens_on_no_network(tmp_path):
    with running(tmp_path / "db"):
        assert ask(tmp_path / "db", "SHOW listen_addresses") == ("",)


def test_only_its_owner_can_reach_the_data_and_the_socket(tmp_path):
    with running(tmp_path / "db") as server:
        assert (tmp_path / "db").stat().st_mode & 0o077 == 0
        assert server.socket_folder().stat().st_mode & 0o077 == 0


def test_the_server_never_runs_as_root(tmp_path):
    with running(tmp_path / "db"):
        pid = process_number(tmp_path / "db")
        assert os.stat(f"/proc/{pid}").st_uid != 0


def test_processes_that_start_it_at_once_share_one_server(tmp_path):
    with running(tmp_path / "db") as server:
        database.stop(tmp_path / "db")
        assert [process.wait() for process in [starting(tmp_path / "db") for _ in range(4)]] == [0, 0, 0, 0]
        assert len(server.postmasters()) == 1


def test_it_outlives_the_process_that_started_it(tmp_path):
    with running(tmp_path / "db"):
        database.stop(tmp_path / "db")
        assert starting(tmp_path / "db").wait() == 0
        assert ask(tmp_path / "db", "SELECT 1") == (1,)


def test_a_killed_server_comes_back_with_all_that_was_committed(tmp_path):
    with running(tmp_path / "db"):
        ask(tmp_path / "db", "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(process_number(tmp_path / "db"), signal.SIGKILL)
        database.start(tmp_path / "db")
        assert ask(tmp_path / "db", "SELECT answer FROM kept") == (42,)


def test_a_process_number_that_is_somebody_elses_by_now_does_not_block_the_start(tmp_path):
    with running(tmp_path / "db"):
        file = tmp_path / "db" / "postmaster.pid"
        left_behind = file.read_text()
        database.stop(tmp_path / "db")
        file.write_text(left_behind.replace(left_behind.split()[0], str(os.getpid()), 1))
        database.start(tmp_path / "db")
        assert ask(tmp_path / "db", "SELECT 1") == (1,)


def test_a_start_that_was_killed_while_it_made_the_data_leaves_nothing_in_the_way(tmp_path):
    half_made = tmp_path / "db.new-abc"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    with running(tmp_path / "db"):
        assert ask(tmp_path / "db", "SELECT 1") == (1,)
        assert not half_made.exists()


def test_a_server_whose_data_were_deleted_is_replaced(tmp_path):
    with running(tmp_path / "db"):
        shutil.rmtree(tmp_path / "db")
        database.start(tmp_path / "db")
        assert ask(tmp_path / "db", "SELECT 1") == (1,)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    deep = tmp_path / ("long" * 25) / "db"
    with running(deep) as server:
        assert server.socket_folder() != deep
        assert server.socket_folder().stat().st_mode & 0o077 == 0
        assert ask(deep, "SELECT 1") == (1,)


def test_a_folder_that_is_no_database_is_refused_and_kept(tmp_path):
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "diary.txt").write_text("mine")
    with pytest.raises(unprivileged.Unusable, match="Move it away"):
        database.start(tmp_path / "db")
    assert (tmp_path / "db" / "diary.txt").read_text() == "mine"


def test_data_of_another_version_are_refused_with_what_to_do(tmp_path):
    with running(tmp_path / "db"):
        database.stop(tmp_path / "db")
        (tmp_path / "db" / "PG_VERSION").write_text("17\n")
        with pytest.raises(unprivileged.Unusable, match="written by PostgreSQL 17"):
            database.start(tmp_path / "db")


def test_a_server_that_cannot_start_shows_its_own_last_words(tmp_path):
    with running(tmp_path / "db"):
        database.stop(tmp_path / "db")
        (tmp_path / "db" / "global" / "pg_control").write_bytes(b"broken")
        with pytest.raises(unprivileged.Unusable, match="pg_control"):
            database.start(tmp_path / "db")


def test_nothing_starts_where_another_database_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://kb@db.example.org/kb")
    database.start(tmp_path / "db")
    assert database.url(tmp_path / "db") == "postgresql://kb@db.example.org/kb"
    assert list(tmp_path.iterdir()) == []


def test_asking_for_the_address_starts_nothing(tmp_path):
    assert database.url(tmp_path / "db").startswith("postgresql://")
    assert list(tmp_path.iterdir()) == []


def test_stopping_tells_whether_there_was_a_server(tmp_path):
    with running(tmp_path / "db"):
        assert database.stop(tmp_path / "db") is True
        assert database.stop(tmp_path / "db") is False
