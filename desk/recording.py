"""Save an entry as the admin would: its rights, its checks, its log and its warnings, in one revision."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from history.models import Kind
from history.writing import take_turn
from records.admin.database_errors import error_message
from records.admin.relations import form_url

from .cited_words import Citations
from .prefilling import kept_from, kept_of
from .progress import begin_reading
from .sent_forms import is_same, record_of, remember, sent_before


def may_record(request, entry) -> bool:
    """Whether the user may enter this, with its citations."""
    may = entry.admin.has_change_permission if entry.change else entry.admin.has_add_permission
    return may(request) and request.user.has_perm("sources.add_citation")


def saved(request, entry) -> bool:
    """Whether a valid entry is saved, now or when the same form was sent before, with all that is cited for it.

    What is wrong is otherwise in the entry's forms.
    """
    if not may_record(request, entry):
        raise PermissionDenied
    record = None
    with entry.admin.revising(request, Kind.ENRICHMENT):
        try:
            with transaction.atomic():
                take_turn()
                if before := sent_before(request):
                    return _was_saved(request, entry, before)
                entry.refresh()
                if entry.is_valid():
                    record = _save(request, entry)
                    remember(request, record)
        except IntegrityError as error:
            entry.form.add_error(None, error_message(error))
            return False
    if record is not None:
        _keep_for_next(request, entry, record)
        _report(request, record)
    return record is not None


def _was_saved(request, entry, before):
    """Answer a form that is sent again with what it made; what was changed in it since is another entry, if any."""
    record = record_of(before)
    if is_same(request, before):
        if record is None:
            messages.warning(request, _("This form was saved before; what it made was deleted since."))
        else:
            _report(request, record)
        return True
    entry.number = uuid.uuid4()
    text = _("This form was saved before, as {record}; now it says something else. Save again to record that as well.")
    link = _("a record that was deleted since")
    if record is not None:
        link = format_html('<a href="{}">{}</a>', form_url(record), record)
    entry.form.add_error(None, ValidationError(format_html(text, record=link)))
    return False


def _save(request, entry):
    model_admin, form, change = entry.admin, entry.form, entry.change
    formsets = [*entry.formsets, Citations(entry.planned())]
    record = model_admin.save_form(request, form, change=change)
    model_admin.save_model(request, record, form, change)
    model_admin.save_related(request, form, formsets, change)
    message = model_admin.construct_change_message(request, form, formsets, not change)
    (model_admin.log_change if change else model_admin.log_addition)(request, record, message)
    begin_reading(entry.place.source)
    return record


def _keep_for_next(request, entry, record):
    """Keep for the next entry what it is likely to have in common with this one."""
    kept = kept_from(record, record.is_published) | {"type": entry.type_name, "source": entry.place.source.pk}
    request.session["desk"] = kept_of(request, entry.place.source) | kept


def _report(request, record):
    """Say what was saved, with the way to its form and to its public page, which editors see of drafts too."""
    text = _("“{record}” is recorded. {form} · {preview}")
    form = format_html('<a href="{}">{}</a>', form_url(record), _("Its form"))
    preview = format_html('<a href="{}">{}</a>', record.get_absolute_url(), _("Preview as readers see it"))
    said = format_html(text, record=record, form=form, preview=preview)
    waiting = messages.get_messages(request)
    is_waiting = any(str(one) == said for one in waiting)  # from an answer that did not arrive
    waiting.used = False
    if not is_waiting:
        messages.success(request, said)
