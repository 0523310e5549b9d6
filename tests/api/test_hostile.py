"""Parameters and addresses that no script of good will sends: 200 or 400 or 404, and never a crash."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.record_types import RECORD_TYPES
from sources.record_types import CITATIONS
from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, ask, make
from tests.builders import with_everything

pytestmark = pytest.mark.django_db
HOSTILE = [
    "\0", "a\0b", "😀", "\u202e", "\ufeff", "\ud7ff", "' OR 1=1 --", '"; DROP TABLE companies_company; --', "%", "%%s",
    "{}", "${7*7}", "{{7*7}}", "../../etc/passwd", "<script>", "-1", "0", "9" * 30, "1e309", "NaN", "Infinity", "null",
    "true", "x" * 100_000, ",", ",,,", "1,2", "[]", "()", "\\", "\n", " ", "2025-13", "9999-12-31", "0001-01-01",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2999~", "1000/..", "../1000", "٣", "１", "²",
]  # fmt: skip
CONTROLS = ["page_size", "cursor", "ordering", "fields", "omit", "facets", "format", "x"]
FILTERS = {record_type.name: list(record_type.filters.base_filters) for record_type in [*RECORD_TYPES, CITATIONS]}
OF_ALL = set.intersection(*(set(FILTERS[endpoint]) for endpoint in WITH_SLUG))


def refuses_or_answers(client, endpoint, parameters):
    client.raise_request_exception = False
    for parameter in parameters:
        for value in HOSTILE:
            also = {"currency": "USD"} if parameter.startswith("amount_") else {}
            answer = client.get(address(endpoint), {parameter: value} | also)
            assert answer.status_code in (200, 400), (parameter, value[:60], answer.status_code)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_value_of_a_filter_makes_a_list_fail(client, endpoint):
    make(endpoint)
    refuses_or_answers(client, endpoint, set(FILTERS[endpoint]) - OF_ALL)


@pytest.mark.parametrize("endpoint", ["companies", "sources"])
def test_no_value_of_a_filter_that_all_have_makes_a_list_fail(client, endpoint):
    make(endpoint)
    refuses_or_answers(client, endpoint, OF_ALL)


@pytest.mark.parametrize("endpoint", ["companies", "citations"])
def test_no_value_of_any_other_parameter_makes_a_list_fail(client, endpoint):
    make(endpoint)
    refuses_or_answers(client, endpoint, CONTROLS)


@pytest.mark.parametrize("endpoint", ["companies", "citations"])
def test_no_name_of_a_parameter_makes_a_list_fail(client, endpoint):
    client.raise_request_exception = False
    for name in HOSTILE:
        assert client.get(address(endpoint), {name: "1"}).status_code == 400


@pytest.mark.parametrize("endpoint", ["companies", "sources", "citations"])
def test_no_address_of_a_record_makes_a_detail_fail(client, endpoint):
    client.raise_request_exception = False
    for slug in HOSTILE:
        path = f"/api/v1/{endpoint}/{slug.replace('%', '%25').replace('?', '').replace('#', '')}/"
        assert client.get(path).status_code in (404, 400, 301), slug[:60]


@pytest.mark.parametrize("parameter", ["fields", "omit", "format", "x"])
def test_no_value_of_any_parameter_makes_a_detail_fail(client, parameter):
    company = with_everything()
    client.raise_request_exception = False
    for value in HOSTILE:
        assert client.get(address("companies", company), {parameter: value}).status_code in (200, 400)


@pytest.mark.parametrize(
    "query", ["%", "%zz", "=", "&&&", "a=b=c", "%ff%fe=1", "kind=%ff", "?", "kind[]=ai", "kind=ai;kind=x"]
)
def test_a_broken_query_string_is_answered(client, query):
    client.raise_request_exception = False
    assert client.get(f"/api/v1/companies/?{query}").status_code in (200, 400)


def test_a_thousand_values_of_one_parameter_are_answered(client):
    client.raise_request_exception = False
    assert client.get("/api/v1/companies/", {"segment": ["x"] * 900}).status_code == 400
    assert client.get("/api/v1/companies/", {"country": [str(number) for number in range(900)]}).status_code == 200


def test_more_parameters_than_anyone_needs_are_refused(client):
    client.raise_request_exception = False
    assert client.get("/api/v1/companies/", {f"p{number}": "1" for number in range(2000)}).status_code == 400


@pytest.mark.fuzz
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_questions_are_answered_or_refused(client, data):
    client.raise_request_exception = False
    endpoint = data.draw(st.sampled_from(ENDPOINTS))
    names = st.sampled_from([*FILTERS[endpoint], *CONTROLS])
    values = st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE), st.integers().map(str))
    question = data.draw(st.dictionaries(names, st.lists(values, max_size=2), max_size=4))
    assert client.get(address(endpoint), question).status_code in (200, 400)


def test_words_of_sql_are_only_words(client):
    company = with_everything()
    assert ask(client, "companies", q="' OR 1=1 --")["count"] == 0
    assert ask(client, "companies")["count"] == type(company).objects.count()
