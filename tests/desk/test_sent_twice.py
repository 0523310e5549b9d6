"""An entry form that is sent a second time makes no second record, whatever was the reason."""

import threading
import uuid

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.test import Client

from companies.models import Company, FundingRound
from desk.models import SentForm
from history.models import Revision
from tests.admin.forms import make_editor, messages_of
from tests.builders import make_company, make_study
from tests.desk.articles import at, make_article
from tests.desk.entering import filled, open_form, problems
from tests.history.revisions import add

ROUND = "In March 2021 the company completed a Series B round of tens of millions of dollars"


def round_of(client, source):
    """What the form of a funding round sends; nothing but its number would keep a second one out."""
    return filled(open_form(client, source, 3, "rounds", ROUND)) | {"company": "Heartland Medical", "save": "1"}


@pytest.mark.django_db
def test_a_form_that_is_sent_again_is_answered_with_the_record_it_made(client):
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland-medical")
    source = make_article()
    sent = round_of(client, source)
    pages = [client.post(at(source), sent, follow=True) for _ in range(2)]
    made = FundingRound.objects.get()
    assert made.citations.count() == 4
    for page in pages:
        assert page.redirect_chain[-1][0].endswith("?paragraph=3#paragraph-3")
        assert "is recorded" in messages_of(page)
        assert f"/admin/companies/fundinground/{made.pk}/change/" in page.text


@pytest.mark.django_db
def test_a_part_of_a_record_that_is_there_is_added_once(client):
    make_editor(client)
    source, study = make_article(), make_study(slug="trial")
    sent = filled(open_form(client, source, 5, "values", record="studies/trial", field="outcomes"))
    sent |= {"outcomes-0-metric": "success rate", "outcomes-0-amount_stated": "96.4%", "save": "1"}
    for _ in range(2):
        assert "is recorded" in messages_of(client.post(at(source), sent, follow=True))
    assert study.outcomes.count() == 1


@pytest.mark.django_db
def test_each_form_that_is_opened_makes_a_record_of_its_own(client):
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland-medical")
    source = make_article()
    for name in ("One", "Two"):
        client.post(at(source), round_of(client, source) | {"name": name, "slug": ""})
    assert FundingRound.objects.count() == 2


@pytest.mark.django_db
def test_who_goes_back_and_changes_a_saved_form_is_asked_before_a_second_record_is_made(client):
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland-medical")
    source = make_article()
    sent = round_of(client, source)
    client.post(at(source), sent)
    page = client.post(at(source), sent | {"name": "Heartland Medical, a second closing"})
    assert "This form was saved before" in problems(page)
    assert "Nothing is saved yet" in page.text
    assert 'value="Heartland Medical, a second closing"' in page.text
    assert FundingRound.objects.count() == 1
    client.post(at(source), filled(page) | {"slug": "a-second-closing", "save": "1"})
    assert FundingRound.objects.count() == 2


@pytest.mark.django_db
def test_a_form_that_was_refused_or_checked_is_saved_when_it_is_sent_again(client):
    make_editor(client)
    source = make_article()
    sent = filled(open_form(client, source, 2, "companies", "Heartland Medical"))
    client.post(at(source), sent | {"check": "1"})
    client.post(at(source), sent | {"country": "Nowhere", "save": "1"})
    assert not Company.objects.exists()
    client.post(at(source), sent | {"save": "1"})
    assert Company.objects.count() == 1


@pytest.mark.django_db
def test_the_number_of_another_editors_form_keeps_nothing_out(client):
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland-medical")
    source = make_article()
    sent = round_of(client, source)
    client.post(at(source), sent)
    make_editor(client)
    client.post(at(source), sent | {"slug": "of-the-other", "is_another": "on"})
    assert FundingRound.objects.count() == 2


@pytest.mark.django_db
def test_what_was_deleted_since_is_not_made_again(client):
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland-medical")
    source = make_article()
    sent = round_of(client, source)
    client.post(at(source), sent)
    FundingRound.objects.get().delete()
    assert "deleted since" in messages_of(client.post(at(source), sent, follow=True))
    assert not FundingRound.objects.exists()


@pytest.mark.django_db
def test_a_number_that_no_form_sends_is_refused(client):
    make_editor(client)
    source = make_article()
    sent = filled(open_form(client, source, 2, "companies", "Heartland Medical"))
    assert uuid.UUID(sent["form_number"])
    assert client.post(at(source), sent | {"form_number": "1; drop"}).status_code == 400


def test_a_form_that_is_sent_four_times_at_once_makes_one_record_and_one_revision(committed, client):
    make_editor(client)
    add(make_company, name="Heartland Medical", slug="heartland-medical")
    source = add(make_article)
    sent, user = round_of(client, source), User.objects.get()
    revisions, answers = Revision.objects.count(), []

    def send(one):
        try:
            answers.append(one.post(at(source), sent).status_code)
        finally:
            connection.close()

    clients = [Client() for _ in range(4)]
    for one in clients:
        one.force_login(user)
    threads = [threading.Thread(target=send, args=[one]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 4
    assert FundingRound.objects.count() == 1
    assert Revision.objects.count() == revisions + 1


@pytest.mark.django_db
def test_a_form_is_saved_once_as_a_rule_of_the_database(client):
    user, number = make_editor(client), uuid.uuid4()
    values = {"user": user, "number": number, "digest": "0" * 64, "record_type": "companies", "record_pk": 1}
    SentForm.objects.create(**values)
    with pytest.raises(IntegrityError, match="a_form_is_saved_once"):
        SentForm.objects.create(**values)
