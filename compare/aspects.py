"""The aspects by which companies and products are compared, in the order of an analyst's questions."""

from django.utils.translation import gettext_lazy as _

from catalogue.record_types import RECORD_TYPES
from records.documents import keys_of

from . import items
from .comparison import Aspect, Comparison, dimension

PROFILE, REGULATORY, EVIDENCE = _("Profile"), _("Regulatory status"), _("Evidence")
FUNDING, PEOPLE = _("Funding"), _("Partners and people")
NOT_STATED = _("not stated")

STUDIES = ("studies", _("Studies"), items.rows("studies", "kind", "status", "when"), EVIDENCE)
OUTCOMES = ("outcomes", _("Outcomes"), items.outcomes, EVIDENCE)
RECOGNITIONS = ("recognitions", _("Recognition"), items.rows("recognitions", "kind", "issuer", "when"), EVIDENCE)
PARTNERS = ("partners", _("Clinical partners"), items.partners, PEOPLE)
SEGMENTS = ("segments", _("Segments"), items.refs("segments"), PROFILE)
AUTHORITY_LINES = None  # stands for one line per authority

ASPECTS = {
    "company": [
        ("summary", _("Summary"), items.value("summary"), PROFILE),
        ("coverage", _("Coverage"), items.value("coverage"), PROFILE),
        ("kind", _("Kind"), items.value("kind"), PROFILE),
        ("founded", _("Founded"), items.founded, PROFILE),
        ("products", _("Products"), items.rows("products", "kind"), PROFILE),
        SEGMENTS, AUTHORITY_LINES, STUDIES, OUTCOMES, RECOGNITIONS, PARTNERS,
        ("investors", _("Investors"), items.investors, PEOPLE),
        ("people", _("People"), items.people, PEOPLE),
        ("money", _("Total raised"), items.money, FUNDING),
        ("rounds", _("Rounds"), items.rounds, FUNDING),
    ],
    "product": [
        ("company", _("Company"), items.value("company"), PROFILE),
        ("summary", _("Summary"), items.value("summary"), PROFILE),
        ("kind", _("Kind"), items.value("kind"), PROFILE),
        ("intended_use", _("Intended use"), items.value("intended_use"), PROFILE),
        ("indication", _("Indication"), items.value("indication"), PROFILE),
        ("mechanism", _("Mechanism"), items.value("mechanism"), PROFILE),
        ("benefit", _("Benefit"), items.value("benefit"), PROFILE),
        SEGMENTS, AUTHORITY_LINES, STUDIES, OUTCOMES, RECOGNITIONS, PARTNERS,
    ],
}  # fmt: skip
COMPARED_OTHERWISE = {"milestones", "collaborations"}
"""Sections of a profile that are compared by authority or by partner."""
NOT_COMPARED = {"events", "figures", "insights"}
"""Texts about a company or market are read on its profile: side by side there is nothing to compare."""

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
        aspects += _authority_lines(records) if line is AUTHORITY_LINES else [_aspect(records, *line)]
    dimensions = [
        dimension(key, str(label), [(record.doc["slug"], items_of(record)) for record in records])
        for key, label, items_of in DIMENSIONS[selection.key] if len(records) > 1
    ]  # fmt: skip
    return Comparison(selection, records, aspects, dimensions)


def _further_sections(selection):
    """A line for each other record type of the profile, with the columns of its table except name and owner."""
    covered = {line[0] for line in ASPECTS[selection.key] if line} | COMPARED_OTHERWISE | NOT_COMPARED
    for key in keys_of(selection.record_type.profile):
        for record_type in RECORD_TYPES:
            if record_type.name == key not in covered:
                columns = [name for name in record_type.row.Meta.columns if name not in ("name", "company", "product")]
                yield key, record_type.menu_label, items.rows(key, *columns), EVIDENCE


def _aspect(records, key, label, items_of, group):
    return Aspect(key, str(label), [items_of(record) for record in records], str(group), str(NOT_STATED))


def _authority_lines(records):
    """One line for each authority with which any of the records has a milestone."""
    authorities = {item.ref["slug"]: item for record in records for item in items.authorities(record)}
    if not authorities:
        return [_aspect(records, "milestones", _("Milestones"), items.authorities, REGULATORY)]
    return [
        _aspect(records, f"authority:{slug}", item.name, items.milestones_with(slug), REGULATORY)
        for slug, item in sorted(authorities.items(), key=lambda pair: pair[1].name.lower())
    ]
