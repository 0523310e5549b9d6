"""Merging from the list: two are chosen, the page asks which one stays."""

import pytest

from companies.models import Company
from names.models import Successor
from tests.admin.forms import address, errors_of, filled, make_editor, messages_of
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def choose(client, *records):
    data = {"action": "merge_two", "_selected_action": [record.pk for record in records]}
    return client.post(address(Company), data, follow=True)


def test_the_page_shows_both_and_asks_which_one_stays(client):
    make_editor(client)
    page = choose(client, make_company(name="Pulnovo", city="Wuxi"), make_company(name="PAMU", city="Suzhou"))
    assert page.status_code == 200
    assert "“Pulnovo” stays" in page.text
    assert "<td>Suzhou</td>" in page.text


def test_the_one_that_is_chosen_stays_and_the_editor_is_told(client):
    make_editor(client)
    one, other = make_company(name="Pulnovo", slug="pulnovo"), make_company(name="PAMU", slug="pamu")
    url = choose(client, one, other).redirect_chain[-1][0]
    response = client.post(url, {"stays": str(other.pk)}, follow=True)
    assert "“Pulnovo” is merged into this record" in messages_of(response)
    assert list(Company.objects.all()) == [other]
    assert Successor.objects.get(slug="pulnovo").record == other


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_exactly_two(client, number):
    make_editor(client)
    response = choose(client, *[make_company() for _number in range(number)])
    assert "exactly two" in messages_of(response)


def test_without_an_answer_nothing_is_merged(client):
    make_editor(client)
    url = choose(client, make_company(), make_company()).redirect_chain[-1][0]
    assert "Say which of the two stays" in client.post(url).text
    assert Company.objects.count() == 2


def test_a_record_that_is_gone_is_said_to_be_gone(client):
    make_editor(client)
    one, other = make_company(), make_company()
    url = choose(client, one, other).redirect_chain[-1][0]
    client.post(url, {"stays": str(other.pk)})
    assert "not there any more" in messages_of(client.post(url, {"stays": str(other.pk)}, follow=True))


def test_an_old_address_is_not_given_to_a_new_record(client):
    make_editor(client)
    one, other = make_company(name="Pulnovo", slug="pulnovo"), make_company(name="PAMU", slug="pamu")
    client.post(address(Company, "merge", one.pk, other.pk), {"stays": str(other.pk)})
    typed = filled(client.get(address(Company, "add"))) | {"name": "Quite another", "slug": "pulnovo"}
    assert "leads to “PAMU”" in errors_of(client.post(address(Company, "add"), typed))
