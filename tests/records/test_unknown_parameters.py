"""An unknown parameter is an error on every page, which says which it is and what is allowed."""

import re

import pytest

from catalogue.record_types import RECORD_TYPES
from tests.builders import MAKERS, make_company, make_product

pytestmark = pytest.mark.django_db

PAGES = ["/", "/match/", "/search/", "/compare/", "/pathways/", "/funding/", "/timeline/", "/glossary/", "/changes/",
         "/report/",
         "/citations/", "/pathways.svg", "/funding.svg", "/timeline.svg",
         *(f"/{record_type.name}/" for record_type in RECORD_TYPES)]  # fmt: skip


def refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_refuses_a_parameter_that_it_does_not_know(client, address):
    assert "nonsense" in refused(client, f"{address}?nonsense=1")


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda record_type: record_type.name)
def test_the_page_of_a_record_refuses_a_parameter_that_it_does_not_know(client, record_type):
    MAKERS[record_type.name](slug="some-slug")
    page = refused(client, f"/{record_type.name}/some-slug/?nonsense=1")
    assert "nonsense" in page
    allowed = "Allowed: compare" if record_type.can_compare else "This page takes no parameters."
    assert allowed in re.sub(r"\s+", " ", page)


def test_the_page_of_an_error_leads_to_the_same_without_what_is_wrong(client):
    make_company(slug="a")
    page = refused(client, f"/companies/a/?compare=b&{'x' * 70}=1&nonsense=2&nonsense=3")
    assert '<a href="/companies/a/?compare=b">' in page


def test_what_our_own_links_carry_is_known(client):
    make_company(slug="a"), make_product(slug="p")
    assert [client.get(f"/{address}/?compare=b").status_code for address in ("companies/a", "products/p")] == [200, 200]


def test_a_selection_that_cannot_be_read_is_refused_on_the_page_of_a_record_as_on_lists(client):
    make_company(slug="a")
    assert "compare" in refused(client, "/companies/a/?compare=a b")


def test_a_parameter_of_no_sense_is_refused_in_what_a_form_sends(client):
    assert client.post("/match/?nonsense=1", {"names": "Pamu"}).status_code == 400
