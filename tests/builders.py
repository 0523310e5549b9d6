"""Records for tests: published and cited unless said otherwise, with every value that a test does not care about.

`make_company(kind="ai")` makes one; relations that must be there are made along. `cite(record, "src#3")` adds a place.
"""

from functools import partial
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from catalogue.record_types import RECORD_TYPES
from companies.models import Company, FundingRound, Investment, Investor, Person, Position
from market.models import Event, Insight, MarketFigure, Participation, Segment
from names.models import Name, Named, Successor
from products.models import ClinicalPartner, Collaboration, Outcome, Product, Recognition, Study
from regulatory.models import Authority, Milestone, Policy
from sources.models import Citation, Source
from values.fields import Dated

SOURCE = "src"
_numbers = count(1)


def make_source(slug="", *, cited=True, **values):
    """A source of 40 paragraphs that cites itself."""
    slug = slug or f"source-{next(_numbers)}"
    values = {"title": f"Title of {slug}", "kind": "article", "paragraphs": 40, "sha256": "0" * 64} | values
    source = Source.objects.create(slug=slug, is_published=values.pop("is_published", cited), **values)
    if cited:
        cite(source, f"{slug}#1")
    return source


def the_source(slug=SOURCE):
    return Source.objects.filter(slug=slug).first() or make_source(slug)


def cite(record, place=f"{SOURCE}#1", **values):
    """One place for `record`, like cite(round, "src#3", field="amount", stated="tens of millions")."""
    slug, _hash, paragraph = place.partition("#")
    return Citation.objects.create(
        content_type=ContentType.objects.get_for_model(type(record)), object_id=record.pk, source=the_source(slug),
        paragraph=int(paragraph), **values,
    )  # fmt: skip


REQUIRED = {
    Product: {"kind": "device"},
    Collaboration: {"kind": "trial_site"},
    Study: {"kind": "clinical"},
    Recognition: {"kind": "guideline"},
    Authority: {"jurisdiction": "CN", "kind": "regulator"},
    Milestone: {"pathway": "nmpa_registration", "outcome": "registered", "scope": "A step of somebody."},
    Policy: {"kind": "notice", "jurisdiction": "CN"},
    Insight: {"kind": "trend", "statement": "What is said."},
    Event: {"kind": "forum"},
}
"""Values that a record can't be without; required relations are made along."""


def make(model, **values):
    """A record or part of any type but Source, which has a builder of its own."""
    cited, amount, lists = values.pop("cited", True), values.pop("amount", None), {}
    for field in model._meta.many_to_many:
        lists[field.name] = values.pop(field.name, [])
    values = REQUIRED.get(model, {}) | values
    for field in model._meta.concrete_fields:
        if field.many_to_one and not field.null and values.get(field.name) is None:
            values[field.name] = make(field.related_model)
    if issubclass(model, Named):
        values.setdefault("name", f"{model._meta.verbose_name} {next(_numbers)}")
        values.setdefault("slug", slugify(values["name"]))
        values.setdefault("is_published", cited)
    record = model(**values)
    if amount is not None:
        record.amount = amount
    record.save()
    for name, targets in lists.items():
        getattr(record, name).set(targets)
    if cited:
        cite(record)
    return record


make_segment, make_company, make_person = partial(make, Segment), partial(make, Company), partial(make, Person)
make_investor, make_round, make_product = partial(make, Investor), partial(make, FundingRound), partial(make, Product)
make_partner, make_collaboration = partial(make, ClinicalPartner), partial(make, Collaboration)
make_study, make_recognition = partial(make, Study), partial(make, Recognition)
make_authority, make_milestone, make_policy = partial(make, Authority), partial(make, Milestone), partial(make, Policy)
make_figure, make_insight, make_event = partial(make, MarketFigure), partial(make, Insight), partial(make, Event)


def make_position(person=None, **values):
    if "company" not in values and "investor" not in values:
        values["company"] = make_company()
    return make(Position, **{"title": f"Director {next(_numbers)}"} | values, person=person)


def make_investment(round=None, investor=None, **values):
    return make(Investment, **values, round=round, investor=investor)


def make_outcome(study=None, **values):
    return make(Outcome, **{"metric": f"metric {next(_numbers)}"} | values, study=study)


def make_participation(event=None, **values):
    if "person" not in values and "company" not in values:
        values["person"] = make_person()
    return make(Participation, **values, event=event)


def make_name(record, text, **values):
    """A further name with its place."""
    values = {"kind": "variant", "language": "en"} | values
    name = Name.objects.create(
        content_type=ContentType.objects.get_for_model(type(record)), object_id=record.pk, text=text, **values
    )
    cite(record, f"{SOURCE}#2", field="names", stated=text)
    return name


def merge(old_slug, record):
    """The address `old_slug` leads to `record` from now on."""
    content_type = ContentType.objects.get_for_model(type(record))
    return Successor.objects.create(content_type=content_type, object_id=record.pk, slug=old_slug)


def leave_gone(model, old_slug, reason="It was two companies."):
    """Nothing is at the address `old_slug` any more."""
    Successor.objects.remember(model, {old_slug: (None, reason)})


MAKERS = {
    record_type.name: make_source if record_type.model is Source else partial(make, record_type.model)
    for record_type in RECORD_TYPES
}
"""The builder of each record type, by the type's address."""

DATED = [record_type.name for record_type in RECORD_TYPES if issubclass(record_type.model, Dated)]
"""The record types that are ordered by a date."""


def with_everything(times=1):
    """A company with `times` of everything that can hang on one, and records of every type around it."""
    segments = [make_segment() for _ in range(times)]
    company = make_company(segments=segments)
    for number in range(times):
        make_name(company, f"Further name {company.pk} {number}")
        furnish(company, segments[number])
    return company


def of_somebody(**whom):
    """A figure, an event and a recognition by the same company, partner, authority or person."""
    make_figure(by_whom="They", **whom)
    make_event(organiser="They", **whom)
    make_recognition(issuer="They", **whom)


def furnish(company, segment):
    """One more of everything for the company. A record type of a product that has no line here is made as it comes."""
    product = make_product(company=company, segments=[segment])
    of_both = {"company": company, "product": product}
    authority = make_authority(parent=make_authority())
    event = make_event(when="2020", **of_both)
    person = make_person()
    investor = make_investor()
    make_position(person, company=company, when="2019/..")
    make_position(person, investor=investor)
    make_investment(make_round(company=company, amount="tens of millions of dollars", when="2021-08"), investor)
    make_outcome(make_study(when="2018", **of_both), amount="91.1%", unit="%")
    make_collaboration(when="2024", **of_both)
    make_recognition(when="2023~", **of_both)
    for whom in ({"by_company": company}, {"by_partner": make_partner()}, {"by_authority": authority}):
        make_insight(said_by="They", **whom)
        of_somebody(**whom)
    of_somebody(by_person=person)
    make_milestone(authority=authority, when="2025-03", **of_both)
    make_policy(issuer=authority, when="2022")
    make_participation(event, person=person, company=company)
    make_insight(segment=segment, speaker=person, event=event, **of_both)
    make_figure(segment=segment, amount="nearly RMB 30 billion", when="2025", **of_both)
    make_segment(parent=segment)
    for model in (record_type.model for record_type in RECORD_TYPES):
        fields = {field.name for field in model._meta.concrete_fields}
        if "product" in fields and not model.objects.filter(product=product).exists():
            make(model, **{name: whole for name, whole in of_both.items() if name in fields})
    return product
