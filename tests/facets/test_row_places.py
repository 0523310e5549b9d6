"""The sources of a row of a list: those of what it shows first, and a way to all others."""

import re

import pytest

from tests.builders import cite, make_round

pytestmark = pytest.mark.django_db


def sources(client, address):
    """(The marks of the first row, the link to its further places)."""
    page = client.get(address).content.decode()
    cell = re.search(r'<td class="col-sources".*?</td>', page, re.DOTALL)[0]
    further = re.search(r'<a class="more" href="([^"]*)">\+(\d+)', cell)
    return re.findall(r'class="cite[^>]*>([^<]+)</a>', cell), further and further.groups()


def round_with_places():
    """A round whose company is named in paragraph 1, and whose amount and date are in paragraph 3."""
    row = make_round(slug="series-c", amount="US$60 million", when="2025-03")
    cite(row, "report#1", field="company", stated="Pamu")
    cite(row, "report#2", field="summary", stated="Series C")
    cite(row, "report#3", field="amount", stated="US$60 million")
    return row


def test_the_places_of_what_a_row_shows_come_before_earlier_paragraphs(client):
    cite(round_with_places(), "report#3", field="when", stated="March 2025")
    marks, further = sources(client, "/rounds/")
    assert marks == ["3"]
    assert further[0] == "/rounds/series-c/#references"


def test_where_amount_and_date_are_in_two_places_both_are_marked(client):
    cite(round_with_places(), "report#4", field="when", stated="March 2025")
    assert sources(client, "/rounds/")[0] == ["3", "4"]


def test_what_contradicts_does_not_stand_for_the_row(client):
    row = round_with_places()
    cite(row, "report#4", field="amount", stated="US$50 million", stance="contradicts")
    assert sources(client, "/rounds/")[0] == ["3"]


def test_the_way_to_the_further_places_leads_to_the_references_of_the_record(client):
    round_with_places()
    _marks, (link, _number) = sources(client, "/rounds/")
    assert 'id="references"' in client.get(link.partition("#")[0]).content.decode()


def test_the_references_of_a_list_say_for_which_values_a_place_stands(client):
    cite(round_with_places(), "report#3", field="when", stated="March 2025")
    page = client.get("/rounds/").content.decode()
    references = page[page.index('id="references"') :]
    assert re.search(r">Amount, When</a> <q>US\$60 million · March 2025</q>", references)
    assert "all values" not in references
