"""What a script sends that can't be proposed is refused with every mistake, and nothing is written."""

import pytest
from django.test import Client

from accounts.models import Token
from companies.models import Company
from desk.models import Proposal
from records.json_body import MAX_BYTES
from tests.curation.folders import command, good
from tests.desk.proposals.people import reviewer
from tests.desk.proposals.scripts import ADDRESS, COMPANY, body, company, places, renamed, send
from tests.tokens import SECRET, bearing, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def token(db):
    make_token()


@pytest.fixture
def loaded(tmp_path):
    command("load_kb", good(tmp_path))


def test_every_mistake_is_said_with_its_file_record_and_field_and_nothing_is_written(loaded):
    wrong = company(coverage="perhaps", nmae="Pamu")
    wrong["milestones"][0] |= {"authority": "nobody", "cite": {"at": "src#9"}}
    answer = send(body(files={COMPANY: wrong, "notes.yaml": [], "segments.yaml": {"a": "b"}}))
    found = {(each["file"], each["record"], each["field"]): each["message"] for each in answer.json()["errors"]}
    assert set(found) == {
        (COMPANY, "pamu-medical", "/coverage"), (COMPANY, "pamu-medical", "/nmae"),
        (COMPANY, "pamu-ce", "/milestones/0/authority"), (COMPANY, "pamu-ce", "/milestones/0/cite"),
        ("notes.yaml", "", ""), ("segments.yaml", "", ""),
    }  # fmt: skip
    assert "Allowed: profiled, " in found[COMPANY, "pamu-medical", "/coverage"]
    assert "paragraphs 1 to 3, not 9" in found[COMPANY, "pamu-ce", "/milestones/0/cite"]
    assert not Proposal.objects.exists()
    assert Company.objects.get().name == "Pamu Medical"


def test_mistakes_around_the_files_are_said_with_those_in_them(loaded):
    answer = send({"made_against": 9999, "files": {COMPANY: company(coverage="x")}, "kind": "odd", "reason": 7, "a": 1})
    assert [place[0] for place in places(answer)] == ["made_against", "kind", "reason", "a", COMPANY]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{"made_against": 1, "files": {"a.yaml": [], "a.yaml": []}}', "a.yaml"), (b'{"\\ud800": 1}', "\\ud800"),
        (b" ", "body"), (b"{", "body"), (b"[]", "body"), (b"\xff", "body"), (b"[" * 100_000, "body"),
        (b'{"made_against": 1, "made_against": 1, "files": {"a.yaml": []}}', "made_against"),
        (b'{"made_against": "1", "files": {"a.yaml": []}}', "made_against"),
        (b'{"made_against": 0, "files": {"a.yaml": []}}', "made_against"),
        (b'{"made_against": 1e9, "files": {"a.yaml": []}}', "made_against"),
        (b'{"made_against": 1}', "files"), (b'{"made_against": 1, "files": []}', "files"),
        (b'{"made_against": 1, "files": {}}', "files"), (b'{"files": {"a.yaml": []}}', "made_against"),
        (b'{"made_against": 1, "files": {"a.yaml": []}, "reason": "a\\u0000"}', "reason"),
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_refused_with_the_place(content, where):
    assert where in [place[0] for place in places(send(content))]
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"investors.yaml": [{"slug": "a\\u0000"}]}', "U+0000"),
        ('{"investors.yaml": [{"slug": "\\ud800"}]}', "U+D800"),
        ('{"investors.yaml": [{"slug": "a", "slug": "b"}]}', "stands twice"), ('{"investors.yaml": "words"}', "A list"),
        ('{"investors.yaml": %s}' % ("[" * 60 + "]" * 60), "nested too deeply"),
        ('{"../settings.py": []}', "not known"),
        ('{"companies/a.yaml": {"slug": "b", "name": "B", "cite": "src#1"}}', "named after the slug"),
        ('{"companies/a.yaml": null}', "one record with sections"), ('{"\\ud800": []}', "not known"),
    ],
)  # fmt: skip
def test_files_of_no_sense_are_refused(content, words):
    answer = send(f'{{"made_against": 1, "files": {content}}}'.encode())
    assert answer.status_code == 400
    assert words in answer.text
    assert not Proposal.objects.exists()


def test_what_is_no_json_or_too_large_is_refused():
    form = Client().post(ADDRESS, {"files": "x"}, headers=bearing())
    assert (form.status_code, form["Accept-Post"]) == (415, "application/json")
    assert send(b"x" * (MAX_BYTES + 1)).status_code == 413
    assert send(renamed(), QUERY_STRING="format=json").status_code == 400
    assert Client().get(ADDRESS, headers=bearing()).status_code == 405


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer wrong", f"Basic {SECRET}", f"Bearer {SECRET}x", "Bearer \xff", f"Bearer {SECRET} x"],
)
def test_a_token_is_asked_for(header):
    answer = send(renamed(), {"Authorization": header} if header else {})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert Token.objects.get().last_used_at is None


def test_a_session_is_no_token():
    answer = reviewer().post(ADDRESS, renamed(), content_type="application/json")
    assert answer.status_code == 401
