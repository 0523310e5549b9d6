"""Revisions in the admin and by command: what each changed in words, and taking it back."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from companies.models import Company
from history.models import Revision
from history.writing import revising
from records.admin.rights import REVIEWERS, grant_rights
from tests import builders
from tests.admin.forms import make_editor
from tests.history.tables import head, snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(number):
    return reverse("admin:history_revision_undo", args=[number])


def moved_company():
    """A company that moved from Wuhan to Suzhou with the newest revision."""
    with transaction.atomic():
        company = builders.make_company(name="Heartland", city="Wuhan")
    company.city = "Suzhou"
    with revising(kind="correction", reason="misread"):
        company.save()
    return company


def test_the_page_of_a_revision_says_what_would_change_back(client):
    moved_company()
    make_editor(client)
    page = client.get(page_of(head())).content.decode()
    for words in ("Heartland", "City", "Suzhou", "Wuhan", "misread", "correction"):
        assert words in page


def test_an_editor_takes_a_revision_back_with_a_reason(client):
    company, number = moved_company(), head()
    user = make_editor(client)
    answer = client.post(page_of(number), {"reason": "it was right"}, follow=True)
    assert "Taken back by" in answer.content.decode()
    assert Company.objects.get(pk=company.pk).city == "Wuhan"
    revision = Revision.objects.get(pk=head())
    assert (revision.kind, revision.reason, revision.author) == ("undo", "it was right", user.username)


def test_a_refusal_says_why_and_changes_nothing(client):
    company, number = moved_company(), head()
    company.save()
    make_editor(client)
    before = snapshot()
    answer = client.post(page_of(number), {}, follow=True)
    assert f"Revision {number + 1} changed the same afterwards" in answer.content.decode()
    assert snapshot() == before


@pytest.mark.parametrize(("rights", "sees", "may"), [("none", 403, 403), ("viewer", 200, 403), ("editor", 200, 302)])
def test_who_may_take_back(client, rights, sees, may):
    moved_company()
    user = make_editor(client, is_superuser=False)
    if rights == "editor":
        user.groups.add(grant_rights()[REVIEWERS])
    if rights == "viewer":
        user.user_permissions.set(grant_rights()[REVIEWERS].permissions.filter(codename="view_revision"))
    assert client.get(page_of(head())).status_code == sees
    assert client.post(page_of(head()), {}).status_code == may
    assert User.objects.count() == 1


def test_a_command_previews_and_takes_back_one_records_part(capsys):
    company = moved_company()
    with transaction.atomic():
        builders.make_company(name="Other", city="Wuhan")
    Company.objects.update(city="Xi'an")
    number = head()
    record = f"companies/{company.slug}"
    call_command("undo", str(number), "--record", record, "--dry-run")
    assert "City: Xi'an → Suzhou" in capsys.readouterr().out
    assert head() == number
    call_command("undo", str(number), "--record", record)
    assert sorted(Company.objects.values_list("city", flat=True)) == ["Suzhou", "Xi'an"]


def test_a_page_and_a_dry_run_say_beforehand_that_it_is_refused(client):
    company, number = moved_company(), head()
    company.city = "Wuxi"
    company.save()
    make_editor(client)
    page = client.get(page_of(number)).content.decode()
    assert "take that back first" in page
    assert "Take it back" not in page
    with pytest.raises(CommandError, match="take that back first"):
        call_command("undo", str(number), "--dry-run")
    assert head() == number + 1


def test_the_beginning_can_not_be_taken_back_and_its_page_says_why(client):
    make_editor(client)
    assert "beginning of the history" in client.get(page_of(1)).content.decode()
    assert "can&#x27;t be taken back" in client.post(page_of(1), {}, follow=True).content.decode()


def test_a_command_says_what_it_can_not_take_back():
    with pytest.raises(CommandError, match="no revision 4000"):
        call_command("undo", "4000")
    with pytest.raises(CommandError, match="companies/airdoc"):
        call_command("undo", "1", "--record", "companies/nobody")
