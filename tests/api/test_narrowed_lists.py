"""Pages of a narrowed list are the same whether few matches are put in order or many are met on the way."""

import pytest
from django.db import connection

from tests.api.api_client import ask, walk
from tests.builders import make_milestone

pytestmark = pytest.mark.django_db
DATES = [
    "2004", "2004-03", "2004-05-17", "2003/2005", "2005~", "2003~", "../2004", "2004-06/..", "2006", "2005-02", "2002",
    "2001/2003", None, "[..2008]", "[2003..2005]", "[..2004-07]", "2004-36~", "200X", "2004?",
]  # fmt: skip
IN_2004 = {
    "2004",
    "2004-03",
    "2004-05-17",
    "2003/2005",
    "2005~",
    "2003~",
    "../2004",
    "2004-06/..",
    "[..2004-07]",
    "2004-36~",
    "200X",
    "2004?",
}


@pytest.fixture(params=["few", "many"], ids=["few matches for a table of its size", "many"])
def dated(request):
    for number, when in enumerate(DATES):
        make_milestone(name=f"Step {number % 5}", slug=f"step-{number}", when=when)
    rows = {"few": 1_000_000, "many": 0}[request.param]  # what the statement asks PostgreSQL's statistics for
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_class SET reltuples = %s WHERE relname = 'regulatory_milestone'", [rows])


@pytest.mark.parametrize("ordering", ["when", "-when", "name", "-name", "-updated_at"])
@pytest.mark.parametrize("size", [2, 50])
def test_a_year_has_the_records_of_the_whole_list_that_can_lie_in_it(client, dated, ordering, size):
    rows = ask(client, "milestones", ordering=ordering)["results"]
    expected = [row["id"] for row in rows if row["when"] and row["when"]["edtf"] in IN_2004]
    assert len(expected) == len(IN_2004)
    forward, last = walk(client, "milestones", year=2004, ordering=ordering, page_size=size)
    assert sum(forward, []) == expected
    if last["previous"]:
        backward, _first = walk(client, last["previous"], "previous")
        assert sum(reversed(backward), []) + forward[-1] == expected


@pytest.mark.parametrize(
    "query",
    [
        {"when_certainly": "2004"},
        {"when_possibly": "2004-01/2004-12"},
        {"year": [2002, 2006]},
        {"when_possibly": "1990"},
    ],
)
def test_days_that_are_asked_for_in_other_ways_are_found_from_either_end(client, dated, query):
    newest = [row["id"] for row in ask(client, "milestones", ordering="-when", **query)["results"]]
    oldest = [row["id"] for row in ask(client, "milestones", ordering="when", **query)["results"]]
    assert newest
    assert set(newest) == set(oldest)
