"""What companies and products are compared by, in the order in which an analyst asks."""

from django.utils.translation import gettext_lazy as _

from catalogue.record_types import RECORD_TYPES
from records.documents import keys_of

from . import items
from .comparison import Aspect, Comparison, dimension

MAKES, STANDS, EVIDENCE = _("Profile"), _("Regulatory status"), _("Evidence")
PAID, WHO = _("Funding"), _("Partners and people")
UNTOLD = _("not stated")

STUDIES = ("studies", _("Studies"), items.rows("studies", "kind", "status", "when"), EVIDENCE)
OUTCOMES = ("outcomes", _("Outcomes"), items.outcomes, EVIDENCE)
NOTICED = ("recognitions", _("Recognition"), items.rows("recognitions", "kind", "issuer", "when"), EVIDENCE)
PARTNERS = ("partners", _("Clinical partners"), items.partners, WHO)
SEGMENTS = ("segments", _("Segments"), items.refs("segments"), MAKES)
STAGES = None  # here stand the authorities, one line for each

ASPECTS = {
    "company": [
        ("summary", _("Summary"), items.value("summary"), MAKES),
        ("coverage", _("Coverage"), items.value("coverage"), MAKES),
        ("kind", _("Kind"), items.value("kind"), MAKES),
        ("founded", _("Founded"), items.founded, MAKES),
        ("products", _("Products"), items.rows("products", "kind"), MAKES),
        SEGMENTS, STAGES, STUDIES, OUTCOMES, NOTICED, PARTNERS,
        ("investors", _("Investors"), items.investors, WHO),
        ("people", _("People"), items.people, WHO),
        ("money", _("Total raised"), items.money, PAID),
        ("rounds", _("Rounds"), items.rounds, PAID),
    ],
    "product": [
        ("company", _("Company"), items.value("company"), MAKES),
        ("summary", _("Summary"), items.value("summary"), MAKES),
        ("kind", _("Kind"), items.value("kind"), MAKES),
        ("intended_use", _("Intended use"), items.value("intended_use"), MAKES),
        ("indication", _("Indication"), items.value("indication"), MAKES),
        ("mechanism", _("Mechanism"), items.value("mechanism"), MAKES),
        ("benefit", _("Benefit"), items.value("benefit"), MAKES),
        SEGMENTS, STAGES, STUDIES, OUTCOMES, NOTICED, PARTNERS,
    ],
}  # fmt: skip
COMPARED_OTHERWISE = {"milestones", "collaborations"}
"""Sections of a profile that are compared by authority and by partner."""
NOT_COMPARED = {"events", "figures", "insights"}
"""What is said about a company or a market is read on its profile: texts side by side would compare nothing."""

DIMENSIONS = {
    "company": [
        ("investors", _("Investors"), items.investors), ("partners", _("Clinical partners"), items.partners),
        ("segments", _("Segments"), items.refs("segments")), ("authorities", _("Authorities"), items.authorities),
    ],
    "product": [
        ("partners", _("Clinical partners"), items.partners), ("segments", _("Segments"), items.refs("segments")),
        ("authorities", _("Authorities"), items.authorities),
    ],
}  # fmt: skip


def comparison(selection, records) -> Comparison:
    """The records of a selection side by side."""
    aspects = []
    for line in [*ASPECTS[selection.key], *_further_sections(selection)]:
        aspects += _stages(records) if line is STAGES else [_aspect(records, *line)]
    dimensions = [
        dimension(key, str(label), [(record.doc["slug"], of(record)) for record in records])
        for key, label, of in DIMENSIONS[selection.key] if len(records) > 1
    ]  # fmt: skip
    return Comparison(selection, records, aspects, dimensions)


def _further_sections(selection):
    """A line for each record type of the profile that has none above: the columns of its table but for the company."""
    covered = {line[0] for line in ASPECTS[selection.key] if line} | COMPARED_OTHERWISE | NOT_COMPARED
    for key in keys_of(selection.record_type.profile):
        for record_type in RECORD_TYPES:
            if record_type.name == key not in covered:
                columns = [name for name in record_type.row.Meta.columns if name not in ("name", "company", "product")]
                yield key, record_type.menu_label, items.rows(key, *columns), EVIDENCE


def _aspect(records, key, label, of, group):
    return Aspect(key, str(label), [of(record) for record in records], str(group), str(UNTOLD))


def _stages(records):
    """One line for each authority with which any of the records has a step."""
    found = {item.ref["slug"]: item for record in records for item in items.authorities(record)}
    if not found:
        return [_aspect(records, "milestones", _("Milestones"), items.authorities, STANDS)]
    return [
        _aspect(records, f"authority:{slug}", item.name, items.steps_with(slug), STANDS)
        for slug, item in sorted(found.items(), key=lambda pair: pair[1].name.lower())
    ]
