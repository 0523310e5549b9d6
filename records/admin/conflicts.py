"""Two editors on one record: the second is warned, and nothing is overwritten silently."""

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
    """A form that knows the state of the record that it was filled from.

    The record must be locked when it is saved, or the comparison is unreliable.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refusal = ""  # the database's message for the first attempt, see database_errors.py
    edited_relations = ()  # those whose rows are edited in the same form

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = state_of(self.instance, self.edited_relations)

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
        message = _(
            "This record was changed after you opened it; it was last saved by %(who)s. Nothing of yours is saved yet. "
            "Saving again keeps what stands in this form."
        ) % {"who": _last_editor(self.instance)}
        return format_html(
            '{} <a href="">{}</a>{}',
            message,
            _("Load the record as it is now (what you typed here is lost)."),
            self._differences(),
        )

    def _differences(self):
        rows = [
            (self.fields[name].label or name, display_value(self.instance, name))
            for name in self.changed_data if name in self._meta.model._meta._forward_fields_map
        ]  # fmt: skip
        if not rows:
            return format_html("<br>{}", _("The fields are as you have them; names, citations or parts were changed."))
        return format_html(
            "<br>{}<ul>{}</ul>", _("It differs from this form in:"), format_html_join("", "<li>{}: now “{}”</li>", rows)
        )


def state_of(record, edited_relations=()) -> str:
    """A hash that changes with the record and with the rows of `edited_relations`.

    The time of change is left out: it moves with parts and citations that are edited elsewhere.
    """
    fields = [field for field in record._meta.concrete_fields if field.name != "updated_at"]
    values = [str(field.value_from_object(record)) for field in fields]
    for relation in edited_relations:
        values += [str(row) for row in getattr(record, relation).order_by("pk").values_list()]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()


def display_value(record, name) -> str:
    """The value of a field as readers see it, shortened."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if hasattr(value, "all"):
        value = ", ".join(str(item) for item in value.all())
    return Truncator("" if value is None else str(value)).chars(120)


def _last_editor(record):
    """Who saved the record last and when, as far as the admin knows."""
    last = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk)
    ).select_related("user").first()  # fmt: skip
    if last is None:
        return _("somebody outside the admin")
    moment = date_format(timezone.localtime(last.action_time), "DATETIME_FORMAT")
    return _("%(user)s (%(moment)s)") % {"user": last.user.get_username(), "moment": moment}
