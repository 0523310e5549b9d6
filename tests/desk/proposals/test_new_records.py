"""A reviewer decides on records that are not there yet, with their places, names and lists."""

import pytest
from django.db import transaction

from companies.models import Company
from desk.models import Proposal, State
from tests.admin.forms import CITATIONS, NAMES, enter, row
from tests.builders import make_segment, make_source
from tests.desk.proposals.people import decide, editor, reviewer, units

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.django_db(transaction=True)]


def test_a_new_record_is_accepted_with_its_places_and_without_a_value_that_is_refused():
    with transaction.atomic():
        source = make_source()
    client = editor()
    new = {"name": "Heartland", "slug": "heartland", "kind": "device", "coverage": "profiled", "city": "Suzhou"}
    cited = row(CITATIONS, 0, source=source.pk, paragraph="1", field="*", stated="")
    enter(client, Company, is_published="on", **new, **cited)
    proposal = Proposal.objects.get()
    decide(reviewer(), proposal, rest="accepted", City="refused")
    company = Company.objects.published().get()
    assert (company.name, company.city) == ("Heartland", "")
    assert str(company.citations.get()).startswith(source.slug)


def test_a_new_record_that_is_refused_leaves_nothing():
    with transaction.atomic():
        source = make_source()
    new = {"name": "Heartland", "slug": "heartland", "kind": "device", "coverage": "profiled"}
    cited = row(CITATIONS, 0, source=source.pk, paragraph="1", field="*", stated="")
    enter(editor(), Company, is_published="on", **new, **cited)
    decide(reviewer(), Proposal.objects.get(), Company="refused")
    assert not Company.objects.exists()
    assert Proposal.objects.get().state == State.REFUSED


def test_a_new_record_that_is_refused_takes_its_names_and_lists_with_it():
    with transaction.atomic():
        source, segment = make_source(), make_segment()
    new = {"name": "Heartland", "slug": "heartland", "kind": "device", "coverage": "profiled", "segments": [segment.pk]}
    named = row(NAMES, 0, text="哈特兰", language="zh-Hans", kind="primary") | {f"{NAMES}-TOTAL_FORMS": "1"}
    cited = row(CITATIONS, 0, source=source.pk, paragraph="1", field="*", stated="")
    enter(editor(), Company, is_published="on", **new, **named, **cited)
    proposal = Proposal.objects.get()
    assert {"Name", "Segments"} <= set(units(proposal))
    decide(reviewer(), proposal, rest="accepted", Company="refused")
    assert not Company.objects.exists()
    assert Proposal.objects.get().state == State.REFUSED
