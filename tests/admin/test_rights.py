"""Who may do what in the admin, as a table."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from companies.models import Company
from names.models import Name, Successor
from records.admin.rights import REVIEWERS, grant_rights
from regulatory.models import Milestone
from sources.models import Citation, Source, SourceText
from tests.admin.forms import address, make_editor
from tests.builders import make_company, make_name, make_source, merge

pytestmark = pytest.mark.django_db

ASKED_TO_LOG_IN, FORBIDDEN, OK = 302, 403, 200
WHO = ["anonymous", "reader", "staff", "editor", "superuser"]
WHAT = {
    "index": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, OK, OK, OK),
    "companies": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "add company": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "change company": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "delete company": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "merge companies": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "add milestone": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "citations": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "add citation": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "change name": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "see successor": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, OK, OK),
    "delete successor": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    "users": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, OK),
    "groups": (ASKED_TO_LOG_IN, ASKED_TO_LOG_IN, FORBIDDEN, FORBIDDEN, OK),
}
TABLE = [(what, who, status) for what, row in WHAT.items() for who, status in zip(WHO, row, strict=True)]


def log_in(client, who):
    if who == "anonymous":
        return
    user = make_editor(client, username=who, is_superuser=who == "superuser", is_staff=who != "reader")
    if who == "editor":
        user.groups.add(grant_rights()[REVIEWERS])


def url_of(what):
    company, other = make_company(slug="one"), make_company(slug="other")
    return {
        "index": "/admin/",
        "companies": address(Company),
        "add company": address(Company, "add"),
        "change company": address(Company, "change", company.pk),
        "delete company": address(Company, "delete", company.pk),
        "merge companies": address(Company, "merge", company.pk, other.pk),
        "add milestone": address(Milestone, "add"),
        "citations": address(Citation),
        "add citation": address(Citation, "add"),
        "change name": address(Name, "change", make_name(company, "Further").pk),
        "see successor": address(Successor, "change", merge("old", company).pk),
        "delete successor": address(Successor, "delete", merge("older", company).pk),
        "users": address(User),
        "groups": address(Group),
    }[what]


@pytest.mark.parametrize(("what", "who", "status"), TABLE)
def test_the_table_of_rights_holds(client, what, who, status):
    log_in(client, who)
    assert client.get(url_of(what)).status_code == status


def test_who_may_only_look_changes_nothing(client):
    user = make_editor(client, is_superuser=False)
    user.user_permissions.set(grant_rights()[REVIEWERS].permissions.filter(codename__startswith="view_"))
    company = make_company(city="Suzhou", gaps={"website": "not_stated"})
    page = client.get(address(Company, "change", company.pk))
    assert page.status_code == 200
    assert "Suzhou" in page.text
    assert client.post(address(Company, "change", company.pk), {"city": "Wuxi"}).status_code == 403
    client.post(address(Company), {"action": "unpublish", "_selected_action": [company.pk]})
    assert Company.objects.published().filter(city="Suzhou").exists()


def test_who_may_not_see_the_texts_does_not_see_them(client):
    user = make_editor(client, is_superuser=False)
    rights = grant_rights()[REVIEWERS].permissions
    user.user_permissions.set(rights.exclude(codename="view_sourcetext"))
    source = make_source()
    SourceText.objects.create(source=source, text="Not ours to publish.")
    for url in (address(Source, "change", source.pk), address(Citation, "change", source.citations.get().pk)):
        assert "Not ours to publish." not in client.get(url).text


def test_who_may_not_touch_citations_can_not_publish_without_one(client):
    user = make_editor(client, is_superuser=False)
    rights = grant_rights()[REVIEWERS].permissions
    user.user_permissions.set(rights.filter(content_type__model="company"))
    typed = {"name": "Heartland", "slug": "heartland", "coverage": "mentioned", "kind": "device", "is_published": "on"}
    page = client.post(address(Company, "add"), typed)
    assert page.status_code == 200
    assert "published" in " ".join(str(error) for error in page.context["errors"])
    assert not Company.objects.exists()


def test_who_may_not_do_something_is_told_so_on_a_page_that_leads_on(client):
    make_editor(client, is_superuser=False)
    page = client.get(address(Company, "add"))
    assert page.status_code == 403
    assert page.text.count("<h1>") == 1
    assert "has no right to this page" in page.text
    assert 'href="/admin/"' in page.text


def test_who_logged_in_again_in_another_tab_is_told_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)
    make_editor(client)
    page = client.post(address(Company, "add"), {"name": "Heartland"})
    assert page.status_code == 403
    assert page.text.count("<h1>") == 1
    assert "Nothing was saved." in page.text
