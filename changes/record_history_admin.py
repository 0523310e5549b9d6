"""The history of a record in the admin, in words, with the undo of one value."""

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from history.touched_rows import NotUndoable
from sources.models import Cited

from .editors_history import editors_history, logged_before_revisions
from .putting_back import Value, in_words_then, is_plain, put_back
from .requests import LARGEST

PAGE_SIZE = 20


def history_urls():
    """The addresses of these pages, below those of the revisions."""
    view = admin.site.admin_view
    return [
        path("of/<slug:record_type>/<int:number>/", view(record_history), name="history_revision_of"),
        path("<int:revision>/value/<str:label>/<int:row>/<slug:name>/", view(value), name="history_revision_value"),
    ]


def record_history(request, record_type, number):
    """The revisions that touched a record, newest first."""
    if record_type not in TYPES:
        raise Http404
    model = TYPES[record_type].model
    record = model._default_manager.filter(pk=number).first()
    if record is None:
        raise Http404
    _refuse_without(request, record, "view")
    before = request.GET.get("before", "")
    revisions, following = editors_history(model, number, int(before) if _is_number(before) else LARGEST, PAGE_SIZE)
    context = {
        **admin.site.each_context(request), "opts": model._meta, "object": record, "revisions": revisions,
        "following": following, "logged": () if following else logged_before_revisions(record),
        "key": f"{record_type}/{record.slug}",
        "may_change": _model_admin(record).has_change_permission(request, record),
        "title": _("History of %(record)s") % {"record": record},
    }  # fmt: skip
    return TemplateResponse(request, "admin/record_history.html", context)


def value(request, revision, label, row, name):
    """Show what putting one value back would change, and do so when asked to."""
    fact = _fact(label, row)
    record = getattr(fact, fact.part_of) if fact.part_of else fact
    _refuse_without(request, record, "change")
    if not is_plain(type(fact), name):
        raise Http404
    wanted = Value(type(fact), row, name)
    now, then, refusal = _preview(wanted, revision, request.user)
    if request.method == "POST":
        if not refusal and request.POST.get("now") != now:
            refusal = _("It was changed meanwhile: look at it again.")
        if not refusal:
            put_back(wanted, revision, request.user, request.POST.get("reason", ""))
            _model_admin(record).log_change(request, record, _("Put back: %(label)s") % {"label": wanted.label})
            messages.success(request, _("%(label)s is “%(then)s” again.") % {"label": wanted.label, "then": then})
            return HttpResponseRedirect(_address(record))
        messages.error(request, refusal)
        return HttpResponseRedirect(request.path)
    context = {
        **admin.site.each_context(request), "opts": record._meta, "record": record, "label": wanted.label, "now": now,
        "then": then, "number": revision, "refusal": refusal, "title": _("Put one value back"),
    }  # fmt: skip
    return TemplateResponse(request, "admin/value.html", context)


def _preview(wanted, revision, user):
    """(the value now, the value before the revision, why it can't be put back or "")."""
    now, then = "", ""
    try:
        now, then = (in_words_then(wanted, moment)[0] for moment in (LARGEST, revision))
        put_back(wanted, revision, user, is_trial=True)
    except NotUndoable as refusal:
        return now, then, str(refusal)
    return now, then, ""


def _fact(label, row):
    """The record or part that a value belongs to, by its model's label."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    fact = model._default_manager.filter(pk=row).first() if issubclass(model, Cited) else None
    if fact is None:
        raise Http404
    return fact


def _address(record):
    return reverse("admin:history_revision_of", args=[record.record_type, record.pk])


def _model_admin(record):
    return admin.site.get_model_admin(type(record))


def _refuse_without(request, record, action):
    """Raises PermissionDenied unless the user may view or change the record."""
    if not getattr(_model_admin(record), f"has_{action}_permission")(request, record):
        raise PermissionDenied


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) <= 18
