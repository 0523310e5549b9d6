"""Readers see neither what is only proposed, nor its words, nor who proposed or decided anything."""

import pytest

from companies.models import Company
from desk.models import Proposal
from tests.builders import make_company
from tests.desk.proposals.people import decide, put_forward, reviewer

pytestmark = pytest.mark.django_db
PLACES = [
    "/", "/companies/", "/companies/heartland/", "/companies/heartland/history/", "/changes/", "/search/?q=Wuxi",
    "/api/v1/companies/", "/api/v1/companies/heartland/", "/api/v1/companies/heartland/history/", "/api/v1/changes/",
    "/api/v1/companies.csv", "/api/v1/search/?q=Wuxi", "/api/v1/citations/", "/timeline/?company=heartland",
]  # fmt: skip
WRITING = "city in Wuxi district"


@pytest.fixture
def proposal():
    proposal = put_forward(
        make_company(name="Heartland", slug="heartland", city="Suzhou"), by="wenproposer", city=WRITING
    )
    Proposal.objects.update(reason="because of whispers")
    return proposal


def shown(client, words):
    """Where readers see one of the words."""
    found = set()
    for place in PLACES:
        answer = client.get(place)
        assert answer.status_code == 200, place
        text = b"".join(answer).decode() if answer.streaming else answer.text
        found |= {(place, word) for word in words if word in text}
    return found


def test_a_proposal_that_waits_is_seen_nowhere(client, proposal):
    assert shown(client, [WRITING, "whispers", "wenproposer"]) == set()


def test_a_refused_one_is_seen_nowhere(client, proposal):
    decide(reviewer("ruireviewer"), proposal, rest="refused")
    assert shown(client, [WRITING, "whispers", "wenproposer", "ruireviewer"]) == set()


def test_an_accepted_one_names_nobody(client, proposal):
    decide(reviewer("ruireviewer"), proposal, rest="accepted")
    assert Company.objects.get().city == WRITING
    assert ("/companies/heartland/", WRITING) in shown(client, [WRITING])
    assert shown(client, ["wenproposer", "ruireviewer"]) == set()
