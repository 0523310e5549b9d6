"""Every parameter of every list empty, doubled, contradictory and at its extremes: an answer or a refusal, no crash."""

import base64
import json
from itertools import cycle, islice

import pytest
from django.db import transaction

from catalogue.record_types import RECORD_TYPES
from records.facets import facet_names
from records.filters import CONTROLS
from sources.record_types import CITATIONS
from tests.api.api_client import ENDPOINTS, address, ask, make, problem
from tests.builders import make_company, make_segment, with_everything

pytestmark = pytest.mark.django_db
ALL = {record_type.name: record_type for record_type in [*RECORD_TYPES, CITATIONS]}
EVERY_LIST = pytest.mark.parametrize("endpoint", ENDPOINTS)
EXTREMES = [
    "", " ", "\0", "\x1b[31m\x7f", "😀" * 50, "\u202e\u0301", "x" * 5_000, ",", "a,a", "1,1", "..", "/", ":", "@",
    "@x:@y", "-", "0", "-1", "2147483648", "9223372036854775808", "9" * 18, "9" * 40, "1e309", "NaN", "0.00001", "٣",
    "0001", "9999", "0000", "0001/9999", "9999/..", "../0001", "2020/2013", "2025-02-30", "possibly 9999~",
    "certainly 0001/9999",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00+23:59", "0001-01-01", "9999-12-31",
    "2020-01-01T24:00:00", "2026-01-01T00:00:00.0000001Z",
]  # fmt: skip


def question(parameter, value):
    """The parameter, with what it says nothing without."""
    return {parameter: value} | ({"currency": "USD"} if parameter.startswith("amount_") else {})


def answered(client, path, parameters):
    """The status of an answer, which is read to its end. A query that fails leaves the next ones their database."""
    client.raise_request_exception = False
    with transaction.atomic():
        answer = client.get(path, parameters)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(answer.status_code >= 500)
    assert answer.status_code in (200, 302, 304, 400, 404, 414), (path, parameters, answer.status_code)
    return answer.status_code


def parameters_of(endpoint):
    return [*ALL[endpoint].filters.base_filters, *CONTROLS]


@EVERY_LIST
def test_no_parameter_at_its_extremes_makes_a_list_fail(client, endpoint):
    """The values go round, so that over all lists a kind of parameter meets them all."""
    make(endpoint)
    facets = ",".join(2 * facet_names(ALL[endpoint].filters)[:3])
    values = cycle(islice(cycle(EXTREMES), 5 * ENDPOINTS.index(endpoint), None))
    for number, parameter in enumerate([*ALL[endpoint].filters.base_filters, *CONTROLS]):
        further = {"format": "csv"} if number % 2 else {"facets": facets}
        answered(client, address(endpoint), question(parameter, ""))
        answered(client, address(endpoint), question(parameter, [next(values), next(values)]))
        answered(client, address(endpoint), further | question(parameter, next(values)))
        answered(client, f"/{endpoint}/", question(parameter, next(values)))


@pytest.mark.parametrize("endpoint", ["companies", "rounds", "citations"])
def test_no_values_that_contradict_each_other_make_a_list_fail(client, endpoint):
    make(endpoint)
    filters, row = ALL[endpoint].filters.base_filters, list(ask(client, endpoint)["results"][0])
    for query in (
        {"fields": "id", "omit": "id"}, {"fields": ",".join(row), "omit": ",".join(row)}, {"omit": ",".join(row)},
        {"fields": "id,id"}, {"slug__in": "a,b", "id__in": "1"}, {"id__in": "9" * 18}, {"q": "a", "slug__in": "b"},
        {"contested": "true", "needs_recheck": "false", "facets": "contested,contested,needs_recheck"},
        {"needs_recheck": "true", "tainted": "false"}, {"tainted": "false", "facets": "tainted,needs_recheck,tainted"},
        {"year": ["2020", "2021"], "dated": "false", "facets": "year,dated,year"},
        {"when_certainly": "2020", "when_possibly": "2013", "year": "1999"}, {"updated_since": "9999-12-31"},
        {"amount_certainly_min": "9" * 20, "amount_certainly_max": "0", "currency": "USD"},
        {"amount_possibly_min": "9", "amount_possibly_max": "1", "currency": ["USD", "CNY"]},
    ):  # fmt: skip
        if query.keys() - {"fields", "omit", "facets"} <= filters.keys():
            for further in ({}, {"format": "csv"}, {"format": "xlsx"}):
                answered(client, address(endpoint), query | further)
            answered(client, f"/{endpoint}/", query)


def cursor(key, number=1, backwards=0):
    return base64.urlsafe_b64encode(json.dumps([backwards, key, number]).encode()).decode().rstrip("=")


@pytest.mark.parametrize("endpoint", ["companies", "rounds", "citations"])  # all orders that there are
def test_no_cursor_makes_a_list_fail(client, endpoint):
    make(endpoint)
    for order in ALL[endpoint].all_orders:
        for key in EXTREMES:
            answered(client, address(endpoint), {"ordering": order.word, "cursor": cursor(key, 2**63 - 1)})


def test_no_parameter_at_its_extremes_makes_another_address_fail(client):
    company = with_everything()
    other = make_company()
    path, both = address("companies", company), {"company": [company.slug, other.slug]}
    for value in EXTREMES:
        for parameters in ({"fields": value}, {"omit": value}, {"fields": value, "omit": value}):
            answered(client, path, parameters)
        for parameters in ({"cursor": value}, {"page_size": value}, {"type": value}, {"q": [value, value]}):
            answered(client, "/api/v1/search/", {"q": "company"} | parameters)
        answered(client, "/api/v1/search/suggest/", {"q": value})
        answered(client, "/api/v1/compare/", {"company": [company.slug, value, value]})
        answered(client, "/api/v1/compare/", {"product": value} | both)
    for value in EXTREMES[::4]:
        answered(client, f"/companies/{company.slug}/", {"compare": value})
        answered(client, "/search/", {"q": "company", "type": value})
        answered(client, "/match/", {"names": value, "type": value})
        answered(client, "/compare/", both | {"format": value})
        answered(client, "/compare/", {"company": [company.slug, value]})


def test_a_field_both_asked_for_and_left_out_is_refused_by_name(client):
    company = make_company()
    for path in ("companies", address("companies", company)):
        error = problem(client, path, fields="slug,name", omit="slug")["errors"][0]
        assert error["parameter"] == "omit"
        assert "“slug”" in error["message"]
        assert not {"slug", "name"} & set(error["allowed"])


def test_leaving_out_every_field_is_refused(client):
    keys = ask(client, address("companies", make_company()))
    error = problem(client, address("companies", make_company()), omit=",".join(keys))["errors"][0]
    assert (error["parameter"], error["allowed"]) == ("omit", list(keys))


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:01", "10000-01-01"])
def test_a_moment_out_of_range_is_refused(client, moment):
    assert problem(client, "companies", updated_since=moment)["errors"][0]["parameter"] == "updated_since"
    page = client.get("/companies/", {"updated_since": moment})
    assert page.status_code == 400
    assert moment in page.content.decode()


def test_a_moment_of_any_time_zone_is_understood(client):
    company = make_company()
    type(company).objects.update(updated_at="2026-01-01T00:00:00Z")
    assert ask(client, "companies", updated_since="2026-01-01T23:59:00+23:59")["count"] == 1
    assert ask(client, "companies", updated_since="2026-01-01T23:59:01+23:59")["count"] == 0


def test_a_facet_named_twice_is_counted_once(client):
    make_company(segments=[make_segment()], coverage="mentioned", kind="ai")
    query = {"facets": "segment,segment", "coverage": "mentioned", "kind": "ai"}
    body = ask(client, "companies", **query)
    assert list(body["facets"]) == ["segment"]
    assert [value["count"] for value in body["facets"]["segment"]] == [1]


def test_spaces_for_a_date_ask_nothing_on_a_page_too(client):
    milestone = make("milestones")
    assert milestone.name in client.get("/milestones/", {"when_possibly": " "}).content.decode()
