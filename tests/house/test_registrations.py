"""A record type is known everywhere or nowhere: files, API, admin, documentation, tests."""

from collections import defaultdict
from io import StringIO

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.urls import resolve
from django.utils.module_loading import import_string

from catalogue.record_types import RECORD_TYPES
from catalogue.timeline import KINDS
from companies.models import Company
from compare.aspects import COMPARED_OTHERWISE, NOT_COMPARED, comparison
from curation.fixture_schema import FIXTURE_MODELS, fixture_schema, part_model
from environment import BASE
from products.models import Product
from records.comparison_selection import ComparisonSelection
from records.documents import sections
from records.facets import facet_names
from sources.models import Cited, Record
from sources.record_types import CITATIONS
from tests.builders import MAKERS
from tests.house.ours import models as our_models
from values.fields import Dated

RECORDS = {model for model in our_models() if issubclass(model, Record)}
EVERY_RECORD_TYPE = pytest.mark.parametrize(
    "record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name
)


def test_every_record_type_is_in_the_one_list():
    """The list is RECORD_TYPES in catalogue/record_types.py; menu, API, search and fixture files are read off it."""
    assert {record_type.model for record_type in RECORD_TYPES} == RECORDS
    assert len({record_type.name for record_type in RECORD_TYPES}) == len(RECORD_TYPES)


def test_fixture_files_are_written_in_the_order_of_their_references():
    places = {model: place for place, model in enumerate(FIXTURE_MODELS)}
    assert set(places) == RECORDS
    late = [
        f"{model.__name__}.{field.name}" for model in FIXTURE_MODELS for field in model._meta.concrete_fields
        if field.related_model in places and places[field.related_model] > places[model]
    ]  # fmt: skip
    assert late == []


@pytest.mark.parametrize("whole", [Company, Product], ids=lambda model: model.__name__)
def test_the_profile_of_a_company_or_product_has_every_record_type_that_refers_to_it(whole):
    """A record type missing here is added to CompanyProfile or ProductProfile in catalogue/record_types.py."""
    (profile,) = [record_type.profile for record_type in RECORD_TYPES if record_type.model is whole]
    refer = {
        record_type.name for record_type in RECORD_TYPES for field in record_type.model._meta.concrete_fields
        if field.related_model is whole
    }  # fmt: skip
    assert refer - set(sections(profile)) == set()


def test_the_timeline_shows_every_dated_record_type():
    assert set(KINDS) == {record_type.name for record_type in RECORD_TYPES if issubclass(record_type.model, Dated)}


@pytest.mark.django_db
@pytest.mark.parametrize("whole", [Company, Product], ids=lambda model: model.__name__)
def test_a_comparison_has_a_line_for_every_record_type_of_the_profile(whole):
    (record_type,) = [each for each in RECORD_TYPES if each.model is whole]
    lines = {aspect.key for aspect in comparison(ComparisonSelection(record_type, ()), []).aspects}
    names = {each.name for each in RECORD_TYPES} & set(sections(record_type.profile))
    assert names - lines - COMPARED_OTHERWISE - NOT_COMPARED == set()


def test_every_record_type_is_edited_in_the_admin():
    assert {model for model in RECORDS if not admin.site.is_registered(model)} == set()


def test_a_vocabulary_that_shares_the_name_of_its_field_with_others_has_its_own_name_in_the_schema():
    """Missing ones are added to ENUM_NAME_OVERRIDES in medtech_kb/settings.py."""
    vocabularies = defaultdict(set)
    for record_type in RECORD_TYPES:
        for field in record_type.model._meta.concrete_fields:
            if field.choices:
                vocabularies[field.name].add(tuple(value for value, _label in field.choices))
    named = {
        tuple(import_string(path).values) for path in settings.SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"].values()
    }
    assert [words for words in vocabularies["kind"] if words not in named] == []


def test_every_part_of_a_record_stands_in_the_file_of_its_record():
    parts = {model for model in our_models() if issubclass(model, Cited) and not issubclass(model, Record)}
    assert {part_model(model) for model in FIXTURE_MODELS} - {None} == parts
    assert [part.__name__ for part in parts if not part.part_key] == []


def test_every_record_type_has_a_builder_for_tests():
    assert set(MAKERS) == {model.record_type for model in RECORDS}


@EVERY_RECORD_TYPE
def test_every_record_type_has_its_addresses_in_the_api(record_type):
    assert resolve(f"/api/v1/{record_type.name}/")
    assert resolve(f"/api/v1/{record_type.name}/some-slug/")


@pytest.mark.parametrize("model", sorted(RECORDS, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_every_field_of_a_file_is_read_in_the_api(model):
    (record_type,) = [record_type for record_type in RECORD_TYPES if record_type.model is model]
    shape = fixture_schema(model)
    said = {*shape.fields, *shape.lists, *(["amount"] if shape.has_amount else [])}
    assert said - set(record_type.row().fields) <= {"is_published"}


@EVERY_RECORD_TYPE
def test_every_filter_says_what_it_is(record_type):
    silent = [
        name for name, item in record_type.filters.base_filters.items()
        if not str(item.extra.get("help_text") or item.label or "").strip()
    ]  # fmt: skip
    assert silent == []


@EVERY_RECORD_TYPE
def test_every_parameter_and_facet_is_documented(record_type):
    page = (BASE / "docs" / "api-parameters.md").read_text(encoding="utf-8")
    section = page.partition(f"## `/api/v1/{record_type.name}/`")[2].partition("\n## ")[0]
    names = [*record_type.filters.base_filters, *facet_names(record_type.filters)]
    assert [name for name in names if f"`{name}`" not in section] == []


@pytest.mark.parametrize("name", ["page_size", "ordering", "fields", "omit", "facets", "id__in", "slug__in"])
def test_every_other_parameter_is_documented(name):
    assert f"`{name}" in (BASE / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_documentation_that_follows_from_the_code_is_up_to_date():
    call_command("write_docs", check=True, stdout=StringIO())


def test_every_fact_is_in_the_data_dictionary():
    page = (BASE / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    facts = [model for model in our_models() if issubclass(model, Cited)]
    assert [model.__name__ for model in facts if model.__doc__.strip().split("\n")[0] not in page] == []
