"""What a call costs does not depend on how much there is."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, ask, problem
from tests.builders import MAKERS, furnish, make_name, make_segment, with_everything

pytestmark = pytest.mark.django_db


def cost(client, path, **parameters):
    """How many queries a call asks; what a process looks up once in its life does not count."""
    ContentType.objects.clear_cache()
    ask(client, path, **parameters)
    with CaptureQueriesContext(connection) as queries:
        ask(client, path, **parameters)
    return len(queries)


def furnished(company, times):
    for _number in range(times):
        furnish(company, make_segment())
        MAKERS["sources"]()
        MAKERS["companies"]()


def test_every_list_costs_the_same_for_3_rows_and_for_30(client):
    company = with_everything(times=1)
    furnished(company, 2)
    few = {endpoint: cost(client, endpoint, page_size=500) for endpoint in ENDPOINTS}
    furnished(company, 27)
    short = [endpoint for endpoint in ENDPOINTS if ask(client, endpoint)["count"] < 30]
    assert short == [], f"let furnish() in tests/builders.py make one of each of {short}"
    assert {endpoint: cost(client, endpoint, page_size=500) for endpoint in ENDPOINTS} == few
    assert max(few.values()) <= 4


def test_every_detail_costs_the_same_however_much_hangs_on_it(client):
    company = with_everything(times=1)
    paths = {name: f"/api/v1/{name}/{ask(client, name)['results'][0]['slug']}/" for name in WITH_SLUG}
    few = {name: cost(client, path) for name, path in paths.items()}
    furnished(company, 10)
    assert {name: cost(client, path) for name, path in paths.items()} == few
    assert max(few.values()) <= 4


def test_a_company_profile_is_read_in_a_handful_of_queries(client):
    company = with_everything(times=3)
    few = cost(client, address("companies", company))
    for number in range(27):
        furnish(company, make_segment())
        make_name(company, f"Name {number}")
    assert len(ask(client, address("companies", company))["milestones"]) == 30
    assert cost(client, address("companies", company)) == few <= 15


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_each_facet_costs_one_query_at_most_and_one_more_says_among_which_records(client, endpoint):
    with_everything(times=2)
    allowed = problem(client, endpoint, facets="nonsense")["errors"][0]["allowed"]
    bare = cost(client, endpoint)
    assert cost(client, endpoint, facets=",".join(allowed)) <= bare + 1 + len(allowed)


def test_the_last_page_costs_what_the_first_costs(client):
    for _number in range(12):
        MAKERS["companies"]()
    first = cost(client, "companies", page_size=2)
    page = ask(client, "companies", page_size=2)
    while page["next"]:
        last = page["next"]
        page = ask(client, last)
    assert cost(client, last) == first
