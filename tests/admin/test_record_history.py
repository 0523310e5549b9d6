"""The history of a record in the admin is that of the project, in words; one value of it is put back."""

import pytest
from django.db import transaction

from companies.models import Company
from history.models import Kind, Revision
from products.models import Study
from tests.admin.forms import address, filled, make_editor, messages_of
from tests.builders import cite, make_company, make_outcome, make_segment, make_study
from tests.history.tables import head

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


def made(builder, **values):
    with transaction.atomic():
        return builder(**values)


def change(client, record, **values):
    """Save a form with other values; the number of the revision."""
    url = address(type(record), "change", record.pk)
    assert client.post(url, filled(client.get(url)) | values).status_code == 302
    return head()


def history(client, record):
    return client.get(address(type(record), "history", record.pk), follow=True)


def value_url(number, fact, name):
    return f"/admin/history/revision/{number}/value/{fact._meta.label_lower}/{fact.pk}/{name}/"


def put_back(client, number, fact, name):
    url = value_url(number, fact, name)
    page = client.get(url)
    return client.post(url, {"now": page.context["now"], "reason": "Misread."}, follow=True)


def test_the_history_of_a_draft_is_in_words_with_who_and_why(client):
    make_editor(client, username="first")
    company = made(make_company, city="Suzhou", is_published=False)
    change(client, company, city="Wuxi", revision_reason="Moved.")
    page = history(client, company).text
    for words in ("first", "Moved.", "Suzhou", "Wuxi", "Put this value back"):
        assert words in page


def test_a_part_and_a_citation_lead_to_the_history_of_their_record(client):
    make_editor(client)
    study = made(make_study, name="The trial")
    outcome = made(make_outcome, study=study)
    for fact in (outcome, study.citations.get()):
        assert "History of The trial" in history(client, fact).text


def test_one_value_is_shown_before_it_is_put_back_by_a_new_revision(client):
    make_editor(client, username="first")
    company = made(make_company, city="Suzhou", summary="Old.")
    number = change(client, company, city="Wuxi", summary="New.")
    page = client.get(value_url(number, company, "city")).text
    assert "Suzhou" in page
    assert "Wuxi" in page
    answer = put_back(client, number, company, "city")
    company.refresh_from_db()
    assert (company.city, company.summary) == ("Suzhou", "New.")
    assert "City is “Suzhou” again." in messages_of(answer)
    revision = Revision.objects.get(number=head())
    assert (revision.kind, revision.author, revision.reason) == (Kind.UNDO, "first", "Misread.")


def test_dates_amounts_lists_and_values_of_parts_are_put_back(client):
    make_editor(client)
    segment = made(make_segment)
    study = made(make_study, when="early 2018")
    outcome = made(make_outcome, study=study, amount="about 91%", unit="%")
    number = change(client, study, when="2020", **{"outcomes-0-amount_stated": "95%"})
    put_back(client, number, study, "when")
    put_back(client, number, outcome, "amount")
    study.refresh_from_db()
    outcome.refresh_from_db()
    assert (study.when.words, outcome.amount_stated, outcome.amount.approximate) == ("early 2018", "about 91%", True)
    company = made(make_company, segments=[segment])
    number = change(client, company, segments=[])
    put_back(client, number, company, "segments")
    assert [*company.segments.all()] == [segment]


def test_what_would_break_a_rule_is_refused_with_the_reason(client):
    make_editor(client)
    study = made(make_study)
    first = made(make_outcome, study=study, metric="A")
    number = change(client, study, **{"outcomes-0-metric": "B"})
    made(make_outcome, study=study, metric="A")
    url = value_url(number, first, "metric")
    assert "This metric is already there." in client.get(url).text
    answer = client.post(url, {"now": "B"}, follow=True)
    first.refresh_from_db()
    assert first.metric == "B"
    assert "This metric is already there." in messages_of(answer)


def test_what_changed_after_it_was_looked_at_is_not_put_back(client):
    make_editor(client)
    company = made(make_company, city="Suzhou")
    number = change(client, company, city="Wuxi")
    change(client, company, city="Hefei")
    answer = client.post(value_url(number, company, "city"), {"now": "Wuxi"}, follow=True)
    company.refresh_from_db()
    assert company.city == "Hefei"
    assert "changed meanwhile" in messages_of(answer)


@pytest.mark.parametrize("name", ["slug", "id", "gaps", "nothing", "citations"])
def test_what_is_no_value_has_no_such_page(client, name):
    make_editor(client)
    company = made(make_company)
    assert client.get(value_url(head(), company, name)).status_code == 404


def test_who_may_not_change_it_may_not_put_it_back(client):
    make_editor(client)
    company = made(make_company, city="Suzhou")
    number = change(client, company, city="Wuxi")
    make_editor(client, username="staff", is_superuser=False)
    assert client.get(value_url(number, company, "city")).status_code == 403
    assert client.post(value_url(number, company, "city"), {"now": "Wuxi"}).status_code == 403
    assert client.get(f"/admin/history/revision/of/companies/{company.pk}/").status_code == 403
    assert Company.objects.get().city == "Wuxi"
    assert cite(company, "src#4").pk
    assert not Study.objects.exists()
