"""What a new entry is filled in with: read from the chosen words, named in them, or kept from the entry before."""

from django.db import models

from names.models import Named
from values.fields import Amounted, Dated

from .kept import USUAL, company_and_product
from .numbers import is_money
from .relation_inputs import name_with_slug
from .slugs import proposed_name, proposed_slug

NAMED_IN_SOURCES = {"companies", "products", "partners", "investors", "people", "authorities", "segments"}
"""Types whose records sources call by a name of their own: the chosen words may be it."""


def prefilled(model, place, kept: dict) -> dict:
    """The initial values of an entry at a place; `kept` are labels from the entry before."""
    values = company_and_product(model, place, kept)
    values["is_published"] = kept.get("is_published", place.source.is_published)
    values |= {name: value for name, (value, _word) in place.choices_of(model).items()}
    for field in _relations(model):
        if found := place.chosen_of(field.related_model):
            values[field.name] = name_with_slug(found.record)
    if issubclass(model, Dated) and place.dates:
        values["when"] = place.dates[0].words
    if issubclass(model, Amounted) and (amounts := _amounts_of(model, place)):
        values["amount_stated"] = amounts[0].words
    if model.record_type in NAMED_IN_SOURCES and len(place.words) <= model._meta.get_field("name").max_length:
        values["name"] = place.words
        values["slug"] = proposed_slug(model, place.words) if place.words else ""
    else:
        values["name"] = proposed_name(model, values | _labels(model, values))
    return values


def prefilled_words(model, place, values: dict) -> dict[str, dict]:
    """{field as a citation names it: the words for it, where they begin} for what was read from the chosen words."""
    found = {field: word for field, (_value, word) in place.choices_of(model).items()}
    for field in _relations(model):
        chosen = place.chosen_of(field.related_model)
        if chosen and values.get(field.name) == name_with_slug(chosen.record):
            found[field.name] = chosen.words
    if values.get("when") and place.dates:
        found["when"] = place.dates[0].words
    if values.get("amount_stated") and (amounts := _amounts_of(model, place)):
        found["amount"] = amounts[0].words
    if issubclass(model, Named) and values.get("name") == place.words:
        found["name"] = place.words
    judged = set(model.judged)
    return {
        key: {"words": words, "begins": place.line.find(words, place.begin)}
        for key, words in found.items() if key not in judged and words in place.line
    }  # fmt: skip


def kept_of(request, source) -> dict:
    """What was kept from the last entry of this session, if that was made from the same source."""
    kept = request.session.get("desk", {})
    return kept if kept.get("source") == source.pk else {}


def kept_from(record, is_published: bool) -> dict:
    """What the next entry has from a record that was just saved; what was left empty there is empty again."""
    kept = {"is_published": is_published}
    if own := {"companies": "company", "products": "product"}.get(record.record_type):
        kept[own] = name_with_slug(record)
    for name, types in USUAL.items():
        if record.record_type in types:
            related = getattr(record, name, None)
            kept[name] = name_with_slug(related) if related else ""
    return kept


def _relations(model):
    return [field for field in model._meta.concrete_fields if field.many_to_one and field.editable]


def _amounts_of(model, place):
    """The amounts that may be the record's: of a funding round only money."""
    return [one for one in place.amounts if is_money(one.words) or model.record_type != "rounds"]


def _labels(model, values):
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField) and field.choices]
    return {field.name: dict(field.flatchoices)[values[field.name]] for field in fields if values.get(field.name)}
