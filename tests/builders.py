"""Records for tests: published and cited unless said otherwise, with every value that a test does not care about.

`make_company(kind="ai")` makes one; relations that must be there are made along. `cite(record, "src#3")` adds a place.
"""

from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from companies.models import Company, FundingRound, Investment, Investor, Person, Position
from market.models import Event, Insight, MarketFigure, Participation, Segment
from names.models import Name, Named, Successor
from products.models import ClinicalPartner, Collaboration, Outcome, Product, Recognition, Study
from regulatory.models import Authority, Milestone, Policy
from sources.models import Citation, Source

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


def _made(model, values, **defaults):
    cited, amount, lists = values.pop("cited", True), values.pop("amount", None), {}
    for field in model._meta.many_to_many:
        lists[field.name] = values.pop(field.name, [])
    values = defaults | values
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


def make_segment(**values):
    return _made(Segment, values)


def make_company(**values):
    return _made(Company, values)


def make_person(**values):
    return _made(Person, values)


def make_position(person=None, **values):
    if "company" not in values and "investor" not in values:
        values["company"] = make_company()
    return _made(Position, values, person=person or make_person(), title=f"Director {next(_numbers)}")


def make_investor(**values):
    return _made(Investor, values)


def make_round(**values):
    values.setdefault("company", None)
    values["company"] = values["company"] or make_company()
    return _made(FundingRound, values)


def make_investment(round=None, investor=None, **values):
    return _made(Investment, values, round=round or make_round(), investor=investor or make_investor())


def make_product(**values):
    return _made(Product, values, kind="device")


def make_partner(**values):
    return _made(ClinicalPartner, values)


def make_collaboration(**values):
    values.setdefault("partner", None)
    values["partner"] = values["partner"] or make_partner()
    return _made(Collaboration, values, kind="trial_site")


def make_study(**values):
    return _made(Study, values, kind="clinical")


def make_outcome(study=None, **values):
    return _made(Outcome, values, study=study or make_study(), metric=f"metric {next(_numbers)}")


def make_recognition(**values):
    return _made(Recognition, values, kind="guideline")


def make_authority(**values):
    return _made(Authority, values, jurisdiction="CN", kind="regulator")


def make_milestone(**values):
    values.setdefault("authority", None)
    values["authority"] = values["authority"] or make_authority()
    return _made(Milestone, values, pathway="nmpa_registration", outcome="registered", scope="A step of somebody.")


def make_policy(**values):
    return _made(Policy, values, kind="notice", jurisdiction="CN")


def make_figure(**values):
    return _made(MarketFigure, values)


def make_insight(**values):
    return _made(Insight, values, kind="trend", statement="What is said.")


def make_event(**values):
    return _made(Event, values, kind="forum")


def make_participation(event=None, **values):
    if "person" not in values and "company" not in values:
        values["person"] = make_person()
    return _made(Participation, values, event=event or make_event())


MAKERS = {
    "sources": make_source, "segments": make_segment, "companies": make_company, "people": make_person,
    "investors": make_investor, "rounds": make_round, "products": make_product, "partners": make_partner,
    "collaborations": make_collaboration, "studies": make_study, "recognitions": make_recognition,
    "authorities": make_authority, "milestones": make_milestone, "policies": make_policy, "figures": make_figure,
    "insights": make_insight, "events": make_event,
}  # fmt: skip
"""The builder of each record type that has a slug, by the type's address."""

DATED = ["rounds", "collaborations", "studies", "recognitions", "milestones", "policies", "figures", "events"]
"""The record types that are ordered by a date."""


def with_everything(times=1):
    """A company with `times` of everything that can hang on one, and records of every type around it."""
    segments = [make_segment() for _ in range(times)]
    company = make_company(segments=segments)
    for number in range(times):
        make_name(company, f"Further name {company.pk} {number}")
        furnish(company, segments[number])
    return company


def furnish(company, segment):
    """One more of everything for the company."""
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
    make_milestone(authority=authority, when="2025-03", **of_both)
    make_policy(issuer=authority, when="2022")
    make_participation(event, person=person, company=company)
    make_insight(segment=segment, speaker=person, event=event, **of_both)
    make_figure(segment=segment, amount="nearly RMB 30 billion", when="2025", **of_both)
    make_segment(parent=segment)
    return product
