"""What may be asked of /api/v1/changes/: two moments side by side, and what is refused."""

import pytest

from companies.models import Company
from tests.api.api_client import ask, problem
from tests.changes.revisions import head, make_company

pytestmark = pytest.mark.usefixtures("committing")
PATH = "/api/v1/changes/"


@pytest.mark.parametrize(
    ("parameters", "parameter"),
    [
        ({"since": "1"}, "since"),
        ({"after": "x"}, "after"),
        ({"after": "-1"}, "after"),
        ({"type": "firms"}, "type"),
        ({"kind": "rumour"}, "kind"),
        ({"company": "nobody"}, "company"),
        ({"company": "a\0b"}, "company"),
        ({"page_size": "0"}, "page_size"),
        ({"cursor": "x"}, "cursor"),
        ({"after": ["1", "2"]}, "after"),
        ({"new": "5"}, "old"),
        ({"old": "yesterday"}, "old"),
        ({"old": "999999"}, "old"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_is_allowed(client, parameters, parameter):
    errors = problem(client, PATH, **parameters)["errors"]
    assert [(error["parameter"], bool(error["allowed"])) for error in errors] == [(parameter, parameter != "cursor")]
    assert client.get("/changes/", parameters).status_code == 400


def test_after_the_newest_revision_there_is_nothing_and_the_head_says_so(client):
    body = ask(client, PATH, after=head() + 100)
    assert (body["head"], body["next"], body["results"]) == (head(), None, [])


def test_two_moments_side_by_side_show_what_differs_and_not_what_was_changed_back(client):
    changed, back = make_company(slug="changed", city="Beijing"), make_company(slug="back", city="Beijing")
    gone = make_company(slug="gone")
    old = head()
    for city in ("Shanghai", "Beijing"):
        Company.objects.filter(pk=back.pk).update(city=city)
    Company.objects.filter(pk=changed.pk).update(city="Shanghai")
    gone.delete()
    make_company(slug="fleeting").delete()
    new = make_company(slug="new")
    body = ask(client, PATH, old=old, type="companies")
    assert (body["old"]["revision"], body["new"]["revision"]) == (old, head())
    assert {each["slug"]: each["change"] for each in body["results"]} == {
        "changed": "changed", "gone": "deleted", new.slug: "created",
    }  # fmt: skip
    first = ask(client, PATH, old=old, type="companies", page_size=1)
    assert len(first["results"]) <= 1
    assert first["next"]


def test_as_of_a_moment_it_says_that_all_of_time_is_listed_and_how_to_ask_for_moments(client):
    make_company(slug="one")
    for path in ("changes/", "companies/one/history/"):
        body = problem(client, f"/api/v1/{path}", as_of=1)
        assert "the revisions of all time" in body["detail"]
        assert "“old” and “new”" in body["detail"]
        assert "the revisions of all time" in client.get(f"/{path}?as_of=1").content.decode()
