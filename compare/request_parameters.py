"""Reading what is to be compared: from the query string to the records, strictly."""

import orjson
from django.utils.translation import gettext as _

from catalogue.record_types import RECORD_TYPES
from records.comparison_selection import MAX_COMPARED, SLUG, ComparisonSelection
from records.documents import compiled
from records.presenters import present
from records.problems import BadParameter, format_errors, parameter_errors

COMPARED = {record_type.model._meta.model_name: record_type for record_type in RECORD_TYPES if record_type.can_compare}
FORMATS = ("json", "csv")


def selections_of(data) -> list[ComparisonSelection]:
    """What the query string names, by type; more than fit and unknown ones too, so that a page can offer the rest."""
    selections = []
    for key, record_type in COMPARED.items():
        slugs = tuple(slug for slug in dict.fromkeys(data.getlist(key)) if SLUG.fullmatch(slug))
        if slugs:
            selections.append(ComparisonSelection(record_type, slugs))
    return selections


def requested_selection(data) -> ComparisonSelection:
    """The selection that the query string names. Raises BadParameter with every error."""
    errors = parameter_errors(data, (*COMPARED, "format"), several=COMPARED) + format_errors(data, FORMATS)
    errors += _malformed(data)
    keys = [key for key in COMPARED if data.getlist(key)]
    if len(keys) > 1:
        errors.append(_error(keys[1], _("Records of one type are compared at a time."), keys))
    if not keys:
        errors.append(_error(next(iter(COMPARED)), _("Name at least one record to compare."), _examples()))
    selections = selections_of(data)
    if selections and len(selections[0].slugs) > MAX_COMPARED:
        values = {"most": MAX_COMPARED, "given": len(selections[0].slugs)}
        message = _("Up to %(most)s records can be compared at once, not %(given)s.") % values
        errors.append(_error(selections[0].key, message, [f"1 to {MAX_COMPARED}"]))
    if errors:
        raise BadParameter(*errors)
    return selections[0]


def _malformed(data):
    for key in COMPARED:
        for slug in data.getlist(key):
            if not SLUG.fullmatch(slug):
                yield _error(key, _("“%(slug)s” is no slug.") % {"slug": slug[:60]}, _examples())


def _examples():
    return [f"{key}=a slug of /api/v1/{record_type.name}/" for key, record_type in COMPARED.items()]


def _error(name, message, allowed):
    return {"parameter": name, "message": str(message), "allowed": list(allowed)}


def records_of(selection, drafts=False) -> list:
    """The selected records as pages show them, in their order, read in one query; None for one that is missing."""
    queryset = selection.record_type.model.objects.all() if drafts else selection.record_type.visible()
    rows = queryset.filter(slug__in=selection.slugs).values_list("slug", compiled(selection.record_type.profile))
    documents = {slug: present(selection.record_type.profile, orjson.loads(text)) for slug, text in rows}
    return [documents.get(slug) for slug in selection.slugs]


def successors_of(selection, records) -> dict:
    """{old slug: the slug that took it over} of the records that are not there."""
    gone = [slug for slug, record in zip(selection.slugs, records, strict=True) if record is None]
    return {slug: successor for slug in gone if (successor := selection.record_type.successor(slug))}


def followed(selection, successors) -> ComparisonSelection:
    """The selection with the successors in the places of the merged records."""
    return ComparisonSelection(
        selection.record_type, tuple(dict.fromkeys(successors.get(slug, slug) for slug in selection.slugs))
    )


def missing(selection, records) -> BadParameter | None:
    """The error that names what is not there."""
    gone = [slug for slug, record in zip(selection.slugs, records, strict=True) if record is None]
    if not gone:
        return None
    values = {"type": selection.record_type.model._meta.verbose_name}
    allowed = [f"a slug of /api/v1/{selection.record_type.name}/"]
    return BadParameter(*(
        _error(selection.key, _("There is no %(type)s “%(slug)s”.") % {**values, "slug": slug}, allowed)
        for slug in gone
    ))  # fmt: skip
