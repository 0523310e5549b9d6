"""The comparison by the API and as a spreadsheet: the same as the page, with every place."""

import csv
import io

import pytest

from tests.api.api_client import ask, nested, problem
from tests.builders import (
    cite,
    make_authority,
    make_company,
    make_investment,
    make_investor,
    make_milestone,
    make_product,
    make_round,
    merge,
    with_everything,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/compare/"


def aspect(body, key):
    return next(aspect for aspect in body["aspects"] if aspect["key"] == key)


def sheet(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_api_gives_what_the_page_shows(client):
    one, two = with_everything(times=2), with_everything()
    query = {"company": [one.slug, two.slug]}
    body = ask(client, ADDRESS, **query)
    compared = client.get("/compare/", query).context["compared"]
    assert [record["slug"] for record in body["records"]] == [one.slug, two.slug]
    assert [aspect["key"] for aspect in body["aspects"]] == [aspect.key for aspect in compared.aspects]
    for aspect, expected in zip(body["aspects"], compared.aspects, strict=True):
        assert [[item["citations"] for item in cell["items"]] for cell in aspect["of"]] == [
            [item.citations for item in cell] for cell in expected.cells
        ]


def test_every_item_has_its_places_in_the_shape_of_every_other_answer(client):
    company = with_everything()
    cited = [places for places in nested(ask(client, ADDRESS, company=company.slug), "citations") if places]
    assert cited
    assert {frozenset(citation) for citations in cited for citation in citations} == {
        frozenset(("source", "paragraph", "field", "stated", "stance", "basis", "note"))
    }


def test_values_keep_their_shapes(client):
    company = make_company(slug="a")
    make_round(company=company, amount="tens of millions of dollars", when="2021-08")
    body = ask(client, ADDRESS, company="a")
    (total,) = aspect(body, "money")["of"][0]["items"]
    assert total["values"] == {"currency": "USD", "min": "10000000", "max": "100000000", "rounds": 1}
    (round,) = aspect(body, "rounds")["of"][0]["items"]
    assert round["values"]["when"]["edtf"] == "2021-08"
    assert round["values"]["amount"]["stated"] == "tens of millions of dollars"


def test_a_step_says_whether_it_lets_somebody_sell(client):
    fda = make_authority(slug="fda")
    make_milestone(company=make_company(slug="a"), authority=fda, pathway="fda_ide", outcome="trial_allowed")
    (step,) = aspect(ask(client, ADDRESS, company="a"), "authority:fda")["of"][0]["items"]
    assert (step["values"]["outcome"], step["values"]["is_marketing_authorization"]) == ("trial_allowed", False)


def test_what_is_shared_names_who_has_it(client):
    investor = make_investor(slug="fund")
    for slug in ("a", "b"):
        make_investment(make_round(company=make_company(slug=slug)), investor)
    body = ask(client, ADDRESS, company=["a", "b"])
    (shared,) = next(one for one in body["shared"] if one["key"] == "investors")["in_common"]
    assert (shared["record"]["slug"], shared["slugs"]) == ("fund", ["a", "b"])


@pytest.mark.parametrize(
    "query",
    [{}, {"company": "nobody"}, {"company": "a", "product": "p"}, {"company": [f"c{n}" for n in range(7)]}, {"x": "1"},
     {"company": "a", "format": "xml"}, {"company": "a\0"}, {"company": ""}, {"company": "x" * 100_000}],
    ids=str,
)  # fmt: skip
def test_a_question_of_no_sense_is_refused_with_what_is_allowed(client, query):
    make_company(slug="a")
    make_product(slug="p")
    assert all(error["allowed"] for error in problem(client, ADDRESS, **query)["errors"])


def test_the_slug_of_a_merged_record_answers_308(client):
    merge("old", make_company(slug="new"))
    answer = client.get(f"{ADDRESS}?company=old")
    assert (answer.status_code, answer["Location"]) == (308, "http://testserver/api/v1/compare/?company=new")


def test_an_unchanged_answer_is_304(client):
    make_company(slug="a")
    etag = client.get(f"{ADDRESS}?company=a")["ETag"]
    assert client.get(f"{ADDRESS}?company=a", headers={"If-None-Match": etag}).status_code == 304


def test_the_spreadsheet_has_the_sources_in_columns_of_their_own(client):
    company = make_company(slug="a", name="Maker", summary="Makes things.")
    cite(company, "src#9", field="summary", stated="makes")
    rows = sheet(client, "/compare/?company=a&format=csv")
    assert rows[0] == ["part", "aspect", "Maker", "Maker: sources"]
    assert ["Profile", "Summary", "Makes things.", "src#9"] in rows


def test_the_spreadsheet_says_which_place_is_against_a_value(client):
    company = make_company(slug="a", summary="Makes things.")
    cite(company, "src#9", field="summary", stance="contradicts")
    assert any("against: src#9" in row[-1] for row in sheet(client, f"{ADDRESS}?company=a&format=csv"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_run_as_a_formula(client, start):
    make_company(slug="a", name=f"{start}cmd|' /C calc'!A0")
    rows = sheet(client, "/compare/?company=a&format=csv")
    assert rows[0][2].startswith("'")
