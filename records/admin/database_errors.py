"""What the database refuses, said in words: no editor ever sees an error page for it, and nothing typed is lost."""

from django.apps import apps
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BY_TRIGGER = {
    "published_means_cited": gettext_lazy("A record without a citation can't be published: cite at least one place."),
    "last_citation_stays": gettext_lazy(
        "This is the last citation of a published record: cite another place first, or unpublish the record."
    ),
    "paragraph_exists": gettext_lazy("The source has no such paragraph."),
    "points_at_a_record": gettext_lazy("The record that is cited is not there any more."),
}


def in_words(error) -> str:
    """The message of the constraint or trigger that refused."""
    if isinstance(error, ProtectedError):
        named = ", ".join(sorted(str(record) for record in error.protected_objects)[:5])
        return _("Others still refer to it: %(records)s. Change or delete those first.") % {"records": named}
    said = getattr(error.__cause__, "diag", None)
    constraint = said and said.constraint_name and _constraint_named(said.constraint_name)
    if constraint:
        return str(constraint.violation_error_message)
    message = str(said.message_primary if said else error)
    return str(BY_TRIGGER.get(message.partition(":")[0]) or _("The database refuses this: %s") % message)


def _constraint_named(name):
    constraints = (constraint for model in apps.get_models() for constraint in model._meta.constraints)
    return next((constraint for constraint in constraints if constraint.name == name), None)


def settle():
    """Let the deferred rules speak now, inside the transaction, while there still is a form to answer in."""
    transaction.get_connection().check_constraints()


class CarefulAdmin(admin.ModelAdmin):
    """An admin in which a refusal of the database is a message at the form or above the list.

    What is saved or deleted is locked first, so that the second of two editors sees what the first has saved.
    """

    class Media:
        js = ["kb/saving.js"]

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return self.get_queryset(request).select_for_update(of=("self",)).filter(pk=found.pk).first()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = in_words(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        settle()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        settle()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        settle()

    def delete_view(self, request, object_id, extra_context=None):
        return self._or_message(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        return self._or_message(request, super().changelist_view, extra_context)

    def _or_message(self, request, view, *args):
        """What the view answers, or the way back to where the editor was, with the reason."""
        try:
            with transaction.atomic():
                return view(request, *args)
        except (IntegrityError, ProtectedError) as error:
            self.message_user(request, in_words(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
