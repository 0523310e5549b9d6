"""An authority and those that it took over from: each keeps what it decided, and each leads to the other."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from names.merging import merge
from tests.api.api_client import ask
from tests.builders import make_authority, make_milestone, make_policy

pytestmark = pytest.mark.django_db
ACT = "The reform plan of March 2018."


@pytest.fixture
def nmpa():
    return make_authority(slug="nmpa", name="NMPA")


@pytest.fixture
def cfda(nmpa):
    return make_authority(slug="cfda", name="CFDA", successor=nmpa, succession=ACT)


def test_an_authority_names_its_successor_by_the_judgement_of_the_editors(client, cfda):
    (row,) = ask(client, "authorities", successor="nmpa")["results"]
    assert (row["successor"]["slug"], row["succession"]) == ("nmpa", ACT)
    assert (row["origins"]["successor"], row["origins"]["succession"]) == ("editors", "editors")
    main = client.get("/authorities/cfda/").content.decode().partition("<article")[2]
    assert 'href="/authorities/nmpa/"' in main
    assert ACT in main


def test_the_page_of_a_successor_leads_to_what_its_predecessors_decided(client, cfda):
    make_policy(issuer=cfda, slug="green-channel", name="Green channel")
    make_milestone(authority=cfda, slug="old-step", name="Old step")
    make_policy(issuer=cfda, slug="draft", is_published=False)
    (before,) = ask(client, "/api/v1/authorities/nmpa/")["predecessors"]
    assert (before["slug"], before["succession"], before["more"]) == ("cfda", ACT, {})
    assert [item["slug"] for key in ("policies", "milestones") for item in before[key]] == ["green-channel", "old-step"]
    main = client.get("/authorities/nmpa/").content.decode().partition("<article")[2]
    for address in ("/authorities/cfda/", "/policies/green-channel/", "/milestones/old-step/"):
        assert f'href="{address}"' in main


def test_what_a_predecessor_decided_is_not_counted_as_the_successors(client, cfda, nmpa):
    make_milestone(authority=cfda, slug="old-step")
    make_milestone(authority=nmpa, slug="new-step")
    assert [row["slug"] for row in ask(client, "milestones", authority="nmpa")["results"]] == ["new-step"]


def test_an_authority_does_not_succeed_itself(nmpa):
    nmpa.successor = nmpa
    with pytest.raises(ValidationError, match="not itself"):
        nmpa.full_clean()
    with pytest.raises(IntegrityError, match="an_authority_is_succeeded_by_another"):
        nmpa.save()


def test_a_successor_survives_the_merge_of_its_predecessor(cfda, nmpa):
    survivor = merge(make_authority(), cfda)
    assert (survivor.successor, survivor.succession) == (nmpa, ACT)


def test_two_authorities_that_succeed_each_other_can_be_merged(cfda, nmpa):
    nmpa.successor = cfda
    nmpa.save()
    assert merge(nmpa, cfda).successor is None
