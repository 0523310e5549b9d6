"""Lists: their envelope, and paging that gives each record once, in order, forward and back."""

import base64

import orjson
import pytest

from tests.api.api_client import ENDPOINTS, WITH_SLUG, address, ask, make, problem, slugs, walk
from tests.builders import DATED, MAKERS, make_company, make_milestone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_has_the_envelope_of_the_contract(client, endpoint):
    make(endpoint)
    body = ask(client, endpoint)
    assert list(body) == ["count", "count_capped", "next", "previous", "results"]
    assert body["count"] == len(body["results"]) > 0
    assert (body["count_capped"], body["next"], body["previous"]) == (False, None, None)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_empty_list_is_an_empty_list(client, endpoint):
    assert ask(client, endpoint) == {"count": 0, "count_capped": False, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize("size", [1, 3, 4])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_pages_give_every_record_once_and_in_order_forward_and_back(client, endpoint, size):
    for _number in range(4):
        make(endpoint)
    everything = [row["id"] for row in ask(client, endpoint, page_size=500)["results"]]
    forward, last = walk(client, endpoint, page_size=size)
    assert sum(forward, []) == everything
    assert all(len(page) == size for page in forward[:-1])
    if last["previous"]:
        backward, _first = walk(client, last["previous"], "previous")
        assert sum(reversed(backward), []) + forward[-1] == everything


@pytest.mark.parametrize("ordering", ["name", "-name", "updated_at", "-updated_at"])
def test_records_of_one_name_are_paged_without_loss(client, ordering):
    for number in range(5):
        make_company(name="The same", slug=f"same-{number}")
    everything = [row["id"] for row in ask(client, "companies", ordering=ordering)["results"]]
    assert sum(walk(client, "companies", ordering=ordering, page_size=2)[0], []) == everything


@pytest.mark.parametrize("ordering", ["when", "-when"])
def test_dated_and_undated_records_are_paged_without_loss(client, ordering):
    for when in (None, "2025", None, "2024-03", "2025", None):
        MAKERS["events"](when=when)
    everything = [row["id"] for row in ask(client, "events", ordering=ordering)["results"]]
    assert len(everything) == 6
    assert sum(walk(client, "events", ordering=ordering, page_size=1)[0], []) == everything


def test_every_page_tells_how_many_there_are_in_all(client):
    for _number in range(3):
        make_company()
    second = ask(client, ask(client, "companies", page_size=1)["next"])
    assert second["count"] == 3


def test_the_links_keep_the_question(client):
    for _number in range(3):
        make_company(kind="ai")
    link = ask(client, "companies", kind="ai", fields="slug", page_size=2)["next"]
    assert link.startswith("http://testserver/api/v1/companies/?kind=ai&fields=slug&page_size=2&cursor=")


def test_a_record_that_came_in_meanwhile_shifts_no_page(client):
    for name in ("b", "d"):
        make_company(name=name)
    link = ask(client, "companies", page_size=1)["next"]
    make_company(name="a")
    assert slugs(ask(client, link)) == ["d"]


def test_a_page_behind_a_record_that_was_deleted_meanwhile_goes_on(client):
    first = make_company(name="a")
    for name in ("b", "c"):
        make_company(name=name)
    link = ask(client, "companies", page_size=1)["next"]
    first.delete()
    assert slugs(ask(client, link)) == ["b"]


def test_more_than_ten_thousand_are_counted_as_ten_thousand(client, monkeypatch):
    monkeypatch.setattr("records.paging.COUNT_CAP", 2)
    for _number in range(3):
        make_company()
    body = ask(client, "companies", page_size=1)
    assert (body["count"], body["count_capped"]) == (2, True)


def test_exactly_as_many_as_are_counted_is_not_capped(client, monkeypatch):
    monkeypatch.setattr("records.paging.COUNT_CAP", 2)
    for _number in range(2):
        make_company()
    assert ask(client, "companies")["count_capped"] is False


@pytest.mark.parametrize("endpoint", DATED)
def test_undated_records_come_last_in_both_directions(client, endpoint):
    for name, when in (("Month", "2025-03"), ("Never", None), ("Year", "2025"), ("Open", "../2019"), ("Old", "2018~")):
        MAKERS[endpoint](name=name, when=when)
    for ordering, expected in (("when", ["open", "old", "year", "month"]), ("-when", ["month", "year", "old", "open"])):
        assert slugs(ask(client, endpoint, ordering=ordering)) == [*expected, "never"]


def test_milestones_of_one_date_stand_in_the_order_that_a_source_states(client):
    for name, when, sequence in (
        ("undated-third", None, 3), ("undated-plain", None, None), ("undated-first", None, 1),
        ("undated-tenth", None, 10), ("dated-second", "2024", 2), ("dated-plain", "2024", None),
        ("dated-first", "2024", 1), ("open", "../2019", None), ("later", "2025", None),
    ):  # fmt: skip
        make_milestone(name=name, when=when, sequence=sequence)
    plain = "undated-plain"
    for ordering, expected in (
        ("when", ["open", "dated-first", "dated-second", "dated-plain", "later",
                  "undated-first", "undated-third", "undated-tenth", plain]),
        ("-when", ["later", "dated-second", "dated-first", "dated-plain", "open",
                   "undated-tenth", "undated-third", "undated-first", plain]),
    ):  # fmt: skip
        assert slugs(ask(client, "milestones", ordering=ordering)) == expected
        pages, _last = walk(client, address("milestones"), ordering=ordering, page_size=2)
        assert sum(pages, []) == [row["id"] for row in ask(client, "milestones", ordering=ordering)["results"]]
        narrowed = [slug for slug in expected if slug.startswith(("dated", "open"))]
        assert slugs(ask(client, "milestones", ordering=ordering, when_possibly="2018/2024")) == narrowed


def test_a_cursor_of_a_release_that_knew_no_sequence_is_refused_where_it_would_lose_rows(client):
    make_milestone()
    cursor = base64.urlsafe_b64encode(orjson.dumps([0, "", 1])).decode().rstrip("=")
    assert "cursor" in problem(client, "milestones", ordering="-when", cursor=cursor)["errors"][0]["parameter"]


@pytest.mark.parametrize("endpoint", ["rounds", "figures"])
def test_amounts_stand_by_the_least_that_they_can_be_and_none_comes_last(client, endpoint):
    for name, amount in (("Mid", "over 50 million"), ("None", None), ("Hidden", "undisclosed"), ("Big", "2 billion"),
                         ("Small", "nearly 10 million"), ("Zero", "0")):  # fmt: skip
        MAKERS[endpoint](name=name, amount=amount)
    for ordering, expected in (
        ("amount", ["zero", "small", "mid", "big"]),
        ("-amount", ["big", "mid", "small", "zero"]),
    ):
        order = slugs(ask(client, endpoint, ordering=ordering))
        assert order[:4] == expected
        assert set(order[4:]) == {"none", "hidden"}


@pytest.mark.parametrize("endpoint", [name for name in WITH_SLUG if name != "sources"])
def test_names_stand_without_regard_to_case(client, endpoint):
    for name in ("beta", "Alpha", "Gamma"):
        MAKERS[endpoint](name=name)
    assert slugs(ask(client, endpoint, ordering="name")) == ["alpha", "beta", "gamma"]
    assert slugs(ask(client, endpoint, ordering="-name")) == ["gamma", "beta", "alpha"]


def test_sources_stand_by_title_and_by_the_day_they_were_published(client):
    for slug, title, published in (("x", "B", "2024"), ("y", "a", None), ("z", "C", "2025-11-27")):
        MAKERS["sources"](slug, title=title, published=published)
    assert slugs(ask(client, "sources", ordering="title")) == ["y", "x", "z"]
    assert slugs(ask(client, "sources")) == ["z", "x", "y"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_ordering_that_is_allowed_works(client, endpoint):
    for _number in range(3):
        make(endpoint)
    for word in problem(client, endpoint, ordering="nonsense")["errors"][0]["allowed"]:
        pages, _last = walk(client, address(endpoint), ordering=word, page_size=2)
        assert len(sum(pages, [])) == len(set(sum(pages, []))) > 2


def test_the_root_names_every_address_and_each_answers(client):
    addresses = client.get("/api/v1/").json()
    assert {"companies", "citations", "schema", "docs"} <= set(addresses)
    asks_for_more = {"compare", "search", "search/suggest", "match"}
    asks_for_a_token = {"proposals"}
    for name, url in addresses.items():
        allowed = (200, 400, 405) if name in asks_for_more else (401,) if name in asks_for_a_token else (200,)
        assert client.get(url).status_code in allowed, name


def test_a_deadline_stands_where_its_end_stands_in_lists_and_within_a_profile(client):
    company = make_company()
    for when in ("2027", "[..2026]", "../2026", "2025-06", "[2025-03-05..2026]", "2026-02", "2013~", None):
        make_milestone(when=when, company=company)
    order = ["../2026", "2013~", "2025-06", "[..2026]", "[2025-03-05..2026]", "2026-02", "2027"]
    for rows in (
        ask(client, "milestones", ordering="when")["results"],
        ask(client, address("companies", company))["milestones"],
    ):
        assert [row["when"] and row["when"]["edtf"] for row in rows] == [*order, None]
