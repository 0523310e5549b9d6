"""Scripts propose by the API, with a token: in the shape of the fixture files, all mistakes at once, once each."""

import json
import re

import pytest
import yaml
from django.db import connection
from django.test import Client

from accounts.models import Token
from companies.models import Company
from desk.models import Origin, Proposal
from environment import BASE
from history.models import Revision
from tests.curation.folders import FILES, command, good
from tests.desk.proposals.people import decide, page_of, reviewer, units
from tests.desk.proposals.scripts import ADDRESS, COMPANY, body, company, renamed, send
from tests.tokens import bearing, make_token, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(committed, tmp_path):
    """Files that are loaded already, and the token of an editor."""
    command("load_kb", good(tmp_path))
    make_token()


@pytest.mark.usefixtures("loaded")
def test_what_a_script_proposes_waits_for_a_reviewer_and_is_decided_value_by_value():
    before = Revision.objects.count()
    answer = send(body(files={COMPANY: company(name="Pamu Medical Devices", city="Suzhou")}, reason="Read anew"))
    proposal = Proposal.objects.get()
    assert (answer.status_code, answer.json()["number"]) == (201, proposal.pk)
    assert answer["Location"] == answer.json()["address"] == f"http://testserver{page_of(proposal)}"
    assert (proposal.origin, proposal.by, proposal.reason) == (Origin.MACHINE, "wen", "Read anew")
    assert (Revision.objects.count(), Company.objects.get().name) == (before, "Pamu Medical")
    client = reviewer()
    assert "Made by a machine" in client.get(page_of(proposal)).text
    decide(client, proposal, Name="accepted", City="refused")
    assert (Company.objects.get().name, Company.objects.get().city) == ("Pamu Medical Devices", "")


@pytest.mark.usefixtures("loaded")
def test_the_same_body_twice_is_one_proposal_however_it_is_written():
    first = send(renamed())
    again = send(json.dumps(renamed(), indent=3, sort_keys=True).encode())
    assert (again.status_code, again.json()) == (200, first.json())
    assert again["Location"] == first["Location"]
    decide(reviewer(), Proposal.objects.get(), rest="refused")
    assert (send(renamed()).json()["state"], Proposal.objects.count()) == ("refused", 1)


@pytest.mark.usefixtures("loaded")
def test_a_new_record_comes_with_its_places():
    new = {"slug": "new-fund", "name": "New Fund", "cite": [{"at": "src#2", "field": "name", "stated": "OrbiMed"}]}
    assert send(body(files={"investors.yaml": [new]})).status_code == 201
    assert units(Proposal.objects.get())["Name"].places[0].after == "src ¶2, name: “OrbiMed”"


@pytest.mark.usefixtures("loaded")
def test_numbers_and_truth_are_read_as_they_are_written():
    source = yaml.load(FILES["sources.yaml"], yaml.BaseLoader)[0] | {"paragraphs": 4, "is_published": True}
    assert send(body(files={"sources.yaml": [source]})).status_code == 201
    assert units(Proposal.objects.get())["Paragraphs"].after == "4"


@pytest.mark.usefixtures("loaded")
def test_what_says_nothing_new_is_no_proposal():
    assert "there is nothing to propose" in send(body(files={COMPANY: company()})).text


@pytest.mark.usefixtures("loaded")
def test_a_rule_of_the_database_is_said_as_a_mistake():
    new = company(milestones=[], rounds=[], people=[], cite=[])
    answer = send(body(files={COMPANY: new, "investors.yaml": [{"slug": "a", "name": "A", "cite": []}]}))
    assert answer.status_code == 400
    assert not Proposal.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_a_token_that_is_no_longer_good_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_token SET made_on = made_on - 60, expires_on = %s", [today()])
    assert send(renamed()).status_code == 201
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_token SET expires_on = expires_on - 1")
    assert send(renamed()).status_code == 401
    assert Token.objects.get().last_used_at


@pytest.mark.usefixtures("loaded")
def test_a_session_is_no_token_and_a_token_needs_no_form():
    client = reviewer()
    assert client.post(ADDRESS, renamed(), content_type="application/json").status_code == 401
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, renamed(), content_type="application/json", headers=bearing()).status_code == 201


@pytest.mark.usefixtures("shipped_copy")
def test_the_example_of_the_docs_works():
    make_token()
    example = (BASE / "docs" / "api.md").read_text(encoding="utf-8").partition("## Proposals")[2]
    sent = re.search(r"-d '(.*?)'\n```", example, re.DOTALL)[1]
    assert send(sent.encode()).status_code == 201
    assert units(Proposal.objects.get())["Name"].after == "Harbour Fund"
