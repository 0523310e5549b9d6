"""Rows of a list are selected in a plain form, and lead to the comparison or to a file of their own."""

import re

import pytest

from tests.builders import cite, make_company, make_milestone, make_product

pytestmark = pytest.mark.django_db


def leads_to(client, address):
    answer = client.get(address)
    assert answer.status_code == 302, answer.content[:500]
    return answer["Location"]


def refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    return answer.content.decode()


def test_every_row_has_a_box_that_says_which(client):
    make_company(slug="pamu", name="Pamu Medical")
    text = client.get("/companies/").content.decode()
    assert '<input type="checkbox" name="row" value="pamu" aria-label="Select Pamu Medical">' in text
    assert '<form class="rows" method="get" action="/companies/">' in text


def test_selected_companies_and_products_are_compared(client):
    assert leads_to(client, "/companies/?row=a&row=b&with=compare") == "/compare/?company=a&company=b"
    assert leads_to(client, "/products/?row=a&with=compare") == "/compare/?product=a"


def test_only_companies_and_products_can_be_compared(client):
    make_milestone()
    assert 'value="compare"' not in client.get("/milestones/").content.decode()
    assert "Say what to do" in refused(client, "/milestones/?row=a&with=compare")


def test_selected_rows_go_on_top_of_the_selection_in_the_address(client):
    make_product(slug="here")
    text = client.get("/products/?compare=elsewhere,here").content.decode()
    assert re.search(r'value="here" aria-label="[^"]*" checked>', text)
    assert '<input type="hidden" name="compare" value="elsewhere">' in text
    address = "/products/?compare=elsewhere&row=here&row=third&with=compare"
    assert leads_to(client, address) == "/compare/?product=elsewhere&product=here&product=third"


def test_more_than_six_are_not_compared_and_the_page_says_so(client):
    for number in range(7):
        make_company(slug=f"c{number}")
    rows = "&".join(f"row=c{number}" for number in range(7))
    answer = client.get(leads_to(client, f"/companies/?{rows}&with=compare"))
    assert answer.status_code == 400
    assert "6" in re.sub(r"<[^>]*>", "", answer.content.decode())


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "jsonl"])
def test_selected_rows_are_a_file_in_the_order_and_with_the_columns_of_the_list(client, file_format):
    address = f"/companies/?row=b&row=a&with={file_format}&ordering=-name&fields=slug,name&country=CN"
    expected = f"/api/v1/companies.{file_format}?slug__in=b%2Ca&ordering=-name&fields=slug%2Cname"
    assert leads_to(client, address) == expected


def test_the_file_holds_the_selected_rows_alone(client):
    for slug in "abc":
        make_company(slug=slug)
    answer = client.get(leads_to(client, "/companies/?row=c&row=a&with=csv&fields=slug"))
    assert b"".join(answer.streaming_content).decode().split() == ["\ufeffslug", "a", "c"]


def test_citations_are_selected_by_number(client):
    place = cite(make_company(), "src#3")
    assert f'name="row" value="{place.pk}"' in client.get("/citations/").content.decode()
    assert leads_to(client, f"/citations/?row={place.pk}&with=csv") == f"/api/v1/citations.csv?id__in={place.pk}"


def test_no_row_and_no_sense_are_refused_with_what_is_missing(client):
    make_company()
    assert "Select at least one row" in refused(client, "/companies/?with=csv")
    assert "Say what to do with the selected rows" in refused(client, "/companies/?row=a")
    assert "Say what to do with the selected rows" in refused(client, "/companies/?row=a&with=pdf")
    assert "by the slug" in refused(client, "/companies/?row=a,b&with=csv")
    assert "by the slug" in refused(client, "/citations/?row=x&with=csv")


def test_the_api_knows_no_rows_and_no_columns(client):
    for parameter in ("row=a", "with=csv", "column=name"):
        assert client.get(f"/api/v1/companies/?{parameter}").status_code == 400
