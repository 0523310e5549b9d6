"""The embedded PostgreSQL: shared, never in the way, and back after anything that can happen to it."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import psycopg2
import pytest

from environment import BASE
from postgres import embedded, unprivileged


@pytest.fixture(autouse=True)
def without_another_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A database as the first start makes it, stopped: a copy of it costs a fifth of making another."""
    folder = tmp_path_factory.mktemp("made") / "db"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with running(folder):
            pass
    return folder


@pytest.fixture
def own(made, tmp_path):
    """A database of the test's own, not running, to do with as it likes."""
    return copied(made, tmp_path / "db")


@pytest.fixture(scope="module")
def server(made, tmp_path_factory):
    """A server that tests only query."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with running(copied(made, tmp_path_factory.mktemp("asked") / "db")) as server:
            yield server


def copied(made, folder):
    subprocess.run(["cp", "-a", str(made), str(folder)], check=True)
    return folder


@contextmanager
def running(folder):
    """A server of the test's own, which ends with it."""
    try:
        embedded.start(folder)
        yield embedded.Postmaster(folder)
    finally:
        embedded.stop(folder)


def ask(folder, question):
    connection = psycopg2.connect(embedded.url(folder))
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
    code = f"import pathlib; from postgres import embedded; embedded.start(pathlib.Path({str(folder)!r}))"
    return subprocess.Popen([sys.executable, "-c", code], cwd=BASE)


def test_the_database_that_is_made_sees_letters_in_chinese(server):
    ask(server.data, "CREATE EXTENSION pg_trgm")
    assert ask(server.data, "SELECT cardinality(show_trgm('神')) > 0") == (True,)


def test_it_listens_on_no_network(server):
    assert ask(server.data, "SHOW listen_addresses") == ("",)


def test_only_its_owner_can_reach_the_data_and_the_socket(made, server):
    assert made.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0
    assert server.socket_folder().stat().st_mode & 0o077 == 0


def test_the_server_never_runs_as_root(made, server):
    assert os.stat(f"/proc/{process_number(server.data)}").st_uid != 0
    assert made.stat().st_uid != 0


def test_processes_that_start_it_at_once_share_one_server(own):
    with running(own) as server:
        embedded.stop(own)
        assert [process.wait() for process in [starting(own) for _ in range(4)]] == [0, 0, 0, 0]
        assert len(server.postmasters()) == 1


def test_it_outlives_the_process_that_started_it(own):
    with running(own):
        embedded.stop(own)
        assert starting(own).wait() == 0
        assert ask(own, "SELECT 1") == (1,)


def test_a_killed_server_comes_back_with_all_that_was_committed(own):
    with running(own):
        ask(own, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(process_number(own), signal.SIGKILL)
        embedded.start(own)
        assert ask(own, "SELECT answer FROM kept") == (42,)


def test_a_process_number_that_is_somebody_elses_by_now_does_not_block_the_start(own):
    with running(own):
        file = own / "postmaster.pid"
        left_behind = file.read_text()
        embedded.stop(own)
        file.write_text(left_behind.replace(left_behind.split()[0], str(os.getpid()), 1))
        embedded.start(own)
        assert ask(own, "SELECT 1") == (1,)


def test_a_start_that_was_killed_while_it_made_the_data_leaves_nothing_in_the_way(tmp_path):
    half_made = tmp_path / "db.new-abc"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    with running(tmp_path / "db"):
        assert ask(tmp_path / "db", "SELECT 1") == (1,)
        assert not half_made.exists()


def test_a_server_whose_data_were_deleted_is_replaced(own):
    with running(own):
        shutil.rmtree(own)
        embedded.start(own)
        assert ask(own, "SELECT 1") == (1,)


def test_a_path_too_long_for_a_socket_gets_a_short_one(made, tmp_path):
    deep = tmp_path / ("long" * 25) / "db"
    deep.parent.mkdir()
    with running(copied(made, deep)) as server:
        assert server.socket_folder() != deep
        assert server.socket_folder().stat().st_mode & 0o077 == 0
        assert ask(deep, "SELECT 1") == (1,)


def test_a_folder_that_is_no_database_is_refused_and_kept(tmp_path):
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "diary.txt").write_text("mine")
    with pytest.raises(unprivileged.Unusable, match="Move it away"):
        embedded.start(tmp_path / "db")
    assert (tmp_path / "db" / "diary.txt").read_text() == "mine"


def test_data_of_another_version_are_refused_with_what_to_do(own):
    with running(own):
        embedded.stop(own)
        (own / "PG_VERSION").write_text("17\n")
        with pytest.raises(unprivileged.Unusable, match="written by PostgreSQL 17"):
            embedded.start(own)


def test_a_server_that_cannot_start_shows_the_end_of_its_log(own):
    with running(own):
        embedded.stop(own)
        (own / "global" / "pg_control").write_bytes(b"broken")
        with pytest.raises(unprivileged.Unusable, match="pg_control"):
            embedded.start(own)


def test_nothing_starts_where_another_database_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://kb@db.example.org/kb")
    embedded.start(tmp_path / "db")
    assert embedded.url(tmp_path / "db") == "postgresql://kb@db.example.org/kb"
    assert list(tmp_path.iterdir()) == []


def test_asking_for_the_address_starts_nothing(tmp_path):
    assert embedded.url(tmp_path / "db").startswith("postgresql://")
    assert list(tmp_path.iterdir()) == []


def test_stopping_tells_whether_there_was_a_server(own):
    with running(own):
        assert embedded.stop(own) is True
        assert embedded.stop(own) is False
