"""The matrix of products and companies by route: its rows, its cells, and that all its forms agree."""

import re

import pytest

from tests.api.api_client import ask, problem
from tests.builders import make_company, make_milestone, make_product, make_segment, make_source
from tests.pictures.made_pathways import FDA, authority, cells, matrix, rows, some_rows

pytestmark = pytest.mark.django_db


def test_a_product_has_a_row_and_a_company_with_a_step_that_names_no_product(client):
    some_rows()
    make_company(slug="without-a-step")
    assert rows(client) == {
        "stent": {"ce": "authorized", "fda": "authorized"},
        "maker": {"nmpa": "authorized"},
        "robot": {},
    }
    assert [row["group"] for row in matrix(client)["results"]] == ["products", "companies", "products-without-steps"]


def test_a_cell_says_the_step_that_stands_and_how_many_lie_behind_it(client):
    some_rows()
    cell = cells(matrix(client)["results"][0])["fda"]
    assert (cell["step"]["slug"], cell["behind"], cell["conditional"], cell["contested"]) == ("pma", 1, True, True)
    assert cell["short"] == (
        "allows marketing; FDA premarket approval (PMA); approved by the authority, for adults; 2021; contested; "
        "1 further step"
    )
    assert {row["slug"] for row in ask(client, cell["steps_url"])["results"]} == {"pma", "trial"}


def test_the_steps_of_a_company_are_linked_without_those_of_its_products(client):
    maker, nmpa = make_company(slug="maker"), authority("nmpa", "CN")
    make_milestone(company=maker, product=make_product(company=maker), authority=nmpa)
    for slug in ("one", "two"):
        make_milestone(slug=slug, company=maker, authority=nmpa)
    row = next(row for row in matrix(client)["results"] if row["record"]["slug"] == "maker")
    assert {row["slug"] for row in ask(client, row["cells"][0]["steps_url"])["results"]} == {"one", "two"}


@pytest.mark.parametrize(
    ("slug", "jurisdiction", "pathway", "outcome", "column"),
    [
        ("nmpa", "CN", "nmpa_green_channel", "entered", "nmpa"),
        ("nmpa", "CN", "drug_approval", "approved", "nmpa"),
        ("fda", "US", "drug_approval", "approved", "fda"),
        ("unnamed", "EU", "drug_approval", "approved", "EU"),
        ("unnamed", "EU", "ce", "certified", "ce"),
        ("cms", "US", "cms_coverage", "covered", "cms"),
        ("emirates", "AE", "other", "approved", "AE"),
    ],
)
def test_a_step_stands_in_the_column_of_its_route_else_of_its_jurisdiction(
    client, slug, jurisdiction, pathway, outcome, column
):
    make_milestone(
        product=make_product(slug="it"), authority=authority(slug, jurisdiction), pathway=pathway, outcome=outcome
    )
    assert list(rows(client)["it"]) == [column]


def test_what_is_not_published_is_in_no_row(client):
    maker = make_company(slug="maker")
    draft = make_product(slug="draft", company=maker, is_published=False)
    make_milestone(product=draft, company=maker, authority=authority("nmpa", "CN"))
    make_milestone(product=make_product(slug="known"), authority=authority("fda", "US"), is_published=False, **FDA)
    assert rows(client) == {"maker": {"nmpa": "authorized"}, "known": {}}


def test_a_filter_of_steps_chooses_rows_and_hides_no_step_of_theirs(client):
    some_rows()
    assert rows(client, jurisdiction="EU") == {"stent": {"ce": "authorized", "fda": "authorized"}}
    assert list(rows(client, outcome="registered")) == ["maker"]


def test_filters_of_steps_must_hold_for_one_step(client):
    some_rows()
    assert list(rows(client, jurisdiction="US", marketing="true")) == ["stent"]
    assert rows(client, jurisdiction="US", when_certainly="2020") == {}
    assert list(rows(client, jurisdiction="EU", when_certainly="2020")) == ["stent"]


def test_without_marketing_are_rows_of_which_no_step_allows_it(client):
    some_rows()
    tested, fda = make_product(slug="tested"), authority("agency", "US")
    make_milestone(product=tested, authority=fda, pathway="fda_ide", outcome="trial_allowed", strength="reported")
    assert list(rows(client, marketing="false")) == ["tested"]
    assert "stent" not in rows(client, marketing="false", jurisdiction="US")
    assert set(rows(client, marketing="true")) == {"stent", "maker"}


def test_the_page_says_how_far_its_sources_reach_and_why_a_row_with_a_trial_is_among_what_is_sold(client):
    some_rows()
    make_source("old", published="2020-05"), make_source("new", published="2025-03")
    page = client.get("/pathways/?marketing=true").content.decode()
    assert "as far as the sources read tell (published 2020–2025)" in page
    assert "one of its steps allows marketing. Its other cells are shown, trials too." in page
    assert "none of which allows marketing" in client.get("/pathways/?marketing=false").content.decode()
    assert 'class="why"' not in client.get("/pathways/").content.decode()


def test_filters_of_rows_are_those_of_products_and_companies(client):
    segment = make_segment(slug="stents")
    some_rows().segments.add(segment)
    assert list(rows(client, segment="stents")) == ["stent"]
    assert list(rows(client, company="maker")) == ["stent", "maker", "robot"]
    assert list(rows(client, product="robot")) == ["robot"]
    assert list(rows(client, country="CN")) == ["stent", "maker", "robot"]
    assert list(rows(client, has_steps="false")) == ["robot"]
    assert list(rows(client, has_steps="true", ordering="-name")) == ["stent", "maker"]


@pytest.mark.parametrize(
    "query", ["x=1", "fields=slug", "outcome=sold", "company=nobody", "product=nothing", "page_size=0", "cursor=abc",
              "ordering=when", "format=xlsx", "has_steps=maybe", "when_certainly=soon"],
)  # fmt: skip
def test_what_is_unknown_or_wrong_is_refused_with_what_is_allowed(client, query):
    some_rows()
    name, value = query.split("=")
    body = problem(client, "/api/v1/pathways/", **{name: value})
    assert body["errors"][0]["parameter"] == name
    for address in ("/pathways/", "/pathways.svg"):
        answer = client.get(address, {name: value})
        assert answer.status_code == 400
        assert name in answer.content.decode()


def test_the_pages_of_the_matrix_hold_every_row_once_in_both_directions(client):
    some_rows()
    for number in range(5):
        product = make_product(name=f"Product {number}")
        if number % 2:
            make_milestone(product=product, authority=authority(f"body-{number}", "CN"))
    whole = [row["record"]["slug"] for row in matrix(client)["results"]]
    page = matrix(client, page_size=2)
    pages = [page]
    while page["next"]:
        page = ask(client, page["next"])
        pages.append(page)
    forward = [[row["record"]["slug"] for row in page["results"]] for page in pages]
    assert sum(forward, []) == whole
    assert {page["count"] for page in pages} == {len(whole)}
    backward = [[row["record"]["slug"] for row in page["results"]]]
    while page["previous"]:
        page = ask(client, page["previous"])
        backward.insert(0, [row["record"]["slug"] for row in page["results"]])
    assert sum(backward, []) == whole


def test_a_page_costs_as_many_queries_for_30_rows_as_for_3(client, django_assert_max_num_queries):
    fda = authority("fda", "US")
    for number in range(30):
        make_milestone(product=make_product(name=f"P {number}"), authority=fda, **FDA)
        matrix(client) if number == 2 else None
    matrix(client)
    with django_assert_max_num_queries(4):
        assert len(matrix(client)["results"]) == 30


def test_the_form_offers_the_companies_segments_and_countries_that_the_rows_have_with_their_counts(client):
    stent = some_rows()
    stent.segments.add(make_segment(name="Stents", slug="stents"), make_segment(name="Vessels", slug="vessels"))
    other = make_company(name="Other", slug="other", country="DE")
    make_product(slug="lamp", company=other)
    page = client.get("/pathways/").content.decode()
    assert options_of(page, "company") == {"maker": "Maker (3)", "other": "Other (1)"}
    assert options_of(page, "country") == {"CN": "CN (3)", "DE": "DE (1)"}
    assert options_of(page, "segment") == {
        "stents": "Stents (1)", "vessels": "Vessels (1)", "(none)": "not stated (3)",
    }  # fmt: skip
    narrowed = client.get("/pathways/", {"company": "other"}).content.decode()
    assert 'value="other" selected' in narrowed


def options_of(page, name):
    """{value: label} of a select of the form."""
    select = page.partition(f'name="{name}">')[2].partition("</select>")[0]
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', select))
