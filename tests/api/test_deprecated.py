"""Deprecated names: each answers what its present name answers, and the schema and the files say so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Citation
from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, ask, make, problem
from tests.api.export_files import SHEETS
from tests.api.test_schema import answer_of, resolved, schema
from tests.builders import cite, make_company, make_investment

pytestmark = pytest.mark.django_db
FIELDS = {endpoint: "is_tainted" if endpoint == "citations" else "tainted" for endpoint in ENDPOINTS}


@pytest.fixture
def marked(client):
    """A function that makes a record of an endpoint that needs a re-check, which it returns, and one that doesn't."""

    def make_both(endpoint):
        record = make(endpoint)
        make(endpoint)
        place = record if endpoint == "citations" else cite(record, "src#3")
        Citation.objects.filter(pk=place.pk).update(needs_recheck=True)
        return record

    return make_both


def without_names(value):
    """A value of a facet without its link, which holds the name."""
    return {key: part for key, part in value.items() if key != "link"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_and_a_profile_hold_both_names_of_a_field(client, marked, endpoint):
    record, old = marked(endpoint), FIELDS[endpoint]
    rows = {row["id"]: (row[old], row["needs_recheck"]) for row in ask(client, endpoint)["results"]}
    assert rows.pop(record.pk) == (True, True)
    assert set(rows.values()) == {(False, False)}
    document = ask(client, address(endpoint, record))
    assert (document[old], document["needs_recheck"]) == (True, True)


def test_parts_of_a_record_hold_both_names_too(client):
    part = make_investment()
    cite(part, "src#3", needs_recheck=True)
    (investment,) = ask(client, address("rounds", part.round))["investments"]
    assert (investment["tainted"], investment["needs_recheck"]) == (True, True)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_fields_and_omit_take_either_name(client, endpoint):
    make(endpoint)
    (row, *_others) = ask(client, endpoint, fields=FIELDS[endpoint])["results"]
    assert row == {FIELDS[endpoint]: False}
    row = ask(client, endpoint, omit=FIELDS[endpoint])["results"][0]
    assert FIELDS[endpoint] not in row
    assert "needs_recheck" in row


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_both_names_of_a_filter_find_the_same(client, marked, endpoint):
    record = marked(endpoint)
    for value in ("true", "false"):
        results = ask(client, endpoint, needs_recheck=value)["results"]
        assert ask(client, endpoint, tainted=value)["results"] == results
        assert (record.pk in [row["id"] for row in results]) == (value == "true")


@pytest.mark.parametrize("query", [{}, {"needs_recheck": "true"}, {"tainted": "true"}, {"tainted": "false"}])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_both_names_of_a_facet_count_the_same(client, marked, endpoint, query):
    marked(endpoint)
    body = ask(client, endpoint, facets="needs_recheck,tainted", **query)
    old, present = (list(map(without_names, body["facets"][name])) for name in ("tainted", "needs_recheck"))
    assert old == present
    assert [value["value"] for value in present] == ["true", "false"]
    assert [value["value"] for value in present if value["selected"]] == list(query.values())


def test_the_link_of_a_facet_goes_on_with_the_name_that_is_given(client, marked):
    marked("companies")
    links = {
        (facet, name): [value["link"] for value in ask(client, "companies", facets=facet, **query)["facets"][facet]]
        for facet in ("tainted", "needs_recheck")
        for name, query in {"none": {}, "tainted": {"tainted": "true"}}.items()
    }
    for facet in ("tainted", "needs_recheck"):
        prefix = f"?facets={facet}"
        assert links[facet, "none"] == [f"{prefix}&{facet}=true", f"{prefix}&{facet}=false"]
        assert links[facet, "tainted"] == [prefix, f"{prefix}&tainted=false"]


def test_a_facet_under_both_names_is_counted_once(client, marked):
    marked("companies")
    costs = []
    for number, names in enumerate(("needs_recheck", "tainted", "needs_recheck,tainted")):
        ask(client, "companies", facets="kind")
        with CaptureQueriesContext(connection) as queries:
            ask(client, "companies", facets=names, updated_since=f"2020-01-0{number + 1}")  # not cached
        costs.append(len(queries))
    assert len(set(costs)) == 1


def test_both_names_of_a_filter_at_once_are_refused(client):
    make_company()
    body = problem(client, "companies", tainted="true", needs_recheck="false")
    assert [(error["parameter"], error["allowed"]) for error in body["errors"]] == [("tainted", ["needs_recheck"])]


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("endpoint", ["companies", "citations"])
def test_a_file_has_a_column_for_either_name(client, marked, form, endpoint):
    marked(endpoint)
    rows = list(SHEETS[form](client, endpoint))
    columns = [(row[FIELDS[endpoint]], row["needs_recheck"]) for row in rows]
    assert sorted(set(columns)) == [("false", "false"), ("true", "true")]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_schema_marks_the_old_name_of_a_filter_as_deprecated_and_no_other(endpoint):
    described = schema()["paths"][f"/api/v1/{endpoint}/"]["get"]["parameters"]
    assert [each["name"] for each in described if each.get("deprecated")] == ["tainted"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_schema_marks_the_old_name_of_a_field_as_deprecated_and_no_other(endpoint):
    row = resolved(answer_of(f"/api/v1/{endpoint}/")["properties"]["results"]["items"])
    marked = {name: part["description"] for name, part in row["properties"].items() if part.get("deprecated")}
    assert list(marked) == [FIELDS[endpoint]]
    assert "needs_recheck" in marked[FIELDS[endpoint]]


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_a_profile_is_marked_in_the_schema_like_a_row(endpoint):
    profile = answer_of(f"/api/v1/{endpoint}/{{slug}}/")
    assert [name for name, part in profile["properties"].items() if part.get("deprecated")] == ["tainted"]
