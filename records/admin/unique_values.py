"""A value that must be unique, and is not: the refusal names the record that has it, with a link."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import UniqueConstraint
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .relations import form_link


class UniqueValuesForm(forms.ModelForm):
    """A form that says which record has the value already."""

    def validate_unique(self):
        exclude = self._get_validation_exclusions()
        for field in self.instance._meta.fields:
            if field.unique and not field.primary_key and field.name not in exclude:
                holder = holder_of(self.instance, [field.name])
                if holder:
                    message = _("{record} has this {field} already.")
                    words = {"record": form_link(holder), "field": field.verbose_name}
                    self.add_error(field.name, ValidationError(format_html(message, **words), code="unique"))
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and not {*constraint.fields} & {*self.errors}:
                self._name_holder(constraint)

    def _name_holder(self, constraint):
        """Say who has all the values; what the model says of it alone is left out."""
        holder = holder_of(self.instance, constraint.fields, constraint.nulls_distinct is not False)
        if holder is None:
            return
        said = str(constraint.violation_error_message)
        if plain := self.errors.get(NON_FIELD_ERRORS):
            plain.data = [error for error in plain.data if str(error.message) != said]
        self.add_error(None, ValidationError(format_html("{} {}", said, form_link(holder)), code="unique"))


def holder_of(record, fields, nulls_differ=True):
    """The other record of its model with the same values in these fields, or None."""
    values = {name: record._meta.get_field(name).value_from_object(record) for name in fields}
    if nulls_differ and None in values.values():
        return None
    same = {f"{name}__isnull" if value is None else name: value is None or value for name, value in values.items()}
    return type(record)._base_manager.filter(**same).exclude(pk=record.pk).first()


def unique_rule(model) -> UniqueConstraint:
    """The rule by which no two rows of one record are alike."""
    (rule,) = (rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint))
    return rule
