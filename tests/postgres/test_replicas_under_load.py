"""Replicas with a second server: a real one, made by pg_basebackup, behind the site as it runs in production."""

import http.cookiejar
import re
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from environment import BASE
from postgres import embedded
from tests.postgres.replicated import LAG, Cluster, ask, serving, wait_until

pytestmark = pytest.mark.replicas
SLUG = "pamu-medical"
PROFILE = f"/api/v1/companies/{SLUG}/"
PATHS = [PROFILE, "/api/v1/companies/?facets=segment", f"/companies/{SLUG}/", "/milestones/", "/api/v1/search/?q=heart"]
SESSION = {"Cookie": "sessionid=editor"}
WORKERS = 2
READERS = 6
LOCKED = "companies_company, sources_citation"


@pytest.fixture(scope="module")
def cluster():
    """Not in pytest's folder: another run of pytest, begun meanwhile, closes that one to the servers' user."""
    (BASE / "var").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(dir=BASE / "var") as folder:
        patch.delenv("DATABASE_URL", raising=False)
        made = Cluster(Path(folder))
        try:
            made.start()
            yield made
        finally:
            made.stop()


@pytest.fixture
def site(cluster, tmp_path):
    """A site of which each worker reads from the replica."""
    with serving(cluster, tmp_path / "site.log") as site:
        everybody_says(site, "is read from.")
        yield site


def everybody_says(site, words):
    """Waits until each worker has said something once, and holds it to that: nothing is said twice."""

    def all_have_logged():
        site.get(PROFILE)
        return len(site.log_lines(words)) >= WORKERS

    wait_until(all_have_logged, f"not every worker says that the replica {words}")
    assert len(site.log_lines(words)) == WORKERS


def summary(site, **headers):
    """(what the site says of a company, with which ETag)."""
    status, response_headers, body = site.get(f"{PROFILE}?fields=summary", **headers)
    assert status == 200, body
    return body, response_headers["ETag"]


@contextmanager
def behind(cluster, words):
    """The primary has a new summary, which does not reach the replica within this block."""
    ask(cluster.replica, "SELECT pg_wal_replay_pause()")
    wait_until(lambda: ask(cluster.replica, "SELECT pg_get_wal_replay_pause_state()") == ("paused",), "no pause")
    ask(cluster.primary, "UPDATE companies_company SET summary = %s WHERE slug = %s", words, SLUG)
    try:
        yield
    finally:
        ask(cluster.replica, "SELECT pg_wal_replay_resume()")


@contextmanager
def load(site):
    """Visitors who read without a pause; gives the numbers of reads and the failures as they come."""
    ends, failed, counts = threading.Event(), [], [0] * READERS

    def read(reader):
        while not ends.is_set():
            path = PATHS[(counts[reader] + reader) % len(PATHS)]
            try:
                status, _headers, body = site.get(path)
                if status != 200 or not body:
                    failed.append((path, status))
            except OSError as problem:
                failed.append((path, problem))
            counts[reader] += 1

    readers = [threading.Thread(target=read, args=(reader,)) for reader in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        yield counts, failed
    finally:
        ends.set()
        for reader in readers:
            reader.join()
        print(f"\n{sum(counts)} reads, {len(failed)} failed")


def test_visitors_read_from_the_replica_and_editors_from_the_primary(site, cluster):
    with behind(cluster, "Seen by editors first."):
        assert b"Seen by editors first." not in summary(site)[0]
        assert b"Seen by editors first." in summary(site, **SESSION)[0]


def test_an_old_content_never_has_the_new_etag_nor_the_new_content_the_old_one(site, cluster):
    before = summary(site)
    with behind(cluster, "Another summary."):
        assert summary(site) == before
        new, etag = summary(site, **SESSION)
        assert site.get(f"{PROFILE}?fields=summary", If_None_Match=etag)[0] == 200
        assert (new == before[0], etag == before[1]) == (False, False)
    wait_until(lambda: summary(site) == (new, etag), "the replica does not catch up")


def test_an_editor_who_signs_out_goes_on_to_see_what_was_saved(site, cluster):
    cluster.manage(
        *("createsuperuser", "--noinput", "--username", "editor", "--email", "editor@example.org"),
        DJANGO_SUPERUSER_PASSWORD="a long password",
    )
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def post(path, **fields):
        fields["csrfmiddlewaretoken"] = token
        sent = urllib.parse.urlencode(fields).encode()
        return browser.open(f"http://127.0.0.1:{site.port}{path}", sent, timeout=30).read().decode()

    page = browser.open(f"http://127.0.0.1:{site.port}/admin/login/", timeout=30).read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    page = post("/admin/login/?next=/admin/", username="editor", password="a long password")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    with behind(cluster, "Saved before signing out."):
        post("/admin/logout/")
        assert "sessionid" not in {cookie.name for cookie in jar}
        page = browser.open(f"http://127.0.0.1:{site.port}{PROFILE}", timeout=30).read()
        assert b"Saved before signing out." in page
        assert b"Saved before signing out." not in summary(site)[0]


def test_a_replica_that_lags_is_left_out_until_it_has_caught_up(site, cluster):
    with behind(cluster, "Kept from the replica."):
        everybody_says(site, f"s behind, more than {LAG} s")
        assert b"Kept from the replica." in summary(site)[0]
    everybody_says(site, "is read from again")
    with behind(cluster, "And once more."):
        assert b"Kept from the replica." in summary(site)[0]


def test_a_primary_to_which_nobody_writes_is_no_lag(site):
    end = time.monotonic() + 2 * LAG
    while time.monotonic() < end:
        summary(site)
    assert site.log_lines("is left out") == []


def test_no_read_fails_when_the_replica_is_killed_under_load_and_it_is_used_again_later(site, cluster):
    with load(site) as (counts, failed):
        wait_until(lambda: sum(counts) > 150, "there is no load")
        cluster.kill_replica()
        everybody_says(site, "is left out")
        killed_at = sum(counts)
        wait_until(lambda: sum(counts) > killed_at + 150, "the site stands still")
        embedded.start(cluster.replica)
        everybody_says(site, "is read from again")
        back_at = sum(counts)
        wait_until(lambda: sum(counts) > back_at + 150, "the site stands still")
    assert failed == []
    with behind(cluster, "After the kill."):
        assert b"After the kill." not in summary(site)[0]


def test_no_read_fails_when_the_replica_is_stopped_in_good_order(site, cluster):
    with load(site) as (counts, failed):
        wait_until(lambda: sum(counts) > 100, "there is no load")
        embedded.stop(cluster.replica)
        everybody_says(site, "is left out")
        embedded.start(cluster.replica)
        everybody_says(site, "is read from again")
    assert failed == []


def test_a_lost_connection_is_not_taken_for_a_dead_replica(site, cluster):
    end_them = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state > ''"
    )
    with load(site) as (counts, failed):
        for moment in range(1, 6):
            wait_until(lambda moment=moment: sum(counts) > 50 * moment, "there is no load")
            ask(cluster.replica, end_them)
    assert failed == []
    assert site.log_lines("is left out") == []


def test_no_read_fails_where_replaying_cancels_it(site, cluster):
    """What the primary locks or vacuums away is in the way of reads on the replica, and these give way."""
    ask(cluster.replica, "ALTER SYSTEM SET max_standby_streaming_delay = 0")
    ask(cluster.replica, "SELECT pg_reload_conf()")
    cancelled = "SELECT sum(confl_lock + confl_snapshot)::int FROM pg_stat_database_conflicts"
    (before,) = ask(cluster.replica, cancelled)
    with load(site) as (_counts, failed):

        def any_was_cancelled():
            ask(cluster.primary, f"BEGIN; LOCK TABLE {LOCKED} IN ACCESS EXCLUSIVE MODE; COMMIT")
            return ask(cluster.replica, cancelled)[0] >= before + 10

        wait_until(any_was_cancelled, "no read was cancelled")
    ask(cluster.replica, "ALTER SYSTEM RESET ALL")
    ask(cluster.replica, "SELECT pg_reload_conf()")
    assert failed == []
    assert site.log_lines("is left out") == []


def test_visitors_go_on_reading_while_the_primary_is_away(site, cluster):
    with load(site) as (counts, failed):
        embedded.stop(cluster.primary)
        stopped_at = sum(counts)
        wait_until(lambda: sum(counts) > stopped_at + 100, "the site stands still")
        embedded.start(cluster.primary)
    assert failed == []


def test_the_check_of_the_database_looks_at_its_replicas(cluster):
    assert cluster.manage("check", "--database", "default").returncode == 0
    table = "CREATE TABLE sources_dataversion (id int, number int, moved_at timestamptz)"
    ask(cluster.primary, table, name="postgres")
    itself = embedded.url(cluster.primary).replace("/medtech_kb?", "/postgres?")
    no_replica = cluster.manage("check", "--database", "default", DATABASE_REPLICA_URLS=itself)
    assert (no_replica.returncode, "no replica (not in recovery)" in no_replica.stderr) == (1, True)
    away = cluster.manage("check", "--database", "default", DATABASE_REPLICA_URLS="postgresql://kb@127.0.0.1:1/kb")
    assert (away.returncode, "can't be compared" in away.stderr) == (0, True)
