"""A list that is asked by POST answers about the past too, page for page."""

import pytest

from tests.medtech_kb.time_limits import committed_company

ADDRESS = "/api/v1/companies/query/"


@pytest.fixture
def then(committed, client):
    """The revision at which there were two companies; one more has come since."""
    committed_company("acme")
    committed_company("bode")
    number = client.get("/api/v1/changes/").json()["head"]
    committed_company("crux")
    return number


def asked(client, body):
    return client.post(ADDRESS, body, content_type="application/json")


def test_the_past_is_asked_for_in_the_body_and_kept_from_page_to_page(then, client):
    body = {"as_of": then, "page_size": 1}
    answer = asked(client, body)
    assert (answer["Revision"], answer.json()["count"]) == (str(then), 2)
    assert answer["Cache-Control"] == "no-store"
    following = asked(client, body | answer.json()["next"])
    assert (following["Revision"], following.json()["next"]) == (str(then), None)
    assert [row["slug"] for row in following.json()["results"]] == ["bode"]


def test_pages_of_a_day_stay_at_the_revision_that_it_stood_for(then, client):
    first = asked(client, {"as_of": "2999-01-01", "page_size": 1}).json()
    assert first["next"]["as_of"] == then + 1


def test_a_moment_that_is_none_is_refused_as_by_get(then, client):
    malformed, beyond = asked(client, {"as_of": "never"}), asked(client, {"as_of": 999})
    assert (malformed.status_code, malformed.json()["errors"][0]["parameter"]) == (400, "as_of")
    assert (beyond.status_code, beyond.json()["last"]) == (404, then + 1)
    assert asked(client, {"as_of": [1, 2]}).status_code == 400
