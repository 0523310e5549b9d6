"""`updated_since` means the same on every list: what is a change in /changes/ moves the record's time of change."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from catalogue.record_types import RECORD_TYPES
from companies.models import Company
from history.undoing import undo
from names.models import Named
from sources.models import Citation
from tests import builders
from tests.api.api_client import ask, slugs
from tests.changes.revisions import head, last_records, make_company, make_milestone, make_source

pytestmark = pytest.mark.usefixtures("committing")
TYPES = {record_type.name: record_type.model for record_type in RECORD_TYPES}
NAMED = [name for name, model in TYPES.items() if issubclass(model, Named)]
LISTS = [(name, field.name) for name, model in TYPES.items() for field in model._meta.many_to_many]
PARTS = {
    "people": lambda record: builders.make_position(person=record, company=builders.make_company()),
    "rounds": lambda record: builders.make_investment(round=record),
    "studies": lambda record: builders.make_outcome(study=record),
    "events": lambda record: builders.make_participation(event=record),
}


def made(name):
    """A record of a type, with the source that all places are in."""
    make_source("src")
    with transaction.atomic():
        return builders.MAKERS[name](slug="it")


def is_listed_after(client, name, change):
    """Whether a change puts the record into the list of what is updated since, and into /changes/, both alike."""
    before, since = head(), timezone.now().isoformat()
    with transaction.atomic():
        change()
    listed = "it" in slugs(ask(client, name, updated_since=since))
    assert listed == ((name, "it") in last_records(client, before))
    return listed


@pytest.mark.parametrize("name", TYPES)
def test_a_value_written_in_any_way_moves_it(client, name):
    record = made(name)
    table = connection.ops.quote_name(record._meta.db_table)

    def write(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    gaps = '{"summary": "not_stated"}'
    assert is_listed_after(client, name, lambda: type(record).objects.update(gaps={"slug": "not_stated"}))
    assert is_listed_after(client, name, lambda: write(f"UPDATE {table} SET gaps = '{gaps}' WHERE slug = 'it'"))
    assert not is_listed_after(client, name, lambda: write(f"UPDATE {table} SET gaps = gaps WHERE slug = 'it'"))


@pytest.mark.parametrize("name", TYPES)
def test_a_citation_that_comes_changes_or_goes_moves_it(client, name):
    record = made(name)
    places = Citation.objects.filter(paragraph=9)
    assert is_listed_after(client, name, lambda: builders.cite(record, "src#9"))
    assert is_listed_after(client, name, lambda: places.update(note="Looked at again."))
    assert is_listed_after(client, name, places.delete)


@pytest.mark.parametrize("name", NAMED)
def test_a_name_that_comes_or_goes_moves_it(client, name):
    record = made(name)
    assert is_listed_after(client, name, lambda: builders.make_name(record, "Another"))
    assert is_listed_after(client, name, lambda: record.names.all().delete())


@pytest.mark.parametrize(("name", "field"), LISTS)
def test_a_list_that_changes_moves_it(client, name, field):
    record = made(name)
    assert is_listed_after(client, name, lambda: getattr(record, field).add(builders.make_segment()))
    assert is_listed_after(client, name, lambda: getattr(record, field).clear())


@pytest.mark.parametrize("name", PARTS)
def test_a_part_and_its_citations_move_it(client, name):
    record, parts = made(name), []
    assert is_listed_after(client, name, lambda: parts.append(PARTS[name](record)))
    (part,) = parts
    assert is_listed_after(client, name, lambda: builders.cite(part, "src#8"))
    assert is_listed_after(client, name, lambda: type(part).objects.update(gaps={"note": "not_stated"}))
    assert is_listed_after(client, name, part.delete)


def test_what_a_profile_merely_nests_does_not_move_it(client):
    company, since = make_company(slug="one"), timezone.now().isoformat()
    make_milestone(slug="step", company=company)
    assert slugs(ask(client, "companies", updated_since=since)) == []
    assert slugs(ask(client, "milestones", updated_since=since)) == ["step"]


def test_what_an_undo_puts_back_has_changed_too(client):
    company = make_company(slug="one", city="Wuhan")
    make_company(slug="two")
    Company.objects.filter(pk=company.pk).update(city="Suzhou")
    changed, since = head(), timezone.now().isoformat()
    assert slugs(ask(client, "companies", updated_since=since)) == []
    undo(changed)
    assert slugs(ask(client, "companies", updated_since=since)) == ["one"]
    assert slugs(ask(client, "companies", updated_since=timezone.now().isoformat())) == []


def test_every_part_and_list_of_a_record_type_is_tried():
    from sources.models.citation import cited_models

    assert {model.record_model().record_type for model in cited_models() if model.part_of} == set(PARTS)
    assert LISTS
