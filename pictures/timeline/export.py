"""A timeline as rows: for the API and as CSV."""

from itertools import chain

from records.spreadsheets import format_places

from ..files import csv_response
from .drawing import about
from .entries import timeline_of

HEADS = (
    "group",
    "kind",
    "type",
    "slug",
    "name",
    "when",
    "when, earliest",
    "when, latest",
    "short",
    "contested",
    "sources",
)


def documents_of(found):
    """The entries as the API gives them."""
    return [_document(group.heading, entry) for group in found.groups for entry in (*group.dated, *group.undated)]


def _document(heading, entry):
    record, doc = entry.record, entry.record.doc
    return {
        "group": heading, "kind": entry.kind,
        "record": {"type": record.type, "slug": doc["slug"], "name": record.name},
        "when": doc["when"], "short": about(entry), "contested": doc["contested"], "citations": doc["citations"],
    }  # fmt: skip


def as_csv(data, is_head=False):
    """Every entry, read page by page. Raises BadParameter."""
    found = timeline_of(data)
    return csv_response("timeline", HEADS, (_lines(each) for each in chain([found], _further(found, data))), is_head)


def _further(found, data):
    """The pages behind the first: of policies alone, since the steps beside them belong to their page."""
    while found.next:
        data = data.copy()
        data["cursor"] = found.next
        found = timeline_of(data)
        yield found


def _lines(found):
    for group in found.groups:
        for entry in (*group.dated, *group.undated):
            doc, when = entry.record.doc, entry.record.doc["when"] or {"edtf": "", "earliest": "", "latest": ""}
            days = [when["edtf"], when["earliest"] or "", when["latest"] or ""]
            contested = "true" if doc["contested"] else "false"
            yield [
                group.heading, entry.kind, entry.record.type, doc["slug"], entry.record.name, *days, about(entry),
                contested, format_places(entry.record.all_places),
            ]  # fmt: skip
