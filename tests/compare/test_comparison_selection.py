"""The selection of what is to be compared: carried by lists and records from address to address."""

import re

import pytest

from tests.builders import make_company

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def test_lists_and_records_lead_to_the_comparison_and_keep_what_is_in_the_selection(client):
    make_company(slug="a", name="A")
    make_company(slug="b", name="B")
    assert 'name="row" value="b"' in page(client, "/companies/")
    carried = page(client, "/companies/?compare=a&coverage=mentioned")
    assert 'href="/compare/?company=a"' in carried
    assert 'value="a" aria-label="Select A" checked>' in carried
    added = client.get("/companies/?compare=a&row=b&with=compare")
    assert added["Location"] == "/compare/?company=a&company=b"
    assert 'href="/companies/b/?compare=a"' in carried
    assert 'href="?compare=a"' in carried  # the active filter removed
    assert 'href="/compare/?company=a&amp;company=b"' in page(client, "/companies/b/?compare=a")
    assert 'href="/companies/?compare=a,b"' in page(client, "/compare/?company=a&company=b")


def test_a_selection_says_the_names_of_what_is_in_it_and_nothing_of_a_draft(client):
    make_company(slug="a", name="Alpha Heart")
    make_company(slug="b", name="Beta Secret", is_published=False)
    selection = re.search(r'<p class="selection">.*?</p>', page(client, "/companies/?compare=b,a"), re.DOTALL)[0]
    assert "b, Alpha Heart" in selection
    assert "Beta Secret" not in page(client, "/companies/?compare=b,a")
    refused = page(client, "/compare/?company=a&company=b", 404)
    assert 'href="/companies/a/">Alpha Heart</a>' in refused
    assert 'href="/companies/?compare=a">Add one more</a>' in refused


def test_a_full_selection_takes_no_more(client):
    for number in range(7):
        make_company(slug=f"c{number}")
    text = page(client, "/companies/?compare=c0,c1,c2,c3,c4,c5")
    assert "company=c6" not in text
    assert "/companies/?compare" not in page(client, "/compare/?" + "&".join(f"company=c{n}" for n in range(6)))


@pytest.mark.parametrize(
    "address", ["/companies/?compare=a b", "/companies/?compare=1,2,3,4,5,6,7", "/rounds/?compare=a"]
)
def test_a_selection_of_no_sense_on_a_list_is_refused(client, address):
    page(client, address, 400)


def test_the_api_knows_no_selection(client):
    assert client.get("/api/v1/companies/?compare=a").status_code == 400
