"""The format of the fixture files: which file contains which record type, and which keys a record has.

Both are derived from the models: a new field is a new key without a change here. Loader and dumper share this.
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
    for relation in model._meta.related_objects:
        part = relation.related_model
        if issubclass(part, Cited) and part.part_of and part._meta.get_field(part.part_of).related_model is model:
            return part
    return None


def _in_writing_order(models) -> list:
    """The models ordered so that each comes after those that it refers to; every record refers to sources."""
    return list(TopologicalSorter({model: [*_references(model)] for model in models}).static_order())


def _references(model):
    if model is not Source:
        yield Source
    for owner in filter(None, (model, part_model(model))):
        for field in [*owner._meta.concrete_fields, *owner._meta.many_to_many]:
            if field.is_relation and issubclass(field.related_model, Record) and field.related_model is not model:
                yield field.related_model


FIXTURE_MODELS = _in_writing_order([record_type.model for record_type in RECORD_TYPES])
"""The model of each record type, in the order in which they can be written."""

COMPANY_SECTIONS = [
    record_type.model for key in sections(CompanyProfile) for record_type in RECORD_TYPES if record_type.name == key
]
"""The sections of a company file in order: those of a company's profile."""

NOT_IN_FILES = {"id", "created_at", "updated_at"}


@dataclass(frozen=True)
class FixtureSchema:
    """The keys of a model in a file."""

    model: type
    fields: dict
    lists: dict
    has_amount: bool
    has_names: bool
    parts: str

    @property
    def keys(self):
        """Every key that a record of this type may have, in the order in which they are written."""
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
    """The file of those records of a type that don't belong to a company."""
    return f"{model.record_type}.yaml"


def is_relation(field) -> bool:
    """Whether the value is the slug of another record."""
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
