"""Places that are to be compared with their values again, or contradict them without a ruling."""

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from records.admin.conflicts import display_value
from records.admin.relations import form_url
from records.field_labels import label_anywhere
from sources.admin.citation_admin import prefetch_cited_records
from sources.models import Citation

from ..access import may_sit_at_it
from .rows import Button, Row, may

UNCHANGED, RULED = "unchanged", "ruled"


def to_be_rechecked(user):
    return [Citation.objects.needing_recheck()] if may(user, "view", Citation) else []


def without_ruling(user):
    """Places that contradict a value, without a note that says why the record keeps its own."""
    return [Citation.objects.filter(stance="contradicts", note="")] if may(user, "view", Citation) else []


def works_on(user, item) -> bool:
    return may(user, "change", Citation)


def recheck_rows(request, items):
    """Each place, and a button for a value that is still right."""
    return _rows(request, items, Button(UNCHANGED, _("Checked again: unchanged")))


def contested_rows(request, items):
    """Each place, and a button for a value that the record keeps, with the reason."""
    return _rows(request, items, Button(RULED, _("The record keeps its value"), ask=_("Why")))


def _rows(request, items, button):
    """Each place with the record, the value that it holds now, and the words of the place."""
    prefetch_related_objects(items, "source", prefetch_cited_records())
    at_desk = may_sit_at_it(request)
    return [_row(item, at_desk, button) for item in items if item.record is not None]


def _row(item, at_desk, button):
    place = _("%(source)s, ¶%(number)s") % {"source": item.source, "number": item.paragraph}
    desk = f"{reverse('desk:desk', args=[item.source_id])}?paragraph={item.paragraph}#paragraph-{item.paragraph}"
    stated = _("The place says: “%(words)s”.") % {"words": item.stated} if item.stated else ""
    details = (_value_now(item), stated, (place, desk if at_desk else ""))
    field = label_anywhere(item.field) if item.field else _("the record as a whole")
    return Row(item, f"{item.record}: {field}", form_url(item.record), tuple(filter(None, details)), (button,))


def _value_now(item):
    """The value in the record, where it is none that other rows hold."""
    name = "amount_stated" if item.field == "amount" else item.field
    column = next((field for field in item.record._meta.concrete_fields if field.name == name), None)
    if column is None or column.is_relation:
        return ""
    return _("The record says: “%(value)s”.") % {"value": display_value(item.record, name)}
