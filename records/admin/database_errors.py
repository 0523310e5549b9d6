"""Errors of the database as messages in the form: no error page, and nothing that was typed is lost."""

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.writing import check_deferred_constraints, take_turn

from .conflicts import differences, last_writer, written_fields
from .gone_records import as_new
from .revising import RevisingAdmin

TRIGGER_MESSAGES = {
    "published_means_cited": gettext_lazy("A record without a citation can't be published: cite at least one place."),
    "last_citation_stays": gettext_lazy(
        "This is the last citation of a published record: cite another place first, or unpublish the record."
    ),
    "paragraph_exists": gettext_lazy("The source has no such paragraph."),
    "points_at_a_record": gettext_lazy("The record that is cited is not there any more."),
}


def error_message(error) -> str:
    """The message of the constraint or trigger that raised the error."""
    if isinstance(error, ProtectedError):
        names = ", ".join(sorted(str(record) for record in error.protected_objects)[:5])
        return _("Others still refer to it: %(records)s. Change or delete those first.") % {"records": names}
    diagnostics = getattr(error.__cause__, "diag", None)
    constraint = diagnostics and diagnostics.constraint_name and _constraint_named(diagnostics.constraint_name)
    if constraint:
        return str(constraint.violation_error_message)
    message = str(diagnostics.message_primary if diagnostics else error)
    return str(TRIGGER_MESSAGES.get(message.partition(":")[0]) or _("The database refuses this: %s") % message)


def _constraint_named(name):
    constraints = (constraint for model in apps.get_models() for constraint in model._meta.constraints)
    return next((constraint for constraint in constraints if constraint.name == name), None)


class LockingAdmin(RevisingAdmin):
    """An admin that shows errors of the database as messages at the form or above the list.

    Records are locked before they are saved or deleted, so that the second of two editors sees the first one's changes.
    """

    class Media:
        js = ["kb/saving.js", "kb/reading.js"]

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST":
            return record
        take_turn()
        return self.get_queryset(request).select_for_update(of=("self",)).filter(pk=record.pk).first()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and self._is_gone(request, object_id):
            who = last_writer(self.model, object_id)
            request.POST = as_new(request.POST)
            request.refusal = _("%(who)s deleted this record meanwhile. Save again to enter it anew.") % {"who": who}
            object_id, form_url = None, reverse(admin_urlname(self.opts, "add"))
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = error_message(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _is_gone(self, request, number):
        """Whether a record was deleted that the user may enter anew."""
        is_number = number.isascii() and number.isdigit() and len(number) <= 18
        return is_number and self.has_add_permission(request) and super().get_object(request, number) is None

    def save_model(self, request, obj, form, change):
        """Write what was changed alone; a form that is saved as it was opened writes nothing."""
        if not change:
            super().save_model(request, obj, form, change)
        elif form.has_changed():
            obj.save(update_fields=written_fields(form))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        check_deferred_constraints()  # while the form can still show their errors
        self._tell_what_stays(request, form, formsets)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, formsets = context["adminform"].form, [each.formset for each in context["inline_admin_formsets"]]
        self._tell_what_stays(request, form, formsets)
        context["kb_clashes"] = differences("clashes", form, formsets)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _tell_what_stays(self, request, form, formsets):
        """Show what other editors changed since the form was opened and this one did not touch."""
        if kept := differences("kept", form, formsets):
            rows = format_html_join("", "<br>{}", ((difference.notice,) for difference in kept))
            message = format_html("{}{}", _("Changed since you opened this page:"), rows)
            self.message_user(request, message, messages.WARNING)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        check_deferred_constraints()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        check_deferred_constraints()

    def delete_view(self, request, object_id, extra_context=None):
        return self._or_message(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        return self._or_message(request, super().changelist_view, extra_context)

    def _or_message(self, request, view, *args):
        """The response of the view, or a redirect back to the page with the error as a message."""
        try:
            with transaction.atomic():
                take_turn()
                return view(request, *args)
        except (IntegrityError, ProtectedError) as error:
            self.message_user(request, error_message(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
