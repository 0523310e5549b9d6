"""A value that changes without its citations: they need a re-check."""

import pytest

from companies.models import Company, Person
from sources.models import Citation
from tests.admin.forms import CITATIONS, address, filled, make_editor, messages_of
from tests.builders import cite, make_company, make_position

pytestmark = pytest.mark.django_db


def change(client, company, **values):
    url = address(Company, "change", company.pk)
    return client.post(url, filled(client.get(url)) | values, follow=True)


def test_a_changed_value_asks_for_a_recheck_of_its_citations(client):
    make_editor(client)
    company = make_company(city="Suzhou")
    cite(company, "src#4", field="city", stated="Suzhou")
    response = change(client, company, city="Wuxi")
    assert "1 citation needs a re-check" in messages_of(response)
    warnings = [str(message) for message in response.context["messages"]]
    link = next(text for text in warnings if "a re-check" in text).split('"')[1]
    page = client.get(link.replace("&amp;", "&"))
    assert [place.stated for place in page.context["cl"].result_list] == ["Suzhou"]


def test_a_changed_part_asks_for_a_recheck_of_its_citations(client):
    make_editor(client)
    position = make_position(title="Founder")
    cite(position, "src#4", field="title", stated="Founder")
    url = address(Person, "change", position.person_id)
    typed = filled(client.get(url)) | {"positions-0-title": "Chair"}
    assert "1 citation needs a re-check" in messages_of(client.post(url, typed, follow=True))


def test_an_edited_note_does_not_hide_that_the_value_changed(client):
    make_editor(client)
    company = make_company(cited=False, city="Suzhou")
    place = cite(company, "src#4", field="city", stated="Suzhou")
    change(client, company, city="Wuxi", **{f"{CITATIONS}-0-note": "In the first line."})
    place.refresh_from_db()
    assert (place.note, place.needs_recheck) == ("In the first line.", True)


def test_a_value_changed_together_with_its_citation_needs_no_recheck(client):
    make_editor(client)
    company = make_company(cited=False, city="Suzhou")
    place = cite(company, "src#4", field="city", stated="Suzhou")
    response = change(client, company, city="Wuxi", **{f"{CITATIONS}-0-stated": "Wuxi"})
    place.refresh_from_db()
    assert not place.needs_recheck
    assert "re-check" not in messages_of(response)


def test_what_was_checked_and_is_right_is_marked_so_from_the_list(client):
    make_editor(client)
    place = cite(make_company(), "src#4", field="city", needs_recheck=True)
    client.post(address(Citation), {"action": "checked", "_selected_action": [place.pk]})
    place.refresh_from_db()
    assert not place.needs_recheck
