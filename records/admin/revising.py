"""Forms of the admin ask what sort of change it is and why; what they write is a revision of the editor's."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.models import CHOSEN_BY_EDITORS, Kind
from history.writing import revising

KINDS = [(kind.value, kind.label) for kind in CHOSEN_BY_EDITORS]
OF_ACTIONS = {"publish": Kind.ENRICHMENT, "checked": Kind.REVIEW}
"""The kind of the revision that an action makes where the editor chooses none; of the others: correction."""


def _reason():
    widget = forms.TextInput({"size": 60})
    return forms.CharField(label=gettext_lazy("Why"), required=False, widget=widget)


class RevisionForm(forms.Form):
    """What sort of change it is, with what is most likely chosen already, and why."""

    revision_kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), choices=KINDS)
    revision_reason = _reason()


class RevisionActionForm(ActionForm):
    """The choice of an action, with the same two questions."""

    revision_kind = forms.ChoiceField(
        label=gettext_lazy("Kind:"), choices=[("", gettext_lazy("as it fits")), *KINDS], required=False
    )
    revision_reason = _reason()
    revision_reason.label = gettext_lazy("Why:")
    revision_reason.widget.attrs["size"] = 20


class RevisingAdmin(admin.ModelAdmin):
    """An admin whose writes are revisions of the user's, of the kind and for the reason that the form says."""

    change_form_template = "admin/curated_change_form.html"
    delete_confirmation_template = "admin/curated_delete_confirmation.html"
    delete_selected_confirmation_template = "admin/curated_delete_selected_confirmation.html"
    action_form = RevisionActionForm

    def revising(self, request, default):
        """A block whose transactions are revisions as the request says. Raises BadRequest for what no form sends."""
        given = {"revision_kind": request.POST.get("revision_kind") or default}
        form = RevisionForm({"revision_reason": request.POST.get("revision_reason", ""), **given})
        if not form.is_valid():
            raise BadRequest(_("Kind of change: one of %s.") % ", ".join(dict(KINDS)))
        answers = form.cleaned_data
        return revising(answers["revision_kind"], answers["revision_reason"], request.user.get_username())

    def revision_form(self, request, default):
        """The two questions, with what was answered to them if the page is shown again."""
        answered = "revision_kind" in request.POST
        return RevisionForm(request.POST if answered else None, initial={"revision_kind": default})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        default = Kind.CORRECTION if object_id else Kind.ENRICHMENT
        context = {"revision_form": self.revision_form(request, default), **(extra_context or {})}
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, context)
        with self.revising(request, default):
            return super().changeform_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """The history of the record, in words; that of a part, a name or a citation is its record's."""
        fact = self.get_object(request, unquote(object_id))
        record = fact and owner_of(fact)
        if record is None:
            return super().history_view(request, object_id, extra_context)
        return HttpResponseRedirect(reverse("admin:history_revision_of", args=[record.record_type, record.pk]))

    def delete_view(self, request, object_id, extra_context=None):
        context = {"revision_form": self.revision_form(request, Kind.CORRECTION), **(extra_context or {})}
        if request.method != "POST":
            return super().delete_view(request, object_id, context)
        with self.revising(request, Kind.CORRECTION):
            return super().delete_view(request, object_id, context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with self.revising(request, OF_ACTIONS.get(request.POST.get("action"), Kind.CORRECTION)):
            return super().changelist_view(request, extra_context)


def owner_of(fact):
    """The record that a part, a citation or a name belongs to; a record itself."""
    fact = getattr(fact, "record", fact)
    part_of = getattr(fact, "part_of", "")
    return getattr(fact, part_of) if part_of else fact
