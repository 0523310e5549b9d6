"""Answers about the past are stored under their moment, and go when the data move."""

import json

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import transaction

from medtech_kb.layers.metrics import Metrics
from medtech_kb.layers.observing import Observed
from medtech_kb.layers.stored_answers import StoredAnswers
from tests.builders import make_company, make_person
from tests.medtech_kb.visitors import ask

LIST = "/api/v1/companies/"


@pytest.fixture
def site():
    return StoredAnswers(WSGIHandler(), 2**20)


def test_two_moments_and_the_present_have_answers_of_their_own(committed, site):
    with transaction.atomic():
        company = make_company(name="Old Name")
    company.name = "New Name"
    company.save()
    for _again in range(2):
        site.looked_at = 0.0
        assert b"New Name" in ask(site, LIST).body
        assert b"Old Name" in ask(site, f"{LIST}?as_of=2").body
        assert b"New Name" in ask(site, f"{LIST}?as_of=3").body
        assert ask(site, f"{LIST}?as_of=2").headers["Revision"] == "2"


def test_an_erasure_reaches_what_is_stored_of_the_past(committed, site):
    with transaction.atomic():
        person = make_person(name="Zhang Qrstuvw", summary="Zhang Qrstuvw was here.")
    person.summary = "Nobody was here."
    person.save()
    address = "/api/v1/people/?as_of=2"
    assert [b"Zhang Qrstuvw was" in ask(site, address).body for _again in range(2)] == [True, True]
    call_command("erase", "--text", "Zhang Qrstuvw", "--reason", "A request.", "--yes")
    site.looked_at = 0.0
    assert b"Zhang Qrstuvw" not in ask(site, address).body


def test_the_log_names_the_revision_that_was_shown(committed, site):
    log = []
    observed = Observed(site, Metrics(), writes_log=True, write=log.append)
    with transaction.atomic():
        make_company()
    ask(observed, LIST)
    ask(observed, f"{LIST}?as_of=1")
    assert [json.loads(line)["revision"] for line in log] == [2, 1]
