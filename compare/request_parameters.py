"""From a query string to the records to compare, with every error reported."""

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
    """The selections in a query string by type, even too long ones or unknown records: a page offers what is left."""
    selections = []
    for key, record_type in COMPARED.items():
        slugs = tuple(slug for slug in dict.fromkeys(data.getlist(key)) if SLUG.fullmatch(slug))
        if slugs:
            selections.append(ComparisonSelection(record_type, slugs))
    return selections


def requested_selection(data) -> ComparisonSelection:
    """The selection in a query string. Raises BadParameter with every error."""
    errors = parameter_errors(data, (*COMPARED, "format"), several=COMPARED) + format_errors(data, FORMATS)
    errors += _slug_errors(data)
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


def _slug_errors(data):
    for key in COMPARED:
        for slug in data.getlist(key):
            if not SLUG.fullmatch(slug):
                yield _error(key, _("“%(slug)s” is no slug.") % {"slug": slug[:60]}, _examples())


def _examples():
    return [f"{key}=a slug of /api/v1/{record_type.name}/" for key, record_type in COMPARED.items()]


def _error(name, message, allowed):
    return {"parameter": name, "message": str(message), "allowed": list(allowed)}


def records_of(selection, drafts=False) -> list:
    """The view models of the selected records in their order, from one query; None for a missing record."""
    queryset = selection.record_type.model.objects.all() if drafts else selection.record_type.visible()
    rows = queryset.filter(slug__in=selection.slugs).values_list("slug", compiled(selection.record_type.profile))
    documents = {slug: present(selection.record_type.profile, orjson.loads(text)) for slug, text in rows}
    return [documents.get(slug) for slug in selection.slugs]


def successor_selection(selection, records) -> ComparisonSelection | None:
    """The selection with the successors of merged records in their place; None if no missing record was merged."""
    missing = _missing(selection, records)
    successors = {slug: successor for slug in missing if (successor := selection.record_type.successor(slug))}
    slugs = tuple(dict.fromkeys(successors.get(slug, slug) for slug in selection.slugs))
    return ComparisonSelection(selection.record_type, slugs) if successors else None


def missing_error(selection, records) -> BadParameter:
    """The error that names the records that don't exist."""
    values = {"type": selection.record_type.model._meta.verbose_name}
    allowed = [f"a slug of /api/v1/{selection.record_type.name}/"]
    return BadParameter(*(
        _error(selection.key, _("There is no %(type)s “%(slug)s”.") % {**values, "slug": slug}, allowed)
        for slug in _missing(selection, records)
    ))  # fmt: skip


def _missing(selection, records):
    return [slug for slug, record in zip(selection.slugs, records, strict=True) if record is None]
