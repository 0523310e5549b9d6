"""The company and the product of a new entry: named by words, sentence or paragraph, or those of the last entry."""

from django.core.exceptions import ValidationError

from companies.models import Company
from products.models import Product

from .relation_inputs import name_with_slug, record_named

USUAL = {
    "company": {"products", "milestones", "studies", "collaborations", "rounds", "events"},
    "product": {"milestones", "studies", "collaborations", "recognitions"},
}
"""The types of which most records have the relation: there it is filled in without being chosen."""


def company_and_product(model, place, kept: dict) -> dict[str, str]:
    """{relation: name} of what is filled in; `kept` are the names of the last entry from this source."""
    product, company = _named(Product, place), _named(Company, place)
    if company is None and product is not None:
        company = product.company
    if company is None:
        company = _last(Company, kept, "company", place)
    if product is None:
        product = _last(Product, kept, "product", place)
        if product is not None and product.company_id != (company and company.pk):
            product = None
    found = {"company": company, "product": product}
    return {
        name: name_with_slug(record) for name, record in found.items()
        if record is not None and model.record_type in USUAL[name]
    }  # fmt: skip


def carried(place, values: dict) -> list[str]:
    """Which of company and product in `values` the paragraph does not name: they come from the entry before."""
    products = place.known_of(Product)
    companies = [*place.known_of(Company), *(one.company for one in products if one.company)]
    named = {"company": set(map(name_with_slug, companies)), "product": set(map(name_with_slug, products))}
    return [name for name in named if values.get(name) and values[name] not in named[name]]


def _named(model, place):
    """The record that the words name, else the only one that their sentence does, else the paragraph."""
    if chosen := place.chosen_of(model):
        return chosen.record
    named = place.in_sentence(model) or place.known_of(model)
    return named[0] if len(named) == 1 else None


def _last(model, kept, name, place):
    """The record that the last entry had; None where it was left empty, is gone, or others are named here."""
    try:
        last = record_named(model, kept[name]) if kept.get(name) else None
    except ValidationError:
        return None
    named = place.in_sentence(model) or place.known_of(model)
    return last if not named or last in named else None
