"""What companies and products are compared by, in the order in which an analyst asks."""

from django.utils.translation import gettext_lazy as _

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
    for line in ASPECTS[selection.key]:
        aspects += _stages(records) if line is STAGES else [_aspect(records, *line)]
    dimensions = [
        dimension(key, str(label), [(record.doc["slug"], of(record)) for record in records])
        for key, label, of in DIMENSIONS[selection.key] if len(records) > 1
    ]  # fmt: skip
    return Comparison(selection, records, aspects, dimensions)


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
