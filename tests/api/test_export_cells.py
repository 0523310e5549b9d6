"""The cells of a list as a spreadsheet: every value under the head that says its name, and why one is missing."""

import pytest

from tests.api.api_client import ENDPOINTS, ask, make
from tests.api.export_files import IN_EVERY_SHEET, SHEETS, file, lines, row
from tests.builders import (
    cite,
    make_company,
    make_event,
    make_investment,
    make_investor,
    make_milestone,
    make_name,
    make_position,
    make_product,
    make_round,
    make_segment,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@IN_EVERY_SHEET
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_sheet_of_no_records_has_its_heads_all_the_same(client, form, endpoint):
    assert SHEETS[form](client, endpoint) == []
    head = file(client, endpoint, "csv").decode("utf-8-sig").splitlines()
    assert len(head) == 1
    assert head[0].startswith("id,")


@IN_EVERY_SHEET
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_key_of_the_api_has_a_column(client, form, endpoint):
    make(endpoint)
    keys = list(ask(client, endpoint)["results"][0])
    heads = list(SHEETS[form](client, endpoint)[0])
    assert len(heads) == len(set(heads))
    named = dict.fromkeys(head.partition(",")[0] for head in heads)
    assert set(named) == {"sources" if key == "citations" else key for key in keys}
    if "citations" in keys:
        assert heads[-1] == "sources"


@IN_EVERY_SHEET
def test_a_date_is_edtf_beside_the_first_and_the_last_day_that_it_can_be(client, form):
    make_event(when="2020-03/..")
    exported = row(client, form, "events")
    assert [exported[head] for head in ("when", "when, earliest", "when, latest")] == ["2020-03/..", "2020-03-01", ""]


@IN_EVERY_SHEET
def test_a_company_was_founded_when_its_event_says(client, form):
    make_event(company=make_company(), kind="founded", when="2013")
    exported = row(client, form, "companies")
    assert [exported[f"founded{end}"] for end in ("", ", earliest", ", latest")] == ["2013", "2013-01-01", "2013-12-31"]


@IN_EVERY_SHEET
@pytest.mark.parametrize(("amount", "cells"), [
    ("tens of millions of dollars", ["10000000", "100000000", "false", "true", "false", "true", "true"]),
    ("over RMB 1.5 million", ["1500000", "", "true", "false", "false", "false", "true"]),
    ("about RMB 50 million", ["45000000", "55000000", "false", "false", "true", "false", "true"]),
    ("0", ["0", "0", "false", "false", "false", "false", "true"]),
    ("undisclosed", ["", "", "false", "false", "false", "false", "false"]),
])  # fmt: skip
def test_an_amount_is_as_stated_beside_what_it_can_be_and_undisclosed_is_never_zero(client, form, amount, cells):
    make_round(amount=amount)
    exported = row(client, form, "rounds")
    assert exported["amount, stated"] == amount
    keys = ("min", "max", "min_excluded", "max_excluded", "approximate", "currency_inferred", "disclosed")
    assert [exported[f"amount, {key}"] for key in keys] == cells


@IN_EVERY_SHEET
def test_a_missing_value_says_why_even_where_the_gaps_are_not_asked_for(client, form):
    make_round(gaps={"amount": "undisclosed", "when": "not_stated"})
    for parameters in ({}, {"fields": "amount,when,summary"}, {"omit": "gaps"}):
        exported = row(client, form, "rounds", **parameters)
        assert (exported["amount, stated"], exported["amount, min"]) == ("[undisclosed]", "")
        assert (exported["when"], exported["summary"]) == ("[not stated]", "")
    assert row(client, form, "rounds")["gaps"] == "when: not_stated; amount: undisclosed"


@IN_EVERY_SHEET
def test_a_relation_is_a_name_and_a_slug_and_several_are_joined(client, form):
    make_product(company=make_company(name="Pamu"), segments=[make_segment(name="Hearts"), make_segment(name="Lungs")])
    exported = row(client, form, "products")
    assert (exported["company"], exported["company, slug"]) == ("Pamu", "pamu")
    assert (exported["segments"], exported["segments, slugs"]) == ("Hearts; Lungs", "hearts; lungs")


@IN_EVERY_SHEET
def test_parts_are_told_in_brief_with_their_places(client, form):
    financing = make_round()
    first = make_investment(financing, make_investor(name="OrbiMed"), role="lead", amount="US$5 million")
    cite(first, "src#7", stance="contradicts")
    make_investment(financing, make_investor(name="Qiming"), role="lead", gaps={"amount": "undisclosed"})
    exported = row(client, form, "rounds")
    assert exported["investments"] == "OrbiMed, lead, US$5 million; Qiming, lead, [undisclosed]"
    assert exported["investments, sources"] == "src#1; against: src#7"
    make_position(title="Chairman", company=make_company(name="Pamu"), tenure="current", when="2019/..")
    assert row(client, form, "people")["positions"] == "Chairman, Pamu, current, 2019/.."


@IN_EVERY_SHEET
def test_the_places_of_a_record_stand_in_its_last_column_each_once(client, form):
    company = make_company(city="Beijing")
    cite(company, "src#35", field="city", stated="Shanghai", stance="contradicts")
    cite(company, "src#33", field="city", stated="Beijing")
    cite(company, "src#33", field="name")
    exported = row(client, form, "companies")
    assert list(exported.items())[-1] == ("sources", "src#1; src#33; against: src#35")
    assert exported["contested"] == "true"


@IN_EVERY_SHEET
def test_a_citation_says_which_record_it_speaks_of(client, form):
    cite(make_company(name="Pamu", cited=False, is_published=True), "src#3", field="city", stated="Beijing")
    exported = next(each for each in SHEETS[form](client, "citations") if each["field"] == "city")
    assert [exported[key] for key in ("source", "source, slug", "paragraph")] == ["Title of src", "src", "3"]
    assert [exported[key] for key in ("record, type", "record, slug", "stated")] == ["companies", "pamu", "Beijing"]


@IN_EVERY_SHEET
def test_chinese_names_survive(client, form):
    company = make_company(name="帕母医疗", slug="pamu")
    make_name(company, "Pamu Medical", kind="translation")
    exported = row(client, form, "companies")
    assert (exported["name"], exported["names"]) == ("帕母医疗", "Pamu Medical")
    assert "帕母医疗" in file(client, "companies", "jsonl").decode()


@IN_EVERY_SHEET
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_run_as_a_formula(client, form, start):
    text = f"{start}cmd|' /C calc'!A0"
    make_product(company=make_company(name=text, slug="evil"), name=text, slug="x", summary=text)
    exported = row(client, form, "products")
    assert [exported[key] for key in ("name", "company", "summary")] == [f"'{text}"] * 3
    assert lines(client, "products")[0]["summary"] == text


@IN_EVERY_SHEET
def test_only_the_fields_asked_for_are_there(client, form):
    make_milestone(when="2025")
    assert list(row(client, form, "milestones", fields="when,slug,citations")) == [
        "slug", "when", "when, earliest", "when, latest", "when, approximate", "when, uncertain", "when, words",
        "sources",
    ]  # fmt: skip
    assert list(row(client, form, "milestones", fields="slug")) == ["slug"]
    assert "sources" not in row(client, form, "milestones", omit="citations")
    assert [list(each) for each in lines(client, "milestones", fields="slug,when")] == [["slug", "when"]]
