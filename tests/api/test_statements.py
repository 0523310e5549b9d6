"""A read is one statement or two, built once for each shape of query and reused with its values."""

import psycopg2
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from tests.api.api_client import ENDPOINTS, address, ask, make, problem, slugs
from tests.builders import make_authority, make_company, make_milestone, make_segment

pytestmark = pytest.mark.django_db


def statements(client, path, **parameters):
    """How many statements a call sends once this connection knows its shape.

    It is asked twice before: the first answer says which lists of a profile are empty, and so the shape of the second.
    """
    ContentType.objects.clear_cache()
    ask(client, path, **parameters)
    ask(client, path, **parameters)
    with CaptureQueriesContext(connection) as queries:
        ask(client, path, **parameters)
    return len(queries)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_is_read_by_one_statement_and_a_profile_by_two_at_most(client, endpoint):
    assert statements(client, address(endpoint, make(endpoint))) <= 2
    assert statements(client, endpoint, page_size=5) == 1


def test_a_narrowed_list_is_read_by_one_statement(client):
    segment, authority = make_segment(), make_authority()
    make_milestone(company=make_company(segments=[segment]), authority=authority, when="2021")
    parameters = {"segment": segment.slug, "milestone": f"@{authority.slug}:2021", "ordering": "-name"}
    assert statements(client, "companies", **parameters) == 1


def test_the_same_question_with_other_values_gets_its_own_answer(client):
    first, second = make_segment(slug="first"), make_segment(slug="second")
    make_company(slug="a", segments=[first])
    make_company(slug="b", segments=[second])
    make_company(slug="c", segments=[first, second])
    assert slugs(ask(client, "companies", segment="first")) == ["a", "c"]
    assert slugs(ask(client, "companies", segment="second")) == ["b", "c"]
    assert slugs(ask(client, "companies", segment=["second", "first"])) == ["a", "b", "c"]


def test_a_list_of_a_profile_is_read_as_soon_as_there_is_anything_in_it(client):
    company = make_company()
    assert ask(client, address("companies", company))["milestones"] == []
    milestone = make_milestone(company=company)
    assert [row["slug"] for row in ask(client, address("companies", company))["milestones"]] == [milestone.slug]
    type(milestone).objects.update(is_published=False)
    assert ask(client, address("companies", company))["milestones"] == []


def test_years_and_spans_of_the_same_shape_are_not_mixed_up(client):
    for year in ("2019", "2020", "2021"):
        make_milestone(slug=f"m{year}", when=year)
    assert [slugs(ask(client, "milestones", year=year)) for year in ("2019", "2021")] == [["m2019"], ["m2021"]]
    spans = ("2019/2020", "2020/2021")
    results = [set(slugs(ask(client, "milestones", when_certainly=span))) for span in spans]
    assert results == [{"m2019", "m2020"}, {"m2020", "m2021"}]


def test_what_was_counted_is_counted_again_after_a_change(client):
    make_company()
    assert ask(client, "companies", kind="ai")["count"] == 0
    Company.objects.update(kind="ai")
    assert ask(client, "companies", kind="ai")["count"] == 1


def test_a_record_that_is_not_there_is_refused_whatever_else_is_found(client):
    make_company(segments=[make_segment(slug="known")])
    for parameters in ({"segment": "unknown"}, {"segment": ["known", "unknown"]}, {"milestone": "@unknown:2021"}):
        (error,) = problem(client, "companies", **parameters)["errors"]
        assert "unknown" in error["message"]


@pytest.mark.parametrize("ordering", ["updated_at", "-updated_at", "amount", "when", "-when", "name"])
def test_a_cursor_of_another_ordering_is_refused_or_read_but_never_an_error_of_ours(client, ordering):
    make("rounds"), make("rounds")
    for other in ("name", "updated_at", "-amount", "when"):
        cursor = ask(client, "rounds", ordering=other, page_size=1)["next"].partition("cursor=")[2].partition("&")[0]
        assert client.get("/api/v1/rounds/", {"ordering": ordering, "cursor": cursor}).status_code in (200, 400)


def test_a_connection_that_was_lost_is_replaced_without_a_failed_read(transactional_db, client):
    with transaction.atomic():
        make_company(slug="a")
    assert slugs(ask(client, "companies")) == ["a"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    other = psycopg2.connect(**connection.get_connection_params())
    other.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [number])
    other.close()
    assert slugs(ask(client, "companies")) == ["a"]


def test_an_empty_list_is_read_by_one_statement_once_its_records_are_known_to_be_there(client):
    segment, authority = make_segment(), make_authority()
    parameters = {"segment": segment.slug, "milestone": f"@{authority.slug}:2021"}
    assert ask(client, "companies", **parameters)["count"] == 0
    assert statements(client, "companies", **parameters) == 1


def test_a_record_that_is_no_longer_there_is_refused_though_it_was_known(client):
    segment = make_segment(slug="gone")
    assert statements(client, "companies", segment="gone") == 1
    type(segment).objects.update(is_published=False)
    assert problem(client, "companies", segment="gone")["errors"][0]["parameter"] == "segment"
