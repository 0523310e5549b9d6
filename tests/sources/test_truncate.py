"""TRUNCATE of a curated table leaves nothing behind that speaks of its records."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection

from companies.models import Company, FundingRound, MilestoneYear, Person, Position
from names.models import FacetBits, FacetPair, Name, SearchName, SearchText, Successor
from records.etags import data_version
from sources.models import Citation
from tests.builders import make_company, make_milestone, make_name, make_position, make_round, make_segment, merge

pytestmark = pytest.mark.django_db


def truncate(model, cascade="CASCADE"):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {model._meta.db_table} {cascade}")


def of_type(queryset, model):
    return queryset.filter(content_type=ContentType.objects.get_for_model(model))


def test_it_moves_the_version_of_the_data():
    make_round()
    before = data_version().number
    truncate(FundingRound)
    assert data_version().number > before


@pytest.mark.parametrize("rows", [Citation, Name, SearchName, SearchText, Successor], ids=lambda model: model.__name__)
def test_it_takes_along_what_belongs_to_the_records_and_to_no_other(rows):
    segment = make_segment()
    for record in (make_company(), segment):
        make_name(record, "Further name")
        merge(f"old-{record.slug}", record)
    truncate(Company)
    assert not of_type(rows.objects, Company).exists()
    assert of_type(rows.objects, type(segment)).exists()


def test_a_record_is_searched_without_its_parts_when_these_are_gone(client):
    make_position(title="Chief Angiologist")
    truncate(Position)
    assert Person.objects.exists()
    assert client.get("/api/v1/search/", {"q": "angiologist"}).json()["count"] == 0


def test_a_record_is_searched_without_its_further_names_when_these_are_gone(client):
    make_name(make_company(name="Pamu Medical"), "Zephyr")
    truncate(Name)
    assert client.get("/api/v1/search/", {"q": "zephyr"}).json()["count"] == 0
    assert client.get("/api/v1/search/", {"q": "pamu"}).json()["count"] == 1


def test_facets_and_years_of_milestones_follow(client):
    company = make_company(segments=[make_segment()], kind="manufacturer")
    make_milestone(company=company, when="2025")
    assert MilestoneYear.objects.exists()
    truncate(make_milestone()._meta.model)
    assert not MilestoneYear.objects.exists()
    (none,) = client.get("/api/v1/companies/", {"facets": "authority"}).json()["facets"]["authority"]
    assert (none["value"], none["count"]) == ("(none)", 1)
    truncate(Company)
    assert not FacetPair.objects.filter(members__gt=0).exists()
    assert not FacetBits.objects.filter(record_type="companies").exists()


def test_the_places_of_what_is_published_are_not_truncated():
    make_company()
    with pytest.raises(IntegrityError, match="last_citation_stays"):
        truncate(Citation)
