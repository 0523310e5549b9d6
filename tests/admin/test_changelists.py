"""The lists of the admin: searched by every name, at a cost that does not grow with the rows."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.record_types import RECORD_TYPES
from companies.models import Company, FundingRound, Investment, Position
from market.models import Participation
from names.models import Name
from products.models import Product, Study
from records.admin import large_tables
from regulatory.models import Milestone
from sources.models import Citation, Source
from tests.admin.forms import address, make_editor
from tests.builders import (
    MAKERS,
    cite,
    make_company,
    make_investment,
    make_milestone,
    make_name,
    make_participation,
    make_position,
    make_product,
    make_round,
    make_source,
    make_study,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def make_with_references(model):
    """A record of one type that refers to a record of every other type that it may refer to; it is by one of them."""
    fields = [field for field in model._meta.concrete_fields if field.many_to_one and field.related_model is not model]
    records = {field.name: getattr(field.related_model, "record_type", "") for field in fields}
    values = {name: MAKERS[record_type]() for name, record_type in records.items() if record_type in MAKERS}
    words = {model.attributed_in: "They"} if model.attributed_in else {}
    by_others = model.attributed_to[1:]
    return MAKERS[model.record_type](**words, **{name: values[name] for name in values if name not in by_others})


LISTS = {record_type.model: partial(make_with_references, record_type.model) for record_type in RECORD_TYPES} | {
    Source: make_source, Company: lambda: make_name(make_company(), "Further"), Position: make_position,
    Investment: make_investment, Participation: make_participation,
    FundingRound: lambda: make_round(amount="tens of millions of dollars", when="2021"),
    Product: lambda: make_product(company=make_company()), Study: lambda: make_study(product=make_product()),
    Milestone: lambda: make_milestone(company=make_company(), product=make_product()),
    Citation: lambda: cite(make_position(), "src#7"), Name: lambda: make_name(make_company(), "Further"),
}  # fmt: skip


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_at_3_rows_and_at_30(client, model):
    make_editor(client)
    for _number in range(3):
        LISTS[model]()
    few = queries_of(client, address(model))
    for _number in range(27):
        LISTS[model]()
    place = f"list_select_related of the admin of {model.__name__} in {model._meta.app_label}/admin.py"
    assert queries_of(client, address(model)) == few, f"a list asks once more for each row: look at {place}"


def test_a_form_costs_the_same_with_3_rows_and_with_30(client):
    make_editor(client)
    company = make_company()
    url = address(Company, "change", company.pk)
    few = queries_of(client, url)
    for number in range(2, 30):
        cite(company, f"src#{number}")
        make_name(company, f"Further {number}")
    assert queries_of(client, url) == few


@pytest.mark.parametrize("typed", ["Pulnovo", "pulnovo-med", "帕母"])
def test_a_record_is_found_by_its_name_its_address_and_every_further_name(client, typed):
    make_editor(client)
    make_company(name="Another")
    make_name(make_company(name="Pulnovo Medical", slug="pulnovo-med"), "帕母医疗")
    results = client.get(address(Company), {"q": typed}).context["cl"].result_list
    assert [record.name for record in results] == ["Pulnovo Medical"]


def test_a_relation_is_chosen_by_searching_every_name(client):
    make_editor(client)
    make_name(make_company(name="Pulnovo Medical"), "帕母医疗")
    query = {"app_label": "products", "model_name": "product", "field_name": "company", "term": "帕母"}
    results = client.get("/admin/autocomplete/", query).json()["results"]
    assert [result["text"] for result in results] == ["Pulnovo Medical"]


def test_a_list_says_how_well_each_record_stands(client):
    make_editor(client)
    company = make_company()
    cite(company, "src#2", stance="contradicts")
    cite(company, "src#3", needs_recheck=True)
    page = client.get(address(Company))
    assert page.context["cl"].result_list[0].citation_number == 3
    assert "contested, needs re-check" in page.text


def test_a_large_table_counts_beside_its_filters_only_when_asked(client, monkeypatch):
    make_editor(client)
    make_company()
    shown = "/admin/companies/company/"
    assert "Hide counts" not in client.get(shown).content.decode()
    monkeypatch.setattr(large_tables, "MAX_COUNTED", -2)
    page = client.get(shown).content.decode()
    assert "Show counts" in page
    assert "Hide counts" in client.get(f"{shown}?_facets=True").content.decode()
