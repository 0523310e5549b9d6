"""Who may do what at the desk, as a table of addresses and methods."""

import pytest
from django.urls import reverse

from records.admin.rights import REVIEWERS, grant_rights
from tests.admin.forms import make_editor
from tests.builders import make_company
from tests.desk.articles import ENGLISH, at, end, make_article

pytestmark = pytest.mark.django_db

ASKED_TO_LOG_IN, FORBIDDEN, NOT_SO, OK, DONE = 302, 403, 405, 200, 302
WHO = ["anonymous", "reader", "staff", "without the texts", "editor", "superuser"]
KEPT_OUT = (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN)
WHAT = {
    ("desk", "get"): (*KEPT_OUT, OK, OK),
    ("desk", "post"): (*KEPT_OUT, OK, OK),
    ("ending", "get"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("ending", "post"): (*KEPT_OUT, DONE, DONE),
    ("sentences", "get"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("sentences", "post"): (*KEPT_OUT, DONE, DONE),
    ("finish", "get"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("finish", "post"): (*KEPT_OUT, DONE, DONE),
    ("form", "get"): (*KEPT_OUT, OK, OK),
    ("form", "post"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("words", "get"): (*KEPT_OUT, OK, OK),
    ("words", "post"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("duplicates", "get"): (*KEPT_OUT, OK, OK),
    ("duplicates", "post"): (*KEPT_OUT, NOT_SO, NOT_SO),
    ("missing_kinds", "get"): (*KEPT_OUT, OK, OK),
    ("missing_kinds", "post"): (*KEPT_OUT, NOT_SO, NOT_SO),
}
TABLE = [(*what, who, status) for what, row in WHAT.items() for who, status in zip(WHO, row, strict=True)]
WITHOUT_SOURCE = {"missing_kinds", "duplicates"}
SENT = {"paragraph": "2", "ending": "nothing", "type": "companies", "words": "Suzhou", "name": "Heartland"}


def log_in(client, who):
    if who == "anonymous":
        return
    user = make_editor(client, username=who, is_superuser=who == "superuser", is_staff=who != "reader")
    rights = grant_rights()[REVIEWERS].permissions
    if who in ("editor", "without the texts"):
        user.user_permissions.set(rights.exclude(codename="view_sourcetext" if who == "without the texts" else ""))


def url_of(page, source):
    return reverse(f"desk:{page}") if page in WITHOUT_SOURCE else at(source, page)


@pytest.mark.parametrize(("page", "method", "who", "status"), TABLE)
def test_the_table_of_rights_holds_at_the_desk(client, page, method, who, status):
    source = make_article()
    log_in(client, who)
    assert getattr(client, method)(url_of(page, source), SENT).status_code == status


def test_who_may_not_read_texts_is_not_shown_the_way_to_the_desk(client):
    source = make_article()
    log_in(client, "without the texts")
    assert at(source) not in client.get("/admin/sources/source/").text


def test_who_may_not_change_sources_closes_nothing(client):
    source = make_article()
    user = make_editor(client, is_superuser=False)
    user.user_permissions.set(grant_rights()[REVIEWERS].permissions.exclude(codename="change_source"))
    assert "Nothing to record" not in client.get(at(source)).text
    assert client.post(at(source, "ending"), SENT).status_code == 403


@pytest.mark.parametrize("page", ["desk", "form", "words", "duplicates", "missing_kinds"])
def test_what_the_desk_shows_is_stored_nowhere(client, page):
    source = make_article()
    log_in(client, "editor")
    assert "no-store" in client.get(url_of(page, source), SENT)["Cache-Control"]


def test_a_source_that_is_not_there_has_no_desk(client):
    log_in(client, "editor")
    assert client.get("/admin/sources/source/999999/desk/").status_code == 404


def test_no_answer_of_the_api_holds_the_text_or_how_it_was_read(client):
    make_article()
    make_company()
    log_in(client, "editor")
    end(client, make_article(slug="other"), 6, "no_place", missing="umbrella")
    for url in ("/api/v1/sources/article/", "/api/v1/sources/other/", "/api/v1/sources/", "/api/v1/citations/"):
        answer = client.get(url).text
        assert not any(line in answer for line in ENGLISH.splitlines()[2:] if line)
        assert "umbrella" not in answer
        assert "begins" not in answer
