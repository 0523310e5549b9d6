"""Two editors on one record: the second is warned, and nothing is overwritten silently."""

import pytest

from companies.models import Company
from sources.models import Citation
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def both_open(client, company):
    """The page as both editors see it before either saves."""
    url = address(Company, "change", company.pk)
    return url, filled(client.get(url))


def test_the_second_editor_is_told_who_changed_what_and_keeps_what_was_typed(client):
    first = make_editor(client, username="first")
    company = make_company(city="Suzhou", summary="Old.")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi"})
    make_editor(client, username="second")
    answer = client.post(url, page | {"summary": "Mine."})
    company.refresh_from_db()
    errors = errors_of(answer)
    assert (company.city, company.summary) == ("Wuxi", "Old.")
    assert first.username in errors
    assert "City: now “Wuxi”" in errors
    assert "Mine." in answer.text


def test_saving_again_keeps_what_stands_in_the_form(client):
    make_editor(client)
    company = make_company(city="Suzhou")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi"})
    answer = client.post(url, page | {"city": "Hefei"})
    assert client.post(url, filled(answer)).status_code == 302
    company.refresh_from_db()
    assert company.city == "Hefei"


def test_a_form_without_its_stamp_overwrites_nothing(client):
    make_editor(client)
    company = make_company(city="Suzhou")
    url, page = both_open(client, company)
    del page["seen"]
    assert "was changed after you opened it" in errors_of(client.post(url, page | {"city": "Wuxi"}))


def test_a_change_of_the_citations_alone_is_told_as_well(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    client.post(url, page | {"sources-citation-content_type-object_id-0-note": "Read again."})
    assert "names, citations or parts were changed" in errors_of(client.post(url, page))


def test_a_citation_changed_on_its_own_page_is_told_to_who_has_the_record_open(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    place = company.citations.get()
    of_place = address(Citation, "change", place.pk)
    client.post(of_place, filled(client.get(of_place)) | {"note": "Read again."})
    assert "names, citations or parts were changed" in errors_of(client.post(url, page))
    place.refresh_from_db()
    assert place.note == "Read again."


def test_publishing_from_the_list_counts_as_a_change(client):
    make_editor(client)
    company = make_company(is_published=False)
    url, page = both_open(client, company)
    client.post(address(Company), {"action": "publish", "_selected_action": [company.pk]})
    client.post(url, page)
    company.refresh_from_db()
    assert company.is_published


def test_two_editors_on_one_citation_are_told_as_well(client):
    make_editor(client)
    place = make_company().citations.get()
    url = address(Citation, "change", place.pk)
    page = filled(client.get(url))
    client.post(url, page | {"note": "Read again."})
    assert "was changed after you opened it" in errors_of(client.post(url, page | {"note": "Mine."}))
    place.refresh_from_db()
    assert place.note == "Read again."
