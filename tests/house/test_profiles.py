"""A profile lists all that refers to its record."""

import pytest

from catalogue.record_types import RECORD_TYPES
from companies.models import Company
from curation.fixture_schema import COMPANY_SECTIONS
from records.documents import sections
from sources.models import Record
from tests.house.ours import models as our_models
from tests.house.ours import source_of

EVERY_RECORD = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda record_type: record_type.name)
RECORDS = {model for model in our_models() if issubclass(model, Record)}


@EVERY_RECORD
def test_the_profile_of_a_record_has_every_record_type_that_refers_to_it(record_type):
    refer = {
        (other.model, field.remote_field.name) for other in RECORD_TYPES for field in other.model._meta.concrete_fields
        if field.related_model is record_type.model and other is not record_type
    }  # fmt: skip
    profile = record_type.profile
    fields = profile().fields
    listed = {(fields[key].child.Meta.model, fields[key].source) for key in sections(profile)}
    missing = sorted(f"{name}, of {model.__name__}" for model, name in refer - listed)
    assert missing == [], f"add to {profile.__name__} in {source_of(profile)}, as a field: {missing}"


@EVERY_RECORD
def test_what_a_profile_lists_is_called_so_by_the_field_that_refers_to_it(record_type):
    profile, model, types = record_type.profile, record_type.model, {each.name: each.model for each in RECORD_TYPES}
    lists = {key: profile().fields[key].source for key in types.keys() & set(sections(profile))}
    known = {field.name for field in model._meta.get_fields()}
    missing = [f"{name!r} in {source_of(types[key])}" for key, name in lists.items() if name not in known]
    assert missing == [], f"give the field that refers to {model.__name__} the related_name {missing}"


@EVERY_RECORD
def test_a_profile_that_says_where_the_rest_is_says_so_of_all_its_records(record_type):
    profile, records = record_type.profile, RECORDS - {record_type.model}
    fields = profile().fields
    lists = {key for key in sections(profile) if fields[key].child.Meta.model in records} if "more" in fields else set()
    lists -= {model.record_type for model in COMPANY_SECTIONS if record_type.model is Company}  # its own file is whole
    missing = sorted(lists - set(getattr(profile.Meta, "long", ())))
    assert missing == [], f"add to Meta.long of {profile.__name__} in {source_of(profile)}: {missing}"
