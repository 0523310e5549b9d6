"""`?as_of=`: every read answers about the past; what can't is refused, and what is answered names its revision."""

import orjson
import pytest
from django.urls import URLPattern, get_resolver

from catalogue.record_types import RECORD_TYPES
from history.models import Revision
from records.facets import facet_names
from sources.record_types import CITATIONS
from tests.api.api_client import ask, problem
from tests.api.export_files import xlsx_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
LISTS = [*RECORD_TYPES, CITATIONS]
NAMES = [record_type.name for record_type in LISTS]


def latest():
    return Revision.objects.latest("number").number


def both(client, address):
    """The answers to an address about the present, and as of the latest revision."""
    sign = "&" if "?" in address else "?"
    answers = client.get(address), client.get(f"{address}{sign}as_of={latest()}")
    assert [answer.status_code for answer in answers] == [200, 200], answers[1].content[:2000]
    assert answers[1]["Revision"] == str(latest())
    return answers


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("record_type", LISTS, ids=NAMES)
def test_as_of_the_latest_revision_a_list_and_its_facets_are_those_of_today(client, record_type):
    names = ",".join([*facet_names(record_type.filters), *facet_names(record_type.filters, deprecated=True)])
    present, past = (orjson.loads(answer.content) for answer in both(
        client, f"/api/v1/{record_type.name}/?page_size=20&facets={names}"))  # fmt: skip
    pages = [body.pop("next") for body in (present, past)]
    assert past == present
    if pages[0]:
        assert pages[1] == f"{pages[0]}&as_of={latest()}"
        assert ask(client, pages[1])["results"] == ask(client, pages[0])["results"]


@pytest.mark.parametrize("record_type", LISTS, ids=NAMES)
def test_as_of_the_latest_revision_a_chosen_value_counts_as_it_does_today(client, record_type):
    for name in facet_names(record_type.filters):
        facet = ask(client, record_type.name, facets=name)["facets"][name]
        for value in facet[:2]:
            query = f"/api/v1/{record_type.name}/{value['link']}&page_size=2"
            present, past = (orjson.loads(answer.content) for answer in both(client, query))
            assert (past["count"], past["results"]) == (present["count"], present["results"]), query


@pytest.mark.parametrize("record_type", LISTS, ids=NAMES)
def test_as_of_the_latest_revision_a_profile_is_that_of_today(client, record_type):
    for row in ask(client, record_type.name, page_size=500)["results"][:12]:
        present, past = both(client, f"/api/v1/{record_type.name}/{row.get('slug') or row['id']}/")
        assert past.content == present.content


@pytest.mark.parametrize("record_type", LISTS, ids=NAMES)
def test_as_of_the_latest_revision_a_file_is_that_of_today(client, record_type):
    for suffix in ("csv", "jsonl"):
        present, past = map(content, both(client, f"/api/v1/{record_type.name}.{suffix}"))
        assert past == present


def test_a_workbook_is_of_its_moment(client):
    present, past = xlsx_rows(client, "rounds"), xlsx_rows(client, "rounds", as_of=latest())
    assert past == present != []
    assert xlsx_rows(client, "rounds", as_of=1) == []


@pytest.mark.parametrize("address", [
    "/api/v1/pathways/", "/api/v1/pathways.csv", "/api/v1/funding/", "/api/v1/funding/?by=year", "/api/v1/timeline/",
    "/api/v1/funding/?by=investor", "/api/v1/funding.csv", "/api/v1/timeline/?company=pamu-medical",
    "/api/v1/timeline.csv", "/api/v1/compare/?company=pamu-medical&company=droidsurg",
    "/api/v1/compare/?company=pamu-medical&company=droidsurg&format=csv", "/api/v1/companies/?q=medical",
    "/api/v1/products/?milestone=ce_mdr:certified", "/api/v1/companies/?segment=nonesuch-but-none",
])  # fmt: skip
def test_as_of_the_latest_revision_pictures_comparisons_and_searched_lists_are_those_of_today(client, address):
    if "nonesuch" in address:
        assert problem(client, f"{address}&as_of={latest()}") == problem(client, address)
        return
    present, past = both(client, address)
    if present["Content-Type"] == "application/json":
        bodies = [orjson.loads(answer.content) for answer in (present, past)]
        pages = [body.pop("next", None) for body in bodies]
        assert bodies[0] == bodies[1]
        assert pages[1] == (pages[0] and f"{pages[0]}{'&' if '?' in pages[0] else '?'}as_of={latest()}")
    else:
        assert content(past) == content(present)


def test_before_the_data_were_loaded_there_were_none(client):
    assert ask(client, "companies", as_of=1, facets="kind,city") | {"results": []} == {
        "count": 0, "count_capped": False, "next": None, "previous": None, "results": [],
        "facets": {"kind": [], "city": []}, "facets_capped": [],
    }  # fmt: skip
    problem(client, "/api/v1/companies/pamu-medical/", status=404, as_of=1)


@pytest.mark.parametrize("text", [
    "2999-01-01", "2999-01-01T00:00Z", "2999-01-01T00:00:00.5+08:00", "00002", "9999-12-31T23:59:59-14:00",
])  # fmt: skip
def test_a_day_and_a_time_stand_for_the_last_revision_by_then(client, text):
    answer = client.get("/api/v1/companies/", {"as_of": text})
    assert answer["Revision"] == str(latest())
    assert f"as_of={latest()}" in ask(client, "companies", as_of=text, page_size=1)["next"]


@pytest.mark.parametrize("text", [
    "", " ", "x", "-1", "1.5", "2026-13-01", "2026-02-30", "2026-12", "12e3", "٣", "1\x00", "2026-12-01T25:00", "now",
])  # fmt: skip
def test_what_is_no_moment_is_refused_with_what_is_allowed(client, text):
    body = problem(client, "companies", as_of=text)
    assert [error["parameter"] for error in body["errors"]] == ["as_of"]
    assert any("2026-12-01" in allowed for allowed in body["errors"][0]["allowed"])


def test_two_moments_at_once_are_refused(client):
    assert problem(client, "/api/v1/companies/?as_of=1&as_of=2")["errors"][0]["message"] == "“as_of” takes one value."


@pytest.mark.parametrize("text", [
    "0", "2026", "99999999999999999999", "1999-01-01", "1999-01-01T00:00Z", "0001-01-01T00:00:00+14:00",
])  # fmt: skip
def test_a_moment_without_a_revision_is_not_found_and_the_first_and_last_are_named(client, text):
    body = problem(client, "companies", status=404, as_of=text)
    assert (body["first"], body["last"]) == (1, latest())
    assert f"the first is 1, the last is {latest()}" in body["detail"]


@pytest.mark.parametrize("address", ["search/?q=pamu", "search/suggest/?q=pamu", "match/?", "schema/?", "docs/?"])
def test_what_knows_the_present_only_says_so(client, address):
    body = problem(client, f"/api/v1/{address}&as_of=1")
    assert "the present only" in body["detail"]
    assert body["errors"][0]["parameter"] == "as_of"


def test_names_are_not_matched_as_of_the_past(client):
    answer = client.post("/api/v1/match/?as_of=1", {"names": ["Pamu"]}, content_type="application/json")
    assert (answer.status_code, "the present only" in answer.json()["detail"]) == (400, True)


def test_another_revision_and_the_present_have_etags_of_their_own(client):
    address = "/api/v1/companies/"
    etags = [client.get(f"{address}{query}")["ETag"] for query in ("", "?as_of=1", "?as_of=2", "?as_of=2999-01-01")]
    assert etags[2] == etags[3]
    assert len(set(etags)) == 3


def test_an_answer_about_the_past_that_the_reader_has_is_not_sent_again(client):
    for address in ("/api/v1/companies/?as_of=2", "/companies/?as_of=2", "/?as_of=2"):
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")


def test_search_engines_are_told_not_to_keep_the_past(client):
    assert client.get("/api/v1/companies/?as_of=2")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/api/v1/companies/")


def test_the_name_of_the_parameter_may_be_written_in_other_letters(client):
    assert client.get("/api/v1/companies/?%61s%5Fof=1")["Revision"] == "1"


def test_the_list_of_lists_leads_on_within_the_past(client):
    body = ask(client, "/api/v1/", as_of=1)
    assert body["companies"] == "http://testserver/api/v1/companies/?as_of=1"
    assert body["search"] == "http://testserver/api/v1/search/"


def addresses(patterns=None, prefix=""):
    """Every address of the site, with something in the place of what varies."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = getattr(pattern.pattern, "_route", None)
        if not isinstance(pattern, URLPattern):
            yield from addresses(pattern.url_patterns, f"{prefix}{route or ''}")
        elif route is None:
            yield f"/{prefix}{pattern.pattern._regex.lstrip('^').partition('(?P')[0].rstrip('$/')}/pamu-medical/"
        else:
            yield "/" + f"{prefix}{route}".replace("<str:suffix>", "csv").replace("<slug:slug>", "pamu-medical")


def test_no_address_answers_as_if_it_had_not_been_asked_about_the_past(client):
    tried = [address for address in addresses() if not address.startswith("/admin/")]
    assert len(tried) > 80
    for address in tried:
        answer = client.get(address, {"as_of": "1"})
        assert answer.status_code in (200, 400, 404, 405), address
        assert answer.status_code != 200 or answer["Revision"] == "1", address
