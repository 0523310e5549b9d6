"""A record type is known everywhere or nowhere: files, API, admin, documentation, tests."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import resolve

from catalogue.record_types import RECORD_TYPES
from curation.fixture_schema import FIXTURE_MODELS, PARTS, fixture_schema, part_model
from environment import BASE
from records.facets import facet_names
from sources.models import Cited, Record
from sources.record_types import CITATIONS
from tests.builders import MAKERS
from tests.house.ours import models as our_models

RECORDS = {model for model in our_models() if issubclass(model, Record)}
EVERY_RECORD_TYPE = pytest.mark.parametrize(
    "record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name
)


def test_every_record_type_has_a_fixture_file():
    assert set(FIXTURE_MODELS) == RECORDS


def test_every_part_of_a_record_stands_in_the_file_of_its_record():
    parts = {model for model in our_models() if issubclass(model, Cited) and not issubclass(model, Record)}
    assert {part_model(model) for model in PARTS} == parts


def test_every_record_type_has_a_face_and_each_its_own_word():
    assert {record_type.model for record_type in RECORD_TYPES} == RECORDS
    assert len({record_type.name for record_type in RECORD_TYPES}) == len(RECORD_TYPES)


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
