"""Who says, states, organises and issues what in the curated data."""

import pytest
from django.db import transaction

from companies.models import Company, Person
from curation.loading import load
from environment import BASE
from market.models import Event, Insight, MarketFigure
from products.models import ClinicalPartner, Recognition
from regulatory.models import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The curated data, loaded once; it is taken back behind the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(BASE / "fixtures")
        yield
        transaction.set_rollback(True)


def attributed():
    """(record, its words, whom it is by or None) of all that somebody says, states, organises or issues."""
    for model in (Insight, MarketFigure, Event, Recognition):
        for record in model.objects.exclude(**{model.attributed_in: ""}):
            by = filter(None, (getattr(record, name) for name in model.attributed_to))
            yield record, getattr(record, model.attributed_in), next(by, None)


def names(record):
    return [record.name, *record.names.values_list("text", flat=True)]


def test_the_words_hold_a_name_of_whom_the_record_is_by():
    wrong = [
        f"{record.slug}: {words} is by {by}" for record, words, by in attributed()
        if by and not any(name in words for name in names(by))
    ]  # fmt: skip
    assert wrong == []


def test_words_that_begin_with_the_name_of_a_record_are_by_it_unless_they_name_two_people():
    records = [record for model in (Company, ClinicalPartner, Authority, Person) for record in model.objects.all()]
    known = [name for record in records for name in names(record)]
    people = [names(person) for person in Person.objects.all()]
    missing = [
        f"{record.slug}: {words}" for record, words, by in attributed()
        if not by and any(words.startswith(name) for name in known)
        and sum(any(name in words for name in person) for person in people) < 2
    ]  # fmt: skip
    assert missing == []


def test_the_pages_of_vcbeat_the_nifdc_and_the_esc_show_what_is_by_them(client):
    assert client.get("/companies/vcbeat/").text.count('class="headline"') >= 60
    nifdc = client.get("/authorities/nifdc/").text
    for key in ("stated_figures", "organised_events"):
        assert f'id="s-{key}"' in nifdc
    assert "/recognitions/padn-esc-guideline-2022/" in client.get("/authorities/esc/").text
    assert "/policies/nmpa-green-channel/" in client.get("/authorities/nmpa/").text
