"""A comparison as a spreadsheet: a line for each item, two columns for each record, the value and its sources."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from records.spreadsheets import BYTE_ORDER_MARK, csv_lines, format_places

from .comparison import Comparison, Item


def as_csv(comparison: Comparison) -> HttpResponse:
    """The comparison as CSV in UTF-8 with a byte order mark, which spreadsheets look for."""
    name = "-".join(("compare", *comparison.selection.slugs))[:120]
    answer = HttpResponse(BYTE_ORDER_MARK + csv_lines(_rows(comparison)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _rows(comparison):
    heads = [
        cell for record in comparison.records for cell in (record.name, _("%(name)s: sources") % {"name": record.name})
    ]
    yield [_("part"), _("aspect"), *heads]
    yield ["", _("address"), *(cell for record in comparison.records for cell in (record.url, ""))]
    for aspect in comparison.aspects:
        for number in range(max(1, *(len(cell) for cell in aspect.cells))):
            yield [aspect.group, aspect.label, *_pairs(aspect, number)]
    for dimension in comparison.dimensions:
        label = _("%(what)s in common") % {"what": dimension.label}
        for shared in dimension.in_common:
            yield [_("Shared"), label, *_shared_pairs(comparison, shared)]
        label = _("%(what)s only here") % {"what": dimension.label}
        for number in range(max(map(len, dimension.only_here))):
            row = [(items[number : number + 1] or [Item()])[0] for items in dimension.only_here]
            yield [_("Not shared"), label, *(text for item in row for text in (item.name, format_places(item.places)))]


def _pairs(aspect, number):
    for cell in aspect.cells:
        if number < len(cell):
            yield from (cell[number].in_words, format_places(cell[number].places))
        else:
            yield from ("" if cell else aspect.empty if number == 0 else "", "")


def _shared_pairs(comparison, shared):
    for record in comparison.records:
        has_item = record.doc["slug"] in shared.slugs
        yield from (shared.item.name, format_places(shared.item.places)) if has_item else ("", "")
