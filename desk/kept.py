"""The company and the product of a new entry: what the words name, else the paragraph, else those of the last entry."""

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
    """{relation: name} of what is filled in; `kept` are the names of the last entry."""
    product = place.chosen_of(Product) or _only(place.known_of(Product))
    company = place.chosen_of(Company) or _only(place.known_of(Company))
    product, company = getattr(product, "record", product), getattr(company, "record", company)
    if company is None and product is not None:
        company = product.company
    last = _last(Company, kept, "company")
    if company is None and (not place.known_of(Company) or last in place.known_of(Company)):
        company = last
    if product is None and not place.known_of(Product):
        product = _last(Product, kept, "product")
        if product is not None and product.company_id != (company and company.pk):
            product = None
    found = {"company": company, "product": product}
    return {
        name: name_with_slug(record) for name, record in found.items()
        if record is not None and model.record_type in USUAL[name]
    }  # fmt: skip


def _only(records):
    return records[0] if len(records) == 1 else None


def _last(model, kept, name):
    """The record that the last entry had; None where there was none, or it is gone."""
    try:
        return record_named(model, kept[name]) if kept.get(name) else None
    except ValidationError:
        return None
