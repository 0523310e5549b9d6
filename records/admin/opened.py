"""What a form was opened with, sealed into it, and how that, what was typed and what is stored become one value."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

SALT = "records.admin.opened"
LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class Carried(forms.CharField):
    """What a form carries along and no editor changes."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data):
        return False


def of_this_save(field):
    """Let a field of a form be a question about this save: it is no value of the record, and not compared."""
    field.is_of_this_save = True
    return field


def sealed(owner, values) -> str:
    """The values as a text that nobody can alter; `owner` says what they are of."""
    return signing.dumps([owner, values], salt=SALT, compress=True)


def unsealed(owner, text):
    """The values that `sealed` was given, or None where the text is no seal of this owner's."""
    try:
        of, values = signing.loads(text or "", salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return values if of == owner else None


def compared_fields(form) -> dict:
    """{name: field} of the values of its record in a form: no files, and nothing that is asked for one save alone."""
    return {
        name: field for name, field in form.fields.items()
        if name in form.base_fields and not isinstance(field, Carried | forms.FileField)
        and not getattr(field, "is_of_this_save", False)
    }  # fmt: skip


def shown_values(form) -> dict:
    """{name: value} as a form shows its record before anybody types, in the way that a browser would post it."""
    return {
        name: as_posted(field, field.prepare_value(form.get_initial_for_field(field, name)))
        for name, field in compared_fields(form).items()
    }


def typed_value(form, name, prefix=""):
    """The value of a field in the form's data; `prefix` is that of a row."""
    field = form.fields[name]
    key = f"{prefix}-{name}" if prefix else form.add_prefix(name)
    return as_posted(field, field.widget.value_from_datadict(form.data, form.files, key))


def as_posted(field, value):
    """A text, a bool, or a sorted list of texts."""
    if isinstance(field, forms.BooleanField):
        return bool(field.to_python(value))
    if isinstance(field, LISTS):
        return sorted({str(one) for one in value or ()})
    return "" if value is None else str(value)


def write_value(data, key, value):
    """Put a value into the data of a form as a browser would have posted it."""
    if value is True:
        data[key] = "on"
    elif value is False:
        data.pop(key, None)
    elif isinstance(value, list):
        data.setlist(key, value)
    else:
        data[key] = value


def is_same(field, one, other) -> bool:
    """Whether two posted values mean the same, like “March 2025” and “2025-03”."""
    if one == other:
        return True
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    one, other = (text.replace("\r\n", "\n").strip() for text in (one, other))
    if one == other or isinstance(field, forms.ChoiceField):
        return one == other
    try:
        return field.to_python(one) == field.to_python(other)
    except ValidationError:
        return False


def are_same(fields, one, other) -> bool:
    return all(is_same(field, one.get(name), other.get(name)) for name, field in fields.items())


def merged(field, opened, stored, typed):
    """(the value to save, whether both editors changed it, whether it is another's change that was not typed here).

    `opened` is None where nobody knows what the form was opened with: then whatever differs was changed by both. Lists
    take in what either editor added and lose what either removed.
    """
    if isinstance(stored, list) and opened is not None:
        both = sorted(set(stored) - (set(opened) - set(typed)) | (set(typed) - set(opened)))
        return both, False, both != typed
    if is_same(field, typed, stored):
        return typed, False, False
    if opened is not None and is_same(field, typed, opened):
        return stored, False, True
    return typed, opened is None or not is_same(field, stored, opened), False


def in_words(field, value) -> str:
    """A posted value as its readers know it: labels of choices, names of records."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(in_words(field, one) for one in value) or _("nothing")
    if not value:
        return _("nothing")
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.queryset.filter(pk=value).first() if value.isdigit() else None
        return str(chosen or value)
    return str(dict(_choices(field)).get(value, value))


def _choices(field):
    """The choices of a field by value, without groups."""
    return [(str(value), label) for value, label in getattr(field, "choices", ())]


def label_of(form, name) -> str:
    return capfirst(str(form.fields[name].label or name))
