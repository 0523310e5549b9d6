"""Deadlines and uncertain dates: by what they are found, and in which years they are counted."""

import pytest

from tests.api.api_client import ask
from tests.builders import DATED, MAKERS, make_company, make_milestone

pytestmark = pytest.mark.django_db


def found(client, endpoint, **asked):
    return sorted(row["when"]["edtf"] for row in ask(client, endpoint, **asked)["results"])


@pytest.mark.parametrize("endpoint", DATED)
def test_a_deadline_is_possible_in_each_year_before_and_counted_in_the_year_of_its_end_alone(client, endpoint):
    for when in ("[..2026]", "[2025-03-05..2026]", "../2026", "[2020-03..]", "by early 2026"):
        MAKERS[endpoint](when=when)
    assert found(client, endpoint, when_possibly="2012") == ["../2026", "[..2026-06~]", "[..2026]"]
    assert found(client, endpoint, year="2012") == ["../2026"]
    assert found(client, endpoint, year="2025") == ["../2026"]
    assert found(client, endpoint, year="2026") == ["../2026", "[..2026-06~]", "[..2026]", "[2025-03-05..2026]"]
    assert found(client, endpoint, year="2020") == ["../2026", "[2020-03..]"]
    assert found(client, endpoint, when_certainly="../2026") == sorted(
        ["../2026", "[..2026-06~]", "[..2026]", "[2025-03-05..2026]"]
    )
    bars = {bar["value"]: bar["count"] for bar in ask(client, endpoint, facets="year")["facets"]["year"]}
    assert (bars["2026"], bars["2025"], bars["2020"]) == (4, 1, 2)


@pytest.mark.parametrize("endpoint", DATED)
def test_a_date_that_its_source_doubts_is_possible_and_never_certain(client, endpoint):
    for when in ("2024", "2024?", "2024%", "2024~", "2024-01/2024-06~ early 2024"):
        MAKERS[endpoint](when=when)
    assert found(client, endpoint, when_certainly="2020/2030") == ["2024", "2024-01/2024-06~", "2024~"]
    assert found(client, endpoint, when_possibly="2024") == ["2024", "2024%", "2024-01/2024-06~", "2024?", "2024~"]


def test_a_condition_asks_for_days_as_the_filters_of_dates_do(client):
    for when in ("2024", "2024?", "[..2026]"):
        make_milestone(when=when, company=make_company(slug=f"maker-{when[:5].strip('[.?')}-{len(when)}"))
    certain = ask(client, "companies", milestone="certainly 2020/2030")["results"]
    assert [row["slug"] for row in certain] == ["maker-2024-4"]
    assert len(ask(client, "companies", milestone="possibly 2012")["results"]) == 1
