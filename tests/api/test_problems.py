"""Errors: one shape, never silence, and always what is allowed."""

import pytest

from tests.api.api_client import ENDPOINTS, address, ask, make, problem
from tests.builders import make_company

pytestmark = pytest.mark.django_db
EVERYWHERE = pytest.mark.parametrize("endpoint", ENDPOINTS)
HERE_AND_THERE = pytest.mark.parametrize("endpoint", ["companies", "events", "citations"])


@EVERYWHERE
def test_an_unknown_parameter_of_a_list_is_refused_with_all_that_there_are(client, endpoint):
    error = problem(client, endpoint, shoe_size="44")["errors"][0]
    assert error["parameter"] == "shoe_size"
    assert {"page_size", "cursor", "ordering", "fields", "omit", "facets", "format", "id__in"} <= set(error["allowed"])


@EVERYWHERE
def test_an_unknown_parameter_of_a_detail_is_refused(client, endpoint):
    error = problem(client, address(endpoint, make(endpoint)), page_size="5")["errors"][0]
    assert (error["parameter"], error["allowed"]) == ("page_size", ["fields", "omit", "format", "as_of"])


@HERE_AND_THERE
@pytest.mark.parametrize("value", ["0", "-1", "501", "1.5", "many", "", "1e2", "²", "٣", "9" * 99])
def test_a_page_size_out_of_bounds_is_refused(client, endpoint, value):
    error = problem(client, endpoint, page_size=value)["errors"][0]
    assert (error["parameter"], error["allowed"]) == ("page_size", ["1 to 500"])


@HERE_AND_THERE
@pytest.mark.parametrize(
    "value", ["x", "é", "W10", "WzBd", "WzAsIngiLDEuNV0", "WzAsIngiLC0xXQ", "WzAsIngiLHRydWVd", "e30", "A" * 5000]
)  # fmt: skip
def test_a_cursor_that_no_list_gave_is_refused(client, endpoint, value):
    assert problem(client, endpoint, cursor=value)["errors"][0]["parameter"] == "cursor"


@EVERYWHERE
def test_an_unknown_ordering_is_refused_with_all_that_there_are(client, endpoint):
    error = problem(client, endpoint, ordering="--name")["errors"][0]
    assert error["parameter"] == "ordering"
    assert len(error["allowed"]) >= 4


@HERE_AND_THERE
@pytest.mark.parametrize(
    "parameter", ["page_size", "cursor", "ordering", "fields", "omit", "facets", "format", "id__in"]
)
def test_a_single_parameter_given_twice_is_refused(client, endpoint, parameter):
    error = problem(client, endpoint, **{parameter: ["1", "2"]})["errors"][0]
    assert error["parameter"] == parameter


@pytest.mark.parametrize("parameter", ["fields", "omit", "format"])
def test_a_single_parameter_given_twice_to_a_detail_is_refused(client, parameter):
    value = "json" if parameter == "format" else "name"
    error = problem(client, address("companies", make_company()), **{parameter: [value, value]})["errors"][0]
    assert error["parameter"] == parameter


@EVERYWHERE
def test_a_format_that_nobody_makes_is_refused(client, endpoint):
    error = problem(client, endpoint, format="docx")["errors"][0]
    assert error["parameter"] == "format"
    assert "json" in error["allowed"]


def test_json_may_be_asked_for_by_name(client):
    assert ask(client, "companies", format="json")["count"] == 0


@EVERYWHERE
def test_an_unknown_facet_is_refused_with_all_that_there_are(client, endpoint):
    error = problem(client, endpoint, facets="shoe_size")["errors"][0]
    assert error["parameter"] == "facets"
    assert len(error["allowed"]) >= 2


def test_several_errors_are_told_at_once(client):
    errors = problem(client, "companies", kind="x", shoe_size="44", contested="maybe")["errors"]
    assert {error["parameter"] for error in errors} == {"kind", "shoe_size", "contested"}


@EVERYWHERE
def test_writing_is_refused_at_every_address(client, endpoint):
    for path in (address(endpoint), address(endpoint, make(endpoint))):
        for method in ("post", "put", "patch", "delete"):
            problem(client, path, status=405, method=method)


def test_a_refusal_to_write_says_what_may_be_done(client):
    assert "GET" in client.post("/api/v1/companies/")["Allow"]


@EVERYWHERE
def test_a_record_that_is_not_there_is_a_problem(client, endpoint):
    problem(client, f"/api/v1/{endpoint}/987654321/", status=404)


@pytest.mark.parametrize("key", ["x", "1x", "-1", "9" * 30, "%00", "１"])
def test_a_citation_of_no_number_is_not_found(client, key):
    problem(client, f"/api/v1/citations/{key}/", status=404)


@pytest.mark.parametrize(
    "path", ["/api/v1/nonsense/", "/api/v1/companies/a/b/", "/api/v1/companies/a%20b/", "/api/v2/"]
)
def test_an_address_that_is_not_there_is_a_problem(client, path):
    problem(client, path, status=404)


def test_head_answers_like_get_without_a_body(client):
    make_company()
    answer = client.head("/api/v1/companies/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_reader_who_accepts_only_what_nobody_makes_gets_a_problem(client):
    answer = client.get("/api/v1/companies/", headers={"accept": "image/png"})
    assert answer.status_code in (200, 406)
    assert "json" in answer["Content-Type"]
