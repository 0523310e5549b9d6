"""A record type is known everywhere or nowhere: files, API, admin, documentation, tests."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import resolve

from catalogue.record_types import FACES
from curation.shapes import PARTS, RECORD_TYPES, part_model, shape_of
from environment import BASE
from records.facets import facet_names
from sources.faces import CITATIONS
from sources.models import Cited, Record
from tests.builders import MAKERS
from tests.house.ours import models as our_models

RECORDS = {model for model in our_models() if issubclass(model, Record)}
EVERY_FACE = pytest.mark.parametrize("face", [*FACES, CITATIONS], ids=lambda face: face.name)


def test_every_record_type_has_a_fixture_file():
    assert set(RECORD_TYPES) == RECORDS


def test_every_part_of_a_record_stands_in_the_file_of_its_record():
    parts = {model for model in our_models() if issubclass(model, Cited) and not issubclass(model, Record)}
    assert {part_model(model) for model in PARTS} == parts


def test_every_record_type_has_a_face_and_each_its_own_word():
    assert {face.model for face in FACES} == RECORDS
    assert len({face.name for face in FACES}) == len(FACES)


def test_every_record_type_has_a_builder_for_tests():
    assert set(MAKERS) == {model.record_type for model in RECORDS}


@EVERY_FACE
def test_every_record_type_has_its_addresses_in_the_api(face):
    assert resolve(f"/api/v1/{face.name}/")
    assert resolve(f"/api/v1/{face.name}/some-slug/")


@pytest.mark.parametrize("model", sorted(RECORDS, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_every_field_of_a_file_is_read_in_the_api(model):
    (face,) = [face for face in FACES if face.model is model]
    shape = shape_of(model)
    said = {*shape.fields, *shape.lists, *(["amount"] if shape.has_amount else [])}
    assert said - set(face.row().fields) <= {"is_published"}


@EVERY_FACE
def test_every_filter_says_what_it_is(face):
    silent = [
        name for name, item in face.filters.base_filters.items()
        if not str(item.extra.get("help_text") or item.label or "").strip()
    ]  # fmt: skip
    assert silent == []


@EVERY_FACE
def test_every_parameter_and_facet_is_documented(face):
    page = (BASE / "docs" / "api-parameters.md").read_text(encoding="utf-8")
    section = page.partition(f"## `/api/v1/{face.name}/`")[2].partition("\n## ")[0]
    names = [*face.filters.base_filters, *facet_names(face.filters)]
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
