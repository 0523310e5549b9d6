"""Moments apart: what was taken out is there again, today is the day of the revision, nothing of the past stays."""

from datetime import UTC, date, datetime

from django.db import connection, transaction

from companies.models import Company
from history.models import Revision
from history.moments import asked
from regulatory.models import Milestone
from tests.api.api_client import ask, problem, slugs
from tests.builders import make_company, make_milestone, make_product, make_segment, merge


def latest():
    return Revision.objects.latest("number").number


def commit(make, *arguments, **values):
    """The number of the revision that makes a record of these values."""
    with transaction.atomic():
        make(*arguments, **values)
    return latest()


def counts(client, facet, **parameters):
    facets = ask(client, "companies", facets=facet, **parameters)["facets"][facet]
    return {value["value"]: value["count"] for value in facets}


def test_what_was_withdrawn_merged_or_deleted_since_is_there_again_in_lists_counts_and_addresses(committed, client):
    with transaction.atomic():
        segment = make_segment(slug="lasers")
        for slug, kind in (("a", "device"), ("b", "ai"), ("c", "ai")):
            make_company(slug=slug, name=slug, kind=kind, segments=[segment])
    then = latest()
    Company.objects.filter(slug="a").update(is_published=False)
    with transaction.atomic():
        merge("b", Company.objects.get(slug="c"))
        Company.objects.get(slug="b").delete()
    assert slugs(ask(client, "companies")) == ["c"]
    assert counts(client, "kind") == {"ai": 1}
    assert slugs(ask(client, "companies", as_of=then)) == ["a", "b", "c"]
    assert counts(client, "kind", as_of=then) == {"device": 1, "ai": 2}
    assert counts(client, "segment", as_of=then, kind="ai") == {"lasers": 2}
    assert ask(client, "/api/v1/companies/b/", as_of=then)["slug"] == "b"
    answer = client.get("/api/v1/companies/b/")
    assert (answer.status_code, answer["Location"]) == (308, "http://testserver/api/v1/companies/c/")
    assert ask(client, f"/api/v1/compare/?company=a&company=b&as_of={then}")["records"][0]["slug"] == "a"
    assert counts(client, "kind") == {"ai": 1}


def test_a_draft_of_then_is_unseen_as_of_then_although_it_is_published_now(committed, client):
    then = commit(make_company, slug="a", name="a", is_published=False)
    with transaction.atomic():
        make_company(slug="b", name="b")
        Company.objects.filter(slug="a").update(is_published=True)
    problem(client, "/api/v1/companies/a/", status=404, as_of=then)
    assert slugs(ask(client, "companies", as_of=then)) == []


def test_a_filter_names_records_of_its_moment(committed, client):
    with transaction.atomic():
        make_company(segments=[make_segment(slug="lasers")])
    then = latest()
    Company.objects.all().delete()
    assert ask(client, "companies", segment="lasers", as_of=then)["count"] == 1
    assert problem(client, "companies", segment="lasers", as_of=then - 1)["errors"][0]["parameter"] == "segment"


def test_between_two_revisions_a_time_stands_for_the_earlier_one(committed, client):
    first, second = commit(make_company, slug="a", name="a"), commit(make_company, slug="b", name="b")
    times = [Revision.objects.get(number=number).at.isoformat() for number in (first, second)]
    assert [slugs(ask(client, "companies", as_of=time)) for time in times] == [["a"], ["a", "b"]]


def dated(number, at):
    """Let a revision have been committed at another time."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE history.revision SET at = %s WHERE number <= %s", [at, number])


def test_what_has_expired_since_stood_then(committed, client):
    def make():
        product = make_product(slug="laser")
        make_milestone(product=product, company=product.company, outcome="certified", pathway="ce_mdr",
                       when="2015/2020", strength="reported")  # fmt: skip

    then = commit(make)
    dated(then, datetime(2019, 6, 1, tzinfo=UTC))
    assert Milestone.objects.count() == 1

    def stages(**parameters):
        return [
            cell["stage"] for row in ask(client, "/api/v1/pathways/", **parameters)["results"] for cell in row["cells"]
        ]

    assert stages() == ["ended"]
    assert stages(as_of=then) == stages(as_of="2019-06-30") == ["authorized"]
    assert "its stated end is past" not in client.get(f"/pathways/?as_of={then}").content.decode()
    assert "· 2019-06-01" in client.get(f"/companies/?as_of={then}").content.decode()


def test_later_changes_and_another_day_leave_the_etag_of_a_moment_as_it_is_and_an_erasure_does_not(
    committed, client, monkeypatch
):
    then = commit(make_company, slug="a", name="a")
    paths = [
        f"{path}?as_of={then}" for path in ("/api/v1/companies/", "/companies/", "/companies/a/", "/pathways.svg", "/")
    ]
    headers = [(client.get(path)["ETag"], client.get(path)["Last-Modified"]) for path in paths]
    assert len({etag for etag, _date in headers}) == len(paths)
    commit(make_company, slug="b", name="b")
    monkeypatch.setattr("records.etags.localdate", lambda: date(2999, 1, 1))
    assert [(client.get(path)["ETag"], client.get(path)["Last-Modified"]) for path in paths] == headers
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE history.revision SET kind = 'erasure', at = at + interval '1 hour' WHERE number = %s", [latest()]
        )
    later = [(client.get(path)["ETag"], client.get(path)["Last-Modified"]) for path in paths]
    assert all(new[0] != old[0] and new[1] != old[1] for new, old in zip(later, headers, strict=True))


def test_who_stops_reading_a_file_of_the_past_leaves_the_connection_in_the_present(committed, client, monkeypatch):
    monkeypatch.setattr("records.paging.LARGEST_PAGE", 1)
    with transaction.atomic():
        for slug in "abc":
            make_company(slug=slug, name=slug)
    then = latest()
    Company.objects.filter(slug="b").update(name="renamed")
    for path in ("/api/v1/companies.jsonl", "/api/v1/companies.csv", "/api/v1/pathways.csv", "/api/v1/timeline.csv"):
        answer = client.get(f"{path}?as_of={then}")
        chunks = iter(answer.streaming_content)
        next(chunks)
        assert asked() is None
        assert slugs(ask(client, "companies")) == ["a", "c", "b"]  # by name
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('search_path'), current_setting('kb.as_of', true)")
            assert "past" not in cursor.fetchone()[0]
        assert not connection.in_atomic_block
        remaining = b"".join(chunks).decode()
        assert "renamed" not in remaining
        answer.close()
    lines = b"".join(client.get(f"/api/v1/companies.jsonl?as_of={then}").streaming_content).decode()
    assert (lines.count("\n"), "renamed" in lines) == (3, False)


def test_moments_and_the_present_never_share_a_count(committed, client):
    numbers = [commit(make_company, slug=slug, name=slug, kind="device") for slug in "abc"]
    for _round in range(3):
        for many, number in enumerate(numbers, 1):
            assert ask(client, "companies", kind="device", as_of=number)["count"] == many
            assert ask(client, "companies", kind="device")["count"] == 3
            assert counts(client, "city", as_of=number, kind="device") == {"(none)": many}
            assert ask(client, "/api/v1/funding/?by=year", as_of=number)["count"] == 0


def test_a_refused_read_of_the_past_leaves_the_connection_in_the_present(committed, client):
    then = commit(make_company, slug="a", name="a")
    problem(client, "companies", nonsense=1, as_of=then)
    problem(client, "/api/v1/companies/b/", status=404, as_of=then)
    commit(make_company, slug="b", name="b")
    assert slugs(ask(client, "companies")) == ["a", "b"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)
