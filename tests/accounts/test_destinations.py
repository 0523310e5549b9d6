"""After signing in one comes to the page that was asked for, if it is a page of this site."""

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, START, app_code, make_account, make_enrolled, try_code, try_password
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def leads_to(wanted):
    return try_password(client=Client(), next=wanted)["Location"]


@pytest.mark.parametrize("wanted", [
    "/admin/companies/company/?q=heart&o=1", "/admin/companies/company/add/", "/admin/password_change/",
    "/admin/companies/", "/", "/companies/", "/companies/draft/", "/companies/draft/?as_of=1", "/search/?q=%E6%8E%A8",
    "/match/", "/api/v1/docs/",
    "/admin/companies/company",  # the admin leads on to the address with a slash
])  # fmt: skip
def test_a_page_of_this_site_is_where_one_comes_to(wanted):
    make_account()
    make_company(slug="draft", is_published=False)
    assert leads_to(wanted) == wanted
    client = Client()
    client.force_login(make_account("other"))
    assert client.get("/admin/login/", {"next": wanted})["Location"] == wanted


@pytest.mark.parametrize("wanted", [
    "", "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example",
    "/nothing/", "/admin/nothing/", "/companies/nobody/", "/companies/nobody", "nothing", "companies/", "\0", "/%00/",
    "/%ff/",
    "/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/reading/", "/admin/r/1/999/",
    "/admin/second-factor/", "/api/v1/companies/", "/companies.csv", "/static/kb/admin.css", "/funding.svg",
    "/" + "a" * 5000, "https://evil.example/admin/", "/admin/..//evil.example",
])  # fmt: skip
def test_what_is_no_page_of_this_site_leads_to_the_start_of_the_admin(wanted):
    make_account()
    assert leads_to(wanted) == START


def test_who_asks_for_a_page_comes_there_after_both_steps():
    user, _codes = make_enrolled()
    client = Client()
    asked = client.get("/admin/companies/company/?q=a")
    page = client.get(asked["Location"])
    assert 'name="next" value="/admin/companies/company/?q=a"' in page.text
    try_password(client=client, next="/admin/companies/company/?q=a")
    assert try_code(client, app_code(user))["Location"] == "/admin/companies/company/?q=a"


def test_the_page_may_stand_in_the_address_that_the_form_is_sent_to():
    make_account()
    form = {"username": "li", "password": PASSWORD}
    assert Client().post("/admin/login/?next=/match/", form)["Location"] == "/match/"
    assert Client().post("/admin/login/?next=https://evil.example/", form)["Location"] == START


def test_a_page_for_which_a_right_is_missing_says_so():
    make_account(is_superuser=False)
    assert leads_to("/admin/companies/company/") == "/admin/companies/company/"


def test_a_record_that_is_no_more_is_said_once():
    make_account()
    client = Client()
    wanted = "/admin/companies/company/999/change/"
    assert try_password(client=client, next=wanted)["Location"] == wanted
    assert client.get(wanted, follow=True).text.count("Perhaps it was deleted?") == 1
