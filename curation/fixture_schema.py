"""What the fixture files look like: which file holds which record type, and which keys a record has.

Both are read off the models, so that a new field is a new key without a word here. Loader and dumper share this.
"""

from dataclasses import dataclass
from functools import cache

from django.db import models

from companies.models import Company, FundingRound, Investor, Person
from market.models import Event, Insight, MarketFigure, Segment
from names.models import Named
from products.models import ClinicalPartner, Collaboration, Product, Recognition, Study
from regulatory.models import Authority, Milestone, Policy
from sources.models import Record, Source
from values.fields import Amounted

# In the order in which they can be written: what is pointed at comes before what points.
FIXTURE_MODELS = [
    Source, Authority, Segment, Investor, ClinicalPartner, Company, Person, Product, Event, MarketFigure, Insight,
    FundingRound, Collaboration, Study, Recognition, Policy, Milestone,
]  # fmt: skip

# The sections of a company file, in their order.
COMPANY_SECTIONS = [
    Person, Product, Collaboration, Study, Milestone, Recognition, FundingRound, Event, MarketFigure, Insight,
]  # fmt: skip

# The parts of a record: the relation from the whole, and the fields that tell one part from its siblings.
PARTS = {
    Person: ("positions", ("company", "investor", "title")),
    FundingRound: ("investments", ("investor",)),
    Study: ("outcomes", ("metric",)),
    Event: ("participations", ("person", "company")),
}

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
    part_key: tuple

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
    """The shape of a record type or of a part."""
    fields = {}
    for field in model._meta.concrete_fields:
        hidden = field.name in NOT_IN_FILES or field.generated or not field.editable or field.name == "gaps"
        if hidden or field.name == "amount_stated" or field.name == model.part_of:
            continue
        fields[field.name] = field
    order = sorted(fields, key=lambda name: {"slug": 0, "name": 1, "title": 1}.get(name, 2))
    part, key = PARTS.get(model, ("", ()))
    return FixtureSchema(
        model=model,
        fields={name: fields[name] for name in order},
        lists={field.name: field for field in model._meta.many_to_many},
        has_amount=issubclass(model, Amounted),
        has_names=issubclass(model, Named),
        parts=part,
        part_key=key,
    )


def part_model(model):
    """The model of the parts of `model`, or None."""
    part, _key = PARTS.get(model, ("", ()))
    return model._meta.get_field(part).related_model if part else None


def part_key(model):
    """The fields that tell one part from its siblings."""
    return next(key for whole, (part, key) in PARTS.items() if whole._meta.get_field(part).related_model is model)


def file_of(model) -> str:
    """The file that holds the records of a type which belong to no company."""
    return f"{model.record_type}.yaml"


def names_company(model) -> bool:
    """Whether a record of this type may belong to a company, and then lives in its file."""
    return any(field.name == "company" for field in model._meta.concrete_fields)


def is_relation(field) -> bool:
    """Whether the key holds the slug of another record."""
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Record)
