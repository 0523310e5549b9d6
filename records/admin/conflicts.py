"""Two editors on one record: the second is told, and nothing is overwritten silently."""

import hashlib

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _


class StampedForm(forms.ModelForm):
    """A form that remembers which state of the record it was filled from.

    The record that it is given on saving must be locked, or the comparison is worth nothing.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refusal = ""  # what the database said to the first attempt, see refusals.py
    beside = ()  # the relations to rows that are edited in the same form

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = state_of(self.instance, self.beside)

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="refused")
        if self.instance.pk and cleaned.get("seen") != self.initial["seen"]:
            self.add_error(None, ValidationError(self._conflict(), code="conflict"))
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.initial["seen"]
        return cleaned

    def _conflict(self):
        said = _(
            "This record was changed after you opened it; it was last saved by %(who)s. Nothing of yours is saved yet. "
            "Saving again keeps what stands in this form."
        ) % {"who": _who_changed(self.instance)}
        return format_html(
            '{} <a href="">{}</a>{}',
            said,
            _("Load the record as it is now (what you typed here is lost)."),
            self._differences(),
        )

    def _differences(self):
        rows = [
            (self.fields[name].label or name, shown(self.instance, name))
            for name in self.changed_data if name in self._meta.model._meta._forward_fields_map
        ]  # fmt: skip
        if not rows:
            return format_html("<br>{}", _("The fields are as you have them; names, citations or parts were changed."))
        return format_html(
            "<br>{}<ul>{}</ul>", _("It differs from this form in:"), format_html_join("", "<li>{}: now “{}”</li>", rows)
        )


def state_of(record, beside=()) -> str:
    """A text that changes whenever the record does, or a row of the relations `beside` it."""
    values = [str(field.value_from_object(record)) for field in record._meta.concrete_fields]
    for relation in beside:
        values += [str(row) for row in getattr(record, relation).order_by("pk").values_list()]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()


def shown(record, name) -> str:
    """The value of a field as a reader would see it, shortened."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if hasattr(value, "all"):
        value = ", ".join(str(item) for item in value.all())
    return Truncator("" if value is None else str(value)).chars(120)


def _who_changed(record):
    """Who saved the record last and when, as far as the admin knows."""
    last = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk)
    ).select_related("user").first()  # fmt: skip
    if last is None:
        return _("somebody outside the admin")
    moment = date_format(timezone.localtime(last.action_time), "DATETIME_FORMAT")
    return _("%(user)s (%(moment)s)") % {"user": last.user.get_username(), "moment": moment}
