"""All that is ordinary works as the application: read, search, sign in, enter, delete, merge, load, undo."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection

from companies.models import Company
from history.models import Revision
from postgres.checks import check_role
from tests import databases
from tests.admin.forms import address, filled
from tests.postgres.application import as_application, run

PASSWORD = "a long pass phrase"


@pytest.fixture(scope="module", autouse=True)
def application(django_db_setup, django_db_blocker):
    with databases.own("works", databases.shipped(), django_db_blocker), as_application():
        yield


@pytest.fixture
def editor(client):
    if not User.objects.exists():
        call_command("createsuperuser", interactive=False, username="editor", email="e@example.org", verbosity=0)
        user = User.objects.get()
        user.set_password(PASSWORD)
        user.save()
    assert client.post("/admin/login/", {"username": "editor", "password": PASSWORD}).status_code == 302
    return client


def head():
    return Revision.objects.latest("number")


def test_the_tests_here_are_those_of_the_application():
    assert run("SELECT current_user, session_user") == [("medtech_kb_app", "medtech_kb_app")]
    with connection.cursor() as cursor:
        assert check_role(cursor, connection.settings_dict) == []


@pytest.mark.parametrize(
    "path",
    [
        "/", "/companies/", "/search/?q=airdoc", "/changes/", "/companies/?as_of=1", "/match/",
        "/api/v1/companies/?facets=country", "/api/v1/companies/airdoc/", "/api/v1/changes/",
        "/api/v1/search/?q=airdoc",
        "/companies/?format=csv", "/citations/", "/sources/",
    ],
)  # fmt: skip
def test_pages_and_api_are_read(client, path):
    assert client.get(path).status_code == 200


def test_an_editor_saves_a_record(editor):
    company = Company.objects.create(slug="to-save", name="To save", kind=Company.objects.first().kind)
    form = filled(editor.get(address(Company, "change", company.pk)))
    response = editor.post(address(Company, "change", company.pk), form | {"city": "Harbin", "revision_kind": "review"})
    assert response.status_code == 302, response.context and response.context["errors"]
    assert Company.objects.get(pk=company.pk).city == "Harbin"
    assert head().author == "editor"


def test_an_editor_deletes_a_record(editor):
    draft = Company.objects.create(slug="a-draft", name="A draft", kind=Company.objects.first().kind)
    assert editor.post(address(Company, "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert not Company.objects.filter(slug="a-draft").exists()


def test_two_records_are_merged_and_the_merge_is_taken_back(editor):
    one, other = (
        Company.objects.create(slug=slug, name=slug, kind=Company.objects.first().kind) for slug in ("one", "other")
    )
    chosen = {"action": "merge_two", "_selected_action": [one.pk, other.pk]}
    url = editor.post(address(Company), chosen, follow=True).redirect_chain[-1][0]
    editor.post(url, {"stays": str(other.pk)})
    assert not Company.objects.filter(slug="one").exists()
    call_command("undo", head().number, stdout=StringIO())
    assert Company.objects.filter(slug="one").exists()


def test_the_files_are_loaded_over_what_was_changed():
    before = head().number
    Company.objects.filter(slug="airdoc").update(city="Nowhere")
    call_command("load_kb", verbosity=0, stderr=StringIO())
    assert Company.objects.get(slug="airdoc").city != "Nowhere"
    assert (head().number, head().kind) == (before + 2, "import")
    call_command("undo", head().number, stdout=StringIO())


def test_groups_are_made():
    call_command("make_editors", stdout=StringIO())
    assert Group.objects.get(name="Editors").permissions.exists()


def test_rebuilding_as_the_owner_leaves_the_application_its_rights(client):
    before = connection.settings_dict["USER"]
    call_command("rebuild", verbosity=0, stdout=StringIO())
    assert connection.settings_dict["USER"] == before
    assert "airdoc" in client.get("/api/v1/search/?q=airdoc").text
    company = Company.objects.get(slug="airdoc")
    company.name = "Airdoc renamed"
    company.save()
    assert "Airdoc renamed" in client.get("/api/v1/search/?q=renamed").text


def test_erasing_is_the_owners():
    call_command("erase", text=["Airdoc renamed"], reason="asked", yes=True, stdout=StringIO(), stderr=StringIO())
    assert Revision.objects.filter(kind="erasure").exists()
    assert run("SELECT count(*) FROM history.companies_company WHERE name = 'Airdoc renamed'") == [(0,)]
