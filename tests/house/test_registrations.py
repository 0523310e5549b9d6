"""A record type is known everywhere or nowhere: files, API, admin, documentation, tests.

What is missing fails with the file to change; docs/adding-a-record-type.md has the whole list.
"""

import re
from collections import Counter, defaultdict
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
from curation.fixture_schema import COMPANY_SECTIONS, FIXTURE_MODELS, file_of, fixture_schema, part_model
from environment import BASE
from products.models import Product
from records.comparison_selection import ComparisonSelection
from records.documents import sections
from records.facets import facet_names
from records.filters import DatedFilters
from sources.models import Cited, Record
from sources.record_types import CITATIONS
from tests.builders import MAKERS
from tests.house.ours import models as our_models
from tests.house.ours import source_of
from values.fields import Dated

NO_FILTERS = {"authorities.parent"}  # a parent's page lists its parts
DATED = [record_type for record_type in RECORD_TYPES if issubclass(record_type.model, Dated)]
RECORDS = {model for model in our_models() if issubclass(model, Record)}
EVERY_RECORD_TYPE = pytest.mark.parametrize(
    "record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name
)
EVERY_RECORD = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda record_type: record_type.name)


def names_of(models):
    return sorted(model.__name__ for model in models)


def is_named_in(files, model):
    """Whether fixtures/README.md names the file of a type, and the section that its records have in a company file."""
    company = next((field for field in model._meta.concrete_fields if field.name == "company"), None)
    has_file = model is not Company and not (company and not company.null)
    return (not has_file or f"`{file_of(model)}`" in files) and (
        model not in COMPANY_SECTIONS or re.search(rf"^([\w: …\[\]]*  )?{model.record_type}: *", files, re.MULTILINE)
    )


def test_every_record_type_is_in_the_one_list():
    missing = names_of(RECORDS - {record_type.model for record_type in RECORD_TYPES})
    assert missing == [], f"add to RECORD_TYPES in catalogue/record_types.py: {missing}"
    assert {record_type.model for record_type in RECORD_TYPES} == RECORDS


def test_every_record_type_has_a_word_of_its_own_in_addresses():
    words = Counter(model.record_type for model in RECORDS)
    wrong = sorted(source_of(model) for model in RECORDS if not model.record_type or words[model.record_type] > 1)
    assert wrong == [], f"set `record_type`, a word of no other type, in {wrong}"


@EVERY_RECORD
def test_every_record_has_the_address_of_its_page(record_type):
    place = f"write get_absolute_url in {source_of(record_type.model)}"
    assert hasattr(record_type.model, "get_absolute_url"), place
    assert record_type.model(slug="some-slug").get_absolute_url() == f"/{record_type.name}/some-slug/", place


@pytest.mark.parametrize("record_type", DATED, ids=lambda record_type: record_type.name)
def test_every_dated_record_type_is_narrowed_and_ordered_by_its_date_over_indexes(record_type):
    name, indexes = record_type.name, {index.name for index in record_type.model._meta.indexes}
    place, filters = f"{record_type.model._meta.app_label}/record_types.py", record_type.filters
    orders = {order.word for order in record_type.orders}
    assert "when" in orders, f"add by_date() to the RecordType of {name} in {place}"
    is_dated = issubclass(filters, DatedFilters)
    assert is_dated, f"let {filters.__name__} in {source_of(filters)} inherit DatedFilters"
    by_date = [index for index in indexes if index.endswith(("_by_date", "_by_date_down", "_in_span"))]
    assert len(by_date) == 3, f"add *indexes_by_date(…) to Meta.indexes in {source_of(record_type.model)}"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Company, Product], ids=lambda model: model.__name__)
def test_the_page_of_a_company_or_product_shows_every_record_type_of_its_profile(model, client):
    (profile,) = [record_type.profile for record_type in RECORD_TYPES if record_type.model is model]
    record = MAKERS[model.record_type](slug="whole")
    shown = [
        record_type
        for record_type in RECORD_TYPES
        if record_type.name in sections(profile) and record_type.name != "people"
    ]
    for record_type in shown:
        if record_type.name != "events":  # an event is on the timeline of who it belongs to
            MAKERS[record_type.name](slug=f"a-{record_type.name}", **{model._meta.model_name: record})
    main = client.get(f"/{model.record_type}/whole/").content.decode().partition("<article")[2]
    ids = {f"s-{record_type.name}" for record_type in shown if record_type.name != "events"}
    missing = sorted(key for key in ids if f'id="{key}"' not in main)
    assert missing == [], f"give a section to templates/site/{model.record_type}/detail.html: {missing}"


def test_the_timeline_shows_every_dated_record_type():
    dated = {record_type.name for record_type in DATED}
    assert set(KINDS) == dated, "KINDS in catalogue/timeline.py is to have every dated type of RECORD_TYPES"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Company, Product], ids=lambda model: model.__name__)
def test_a_comparison_has_a_line_for_every_record_type_of_the_profile(model):
    (record_type,) = [record_type for record_type in RECORD_TYPES if record_type.model is model]
    lines = {aspect.key for aspect in comparison(ComparisonSelection(record_type, ()), []).aspects}
    names = {record_type.name for record_type in RECORD_TYPES} & set(sections(record_type.profile))
    missing = sorted(names - lines - COMPARED_OTHERWISE - NOT_COMPARED)
    assert missing == [], f"add a line to ASPECTS, or the name to NOT_COMPARED, in compare/aspects.py: {missing}"


def test_every_record_type_is_edited_in_the_admin():
    missing = [
        f"{model.__name__} in {model._meta.app_label}/admin.py"
        for model in RECORDS if not admin.site.is_registered(model)
    ]  # fmt: skip
    assert missing == [], f"register with the admin: {missing}"


def test_a_vocabulary_that_shares_the_name_of_its_field_with_others_has_its_own_name_in_the_schema():
    vocabularies = defaultdict(set)
    for record_type in RECORD_TYPES:
        for field in record_type.model._meta.concrete_fields:
            if field.choices:
                vocabularies[field.name].add(tuple(value for value, _label in field.choices))
    named = {
        tuple(import_string(path).values) for path in settings.SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"].values()
    }
    missing = [words for words in vocabularies["kind"] if words not in named]
    assert missing == [], f"add to ENUM_NAME_OVERRIDES in medtech_kb/settings.py the vocabulary of: {missing}"


def test_every_part_of_a_record_stands_in_the_file_of_its_record():
    parts = {model for model in our_models() if issubclass(model, Cited) and not issubclass(model, Record)}
    assert {part_model(model) for model in FIXTURE_MODELS} - {None} == parts
    assert [f"{part.__name__} sets no part_key" for part in parts if not part.part_key] == []


def test_every_record_type_has_a_builder_for_tests():
    missing = sorted({model.record_type for model in RECORDS} ^ set(MAKERS))
    assert missing == [], f"MAKERS in tests/builders.py and RECORD_TYPES in catalogue/record_types.py differ: {missing}"


@EVERY_RECORD_TYPE
def test_every_record_type_has_its_addresses_in_the_api(record_type):
    assert resolve(f"/api/v1/{record_type.name}/")
    assert resolve(f"/api/v1/{record_type.name}/some-slug/")


@pytest.mark.parametrize("model", sorted(RECORDS, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_every_field_of_a_file_is_read_in_the_api(model):
    (record_type,) = [record_type for record_type in RECORD_TYPES if record_type.model is model]
    schema = fixture_schema(model)
    expected = {*schema.fields, *schema.lists, *(["amount"] if schema.has_amount else [])}
    by = {name for name in model.attributed_to if name.startswith("by_")}  # read as one key
    expected = expected - by | ({"by"} if by else set())
    missing = sorted(expected - set(record_type.row().fields) - {"is_published"})
    row = record_type.row
    assert missing == [], f"add to Meta.fields of {row.__name__} in {source_of(row)}: {missing}"


@EVERY_RECORD_TYPE
def test_every_filter_says_what_it_is(record_type):
    unlabelled = [
        name for name, item in record_type.filters.base_filters.items()
        if not str(item.extra.get("help_text") or item.label or "").strip()
    ]  # fmt: skip
    assert unlabelled == [], f"give a label to each in {source_of(record_type.filters)}: {unlabelled}"


@EVERY_RECORD
def test_every_vocabulary_and_reference_of_a_record_can_be_filtered_by(record_type):
    filters = record_type.filters.base_filters.values()
    read = {item.field_name.split("__")[0] for item in filters if item.field_name}
    fields = [
        field.name for field in record_type.model._meta.concrete_fields
        if field.choices or (field.many_to_one and field.related_model in RECORDS)
    ]  # fmt: skip
    missing = sorted({f"{record_type.name}.{name}" for name in fields if name not in read} - NO_FILTERS)
    assert missing == [], f"add a filter in {source_of(record_type.filters)}: {missing}"


@EVERY_RECORD_TYPE
def test_every_parameter_and_facet_is_documented(record_type):
    page = (BASE / "docs" / "api-parameters.md").read_text(encoding="utf-8")
    section = page.partition(f"## `/api/v1/{record_type.name}/`")[2].partition("\n## ")[0]
    names = [*record_type.filters.base_filters, *facet_names(record_type.filters)]
    missing = [name for name in names if f"`{name}`" not in section]
    assert missing == [], f"run manage.py write_docs: {record_type.name} lacks {missing} in docs/api-parameters.md"


def test_every_record_type_is_named_in_the_documentation_that_is_written_by_hand():
    api = (BASE / "docs" / "api.md").read_text(encoding="utf-8").partition("## Lists")[0]
    missing = [record_type.name for record_type in RECORD_TYPES if not re.search(rf"\b{record_type.name}\b", api)]
    assert missing == [], f"add to the list of record types in docs/api.md: {missing}"
    files = (BASE / "fixtures" / "README.md").read_text(encoding="utf-8")
    missing = [model.record_type for model in FIXTURE_MODELS if not is_named_in(files, model)]
    assert missing == [], f"add its file, or its section of a company file, to fixtures/README.md: {missing}"


@pytest.mark.parametrize("name", ["page_size", "ordering", "fields", "omit", "facets", "id__in", "slug__in"])
def test_every_other_parameter_is_documented(name):
    assert f"`{name}" in (BASE / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_documentation_that_follows_from_the_code_is_up_to_date():
    call_command("write_docs", check=True, stdout=StringIO())


def test_every_fact_is_in_the_data_dictionary():
    page = (BASE / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    facts = [model for model in our_models() if issubclass(model, Cited)]
    assert [model.__name__ for model in facts if model.__doc__.strip().split("\n")[0] not in page] == []
