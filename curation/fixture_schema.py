"""What the fixture files look like: which file holds which record type, and which keys a record has.

Both are read off the models, so that a new field is a new key without a word here. Loader and dumper share this.
"""

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

from django.db import models

from catalogue.record_types import RECORD_TYPES, CompanyProfile
from names.models import Named
from records.documents import sections
from sources.models import Cited, Record, Source
from values.fields import Amounted


def part_model(model):
    """The model of the parts of `model`, or None."""
    parts = [each.related_model for each in model._meta.related_objects if issubclass(each.related_model, Cited)]
    return next((part for part in parts if part.part_of and _whole_of(part) is model), None)


def _whole_of(part):
    return part._meta.get_field(part.part_of).related_model


def _in_writing_order(models) -> list:
    """The models such that what is pointed at comes before what points; every record points at its sources."""
    return list(TopologicalSorter({model: [*_pointed_at(model)] for model in models}).static_order())


def _pointed_at(model):
    if model is not Source:
        yield Source
    for each in filter(None, (model, part_model(model))):
        for field in [*each._meta.concrete_fields, *each._meta.many_to_many]:
            if field.is_relation and issubclass(field.related_model, Record) and field.related_model is not model:
                yield field.related_model


FIXTURE_MODELS = _in_writing_order([record_type.model for record_type in RECORD_TYPES])
"""The model of each record type, in the order in which they can be written."""

COMPANY_SECTIONS = [
    record_type.model for key in sections(CompanyProfile) for record_type in RECORD_TYPES if record_type.name == key
]
"""The sections of a company file, in their order: what the profile of a company lists."""

NOT_IN_FILES = {"id", "created_at", "updated_at"}


@dataclass(frozen=True)
class FixtureSchema:
    """The keys of one model in a file."""

    model: type
    fields: dict
    lists: dict
    has_amount: bool
    has_names: bool
    parts: str

    @property
    def keys(self):
        """Every key that a record of this kind may have, in the order in which they are written."""
        keys = [*self.fields]
        if self.has_names:
            keys.insert(keys.index("name") + 1, "names")
        keys += (["amount"] if self.has_amount else []) + [*self.lists, "gaps", "cite"]
        return keys + ([self.parts] if self.parts else [])


@cache
def fixture_schema(model) -> FixtureSchema:
    """Return the schema of a record type or of a part."""
    fields = {}
    for field in model._meta.concrete_fields:
        hidden = field.name in NOT_IN_FILES or field.generated or not field.editable or field.name == "gaps"
        if hidden or field.name == "amount_stated" or field.name == model.part_of:
            continue
        fields[field.name] = field
    order = sorted(fields, key=lambda name: {"slug": 0, "name": 1, "title": 1}.get(name, 2))
    part = part_model(model)
    return FixtureSchema(
        model=model,
        fields={name: fields[name] for name in order},
        lists={field.name: field for field in model._meta.many_to_many},
        has_amount=issubclass(model, Amounted),
        has_names=issubclass(model, Named),
        parts=part._meta.get_field(part.part_of).remote_field.name if part else "",
    )


def file_of(model) -> str:
    """The file that holds the records of a type which belong to no company."""
    return f"{model.record_type}.yaml"


def names_company(model) -> bool:
    """Whether a record of this type may belong to a company, and then lives in its file."""
    return any(field.name == "company" for field in model._meta.concrete_fields)


def is_relation(field) -> bool:
    """Whether the key holds the slug of another record."""
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
