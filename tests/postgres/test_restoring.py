"""One command puts a back-up in place of what is there, and the processes that run go on with it."""

import subprocess
import threading

import psycopg2
import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from companies.models import Company, FundingRound
from history.erasing import erase
from names.merging import merge
from postgres import embedded
from postgres.postmaster import TOOLS
from tests import databases
from tests.admin.forms import address, filled
from tests.builders import make_company, make_name, with_everything
from tests.history.revisions import add, head, kept_otherwise, new_revisions, run
from tests.postgres.application import as_application
from tests.postgres.whole import command, data_version, name, rows
from tests.upgrade import upgrading

LATER = """
CREATE TABLE public.of_later (id bigserial, word text DEFAULT 'x'); CREATE TYPE public.later_mood AS ENUM ('well');
CREATE FUNCTION public.kb_later(public.later_mood) RETURNS text LANGUAGE sql AS $$ SELECT 'later' $$;
CREATE VIEW past.of_later AS SELECT * FROM public.of_later;
"""
LATER_THERE = "SELECT to_regclass('public.of_later'), to_regproc('public.kb_later'), to_regtype('public.later_mood')"
LIST, PROFILE, PAST = (
    "/api/v1/companies/?facets=city",
    "/api/v1/companies/to-keep/",
    "/api/v1/companies/to-keep/?as_of=",
)
PASSWORD = "a long pass phrase"


class Restored:
    """A database that was backed up, changed in every way, and restored while somebody read."""

    def __init__(self, folder):
        self.client, self.file, self.tags = Client(), folder / "kb.dump", []
        with transaction.atomic():
            self.company = with_everything()
            self.kept, self.merged = make_company(name="To keep", slug="to-keep"), make_company(slug="to-merge")
        User.objects.create_superuser("editor", password=PASSWORD)
        self.answers = [self.read(LIST), self.read(PROFILE)]
        command("backup", self.file)
        self.rows, self.head, self.versions = rows(), head(), [data_version()]
        self.change_everything()
        self.past = self.read(f"{PAST}{self.head + 1}")
        self.versions.append(data_version())
        with as_application(), Reader() as self.reader:
            self.said = command("restore", self.file, "--yes")
        self.versions.append(data_version())

    def read(self, path):
        """The JSON at an address, read by the application; its tag is noted."""
        with as_application():
            answer = self.client.get(path)
        self.tags.append(answer["ETag"])
        return answer.json()

    def change_everything(self):
        Company.objects.filter(pk=self.kept.pk).update(city="Elsewhere")
        self.read(LIST), self.read(PROFILE)
        with transaction.atomic():
            FundingRound.objects.all().delete()
            make_name(self.kept, "A further name")
        merge(self.kept, self.merged)
        add(make_company, name="Made since")
        add(make_company, name="Li Wei Devices", slug="a-company")
        erase(None, ["Li Wei"], "Request 7", False)
        User.objects.update(username="somebody-else")
        run(LATER)
        self.read(LIST)


class Reader:
    """A visitor whose read, planned before, begins while the restore holds the tables, and waits for its end."""

    def __enter__(self):
        self.counts, self.ends = [], threading.Event()
        self.thread = threading.Thread(target=self.read, args=[databases.address(name(), embedded.APPLICATION)])
        self.thread.start()
        return self

    def __exit__(self, *_problem):
        self.ends.set()
        self.thread.join()

    def read(self, address):
        reading = psycopg2.connect(address)
        reading.autocommit = True
        with reading.cursor() as cursor:
            cursor.execute("PREPARE kb AS SELECT count(*) FROM companies_company c JOIN sources_dataversion v ON true")
            while not self.ends.is_set():
                cursor.execute("EXECUTE kb")
                self.counts.append(cursor.fetchone()[0])
        reading.close()


@pytest.fixture(scope="module", autouse=True)
def restored(django_db_setup, django_db_blocker, tmp_path_factory):
    with databases.own("to_restore", databases.migrated(), django_db_blocker):
        yield Restored(tmp_path_factory.mktemp("back-ups"))


def test_all_tables_and_their_history_are_as_they_were(restored):
    assert {table: found for table, found in rows().items() if found != restored.rows.get(table)} == {}
    assert rows().keys() == restored.rows.keys()
    assert kept_otherwise() == []


def test_the_command_says_what_it_replaces_and_what_comes(restored):
    there, coming, *_more = restored.said.splitlines()
    assert there.startswith("In the database: ")
    assert f", revision {restored.head + 6} of 20" in there
    assert f", revision {restored.head} of 20" in coming
    assert "; made 20" in coming
    assert "Restored." in restored.said


def test_what_was_erased_since_is_named_because_it_comes_back(restored):
    assert f"Erased since the back-up, and restored with it: revision {restored.head + 6} of 20" in restored.said
    assert "(Request 7). Erase it again." in restored.said


def test_what_a_later_version_made_is_gone(restored):
    assert run(LATER_THERE) == [(None, None, None)]
    assert run("SELECT to_regclass('past.of_later')") == [(None,)]


def test_the_version_of_the_data_moves_beyond_all_that_were_seen(restored):
    saved, changed, now = restored.versions
    assert now[0] > changed[0] > saved[0]
    assert now[1] > changed[1] > saved[1]


def test_answers_are_those_of_then_under_tags_that_nobody_has_seen(restored):
    seen = set(restored.tags)
    assert [restored.read(LIST), restored.read(PROFILE)] == restored.answers
    assert not seen & set(restored.tags[-2:])
    with as_application():
        for tag in seen:
            assert restored.client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_a_read_that_waited_for_the_restore_finds_rows(restored):
    companies = len(restored.rows["public", "companies_company"])
    assert {*restored.reader.counts} == {companies, companies + 1}


def test_an_editor_signs_in_and_saves_as_the_application(restored, client):
    with as_application(), new_revisions() as made:
        assert client.post("/admin/login/", {"username": "editor", "password": PASSWORD}).status_code == 302
        page = address(Company, "change", restored.kept.pk)
        form = filled(client.get(page)) | {"city": "Harbin", "revision_kind": "review"}
        assert client.post(page, form).status_code == 302
    assert [(one.author, one.kind) for one in made] == [("editor", "review")]
    assert Company.objects.get(pk=restored.kept.pk).city == "Harbin"
    assert kept_otherwise() == []


def test_a_revision_that_bears_an_earlier_number_anew_is_not_taken_for_it(restored):
    with new_revisions() as made:
        add(make_company, name="Made after the restore", slug="made-after")
    assert made[0].number > restored.head
    while head() < restored.head + 2:
        add(make_company, name="One more")
    assert restored.past["city"] == "Elsewhere"
    assert restored.read(f"{PAST}{restored.head + 1}")["city"] != "Elsewhere"


def test_the_application_can_still_not_change_the_history():
    with as_application(), pytest.raises(Exception, match="permission denied"):
        run("DELETE FROM history.revision")


def test_no_session_is_in_a_back_up(restored):
    assert User.objects.get().username == "editor"
    assert b"django_session" in restored.file.read_bytes()
    assert run("SELECT count(*) FROM django_session WHERE expire_date < now()") == [(0,)]


def test_an_empty_database_takes_it(restored):
    with databases.database("empty") as empty, databases.connected_to(empty):
        said = command("restore", restored.file, "--yes")
        assert said.startswith("In the database: nothing.")
        assert rows() == restored.rows
        assert [restored.read(LIST), restored.read(PROFILE)] == restored.answers


def test_a_back_up_of_an_older_version_is_brought_up_to_date(client, tmp_path):
    with databases.database("older") as older:
        upgrading.restore(older)
        subprocess.run([TOOLS / "pg_dump", "-Fc", "-f", tmp_path / "old.dump", databases.address(older)], check=True)
    said = command("restore", tmp_path / "old.dump", "--yes")
    assert "In the back-up: 33 companies, no history" in said
    assert "It comes from another database: restart the site afterwards" in said
    with as_application():
        assert client.get("/api/v1/companies/harbour-devices/").status_code == 200
        add(make_company, name="Made by the new code")
    assert kept_otherwise() == []
