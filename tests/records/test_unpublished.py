"""What is not published leaves no trace on the page of what is."""

import pytest

from tests.builders import make_company, make_investment, make_investor, make_round

pytestmark = pytest.mark.django_db


def test_a_company_whose_investor_is_a_draft_has_its_page(client):
    company = make_company(slug="one")
    make_investment(round=make_round(company=company), investor=make_investor(name="Hidden Fund", is_published=False))
    page = client.get("/companies/one/")
    assert page.status_code == 200
    assert "Hidden Fund" not in page.content.decode()
