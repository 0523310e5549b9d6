"""What readers could read leaves an address that says that it is gone; what they never saw leaves nothing."""

import pytest

from companies.models import Company
from names.models import Successor
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.builders import make_company, merge

pytestmark = pytest.mark.django_db


def delete(client, company):
    return client.post(address(Company, "delete", company.pk), {"post": "yes"})


def test_the_address_of_a_deleted_record_says_that_it_is_gone(client):
    make_editor(client)
    delete(client, make_company(slug="old"))
    assert client.get("/api/v1/companies/old/").json()["detail"] == "An editor took this record out."


def test_so_do_the_addresses_that_led_to_it(client):
    make_editor(client)
    company = make_company()
    merge("older", company)
    delete(client, company)
    assert client.get("/companies/older/").status_code == 410


def test_so_do_those_of_several_deleted_from_the_list(client):
    make_editor(client)
    chosen = [make_company(slug=slug).pk for slug in ("one", "two")]
    client.post(address(Company), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not Company.objects.exists()
    assert [client.get(f"/companies/{slug}/").status_code for slug in ("one", "two")] == [410, 410]


def test_a_deleted_draft_leaves_nothing(client):
    make_editor(client)
    delete(client, make_company(slug="draft", is_published=False))
    assert client.get("/companies/draft/").status_code == 404


def test_a_record_that_others_refer_to_is_not_gone(client):
    make_editor(client)
    company = make_company(slug="a")
    with_product = company.products.create(slug="p", name="P", kind="device")
    delete(client, company)
    assert client.get("/companies/a/").status_code == 200
    assert not Successor.objects.exists()
    assert with_product.company == company


def test_a_record_can_be_entered_again_where_one_is_gone(client):
    make_editor(client)
    delete(client, make_company(slug="old", name="Lanbo"))
    typed = filled(client.get(address(Company, "add"))) | {"name": "Lanbo", "slug": "old"}
    assert client.post(address(Company, "add"), typed).status_code == 302
    assert Company.objects.get().slug == "old"
    assert not Successor.objects.exists()


def test_an_address_that_leads_on_is_not_given_to_another(client):
    make_editor(client)
    merge("old", make_company(name="PAMU"))
    typed = filled(client.get(address(Company, "add"))) | {"name": "Lanbo", "slug": "old"}
    assert "leads to “PAMU”" in errors_of(client.post(address(Company, "add"), typed))


def test_former_addresses_are_listed_with_where_they_lead_or_why_not(client):
    make_editor(client)
    merge("merged", make_company(name="PAMU"))
    delete(client, make_company(slug="deleted"))
    page = client.get(address(Successor)).text
    assert "PAMU" in page
    assert "An editor took this record out." in page
