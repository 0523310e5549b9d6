"""What settles an item by one click and changes a record: one revision of the user's, or a proposal."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from history.models import Kind
from history.writing import check_deferred_constraints, revising, take_turn
from sources.models.cited import Gap
from sources.models.triggers import citation_key

from ..proposals.captured import open_revision
from .citations import RULED, UNCHANGED
from .gaps import NOTHING_FOUND, open_fields


def unchanged(request, _line, item):
    """The value was compared with its place, and stays as it is."""

    def settle(citation):
        if not citation.needs_recheck:
            return _("It is checked already.")
        citation.needs_recheck = False
        citation.save(update_fields=["needs_recheck"])
        return ""

    _settle(request, item, _("Checked again on %(day)s, unchanged.") % {"day": _today()}, settle)


def ruled(request, _line, item):
    """The record keeps its value; the note says why."""

    def settle(citation):
        citation.note = " ".join(request.POST.get("text", "").split())
        if not citation.note:
            return _("Say in a few words why the record keeps its value.")
        citation.clean_fields(exclude=["content_type", "source"])
        citation.save(update_fields=["note"])
        return ""

    _settle(request, item, _("Ruled on: the record keeps its value."), settle)


def nothing_found(request, _line, item):
    """The field was looked for in all sources, and none states it."""
    field = next((one for one in open_fields(item) if citation_key(one) == request.POST.get("part")), None)
    if field is None:
        raise BadRequest(_("part is a field that nobody has looked for."))
    values = {"day": _today(), "field": capfirst(field.verbose_name)}

    def settle(record):
        if field not in open_fields(record):
            return _("Somebody has said something about it meanwhile.")
        record.gaps = record.gaps | {citation_key(field): Gap.NOT_STATED.value}
        record.clean()
        record.save(update_fields=["gaps", "updated_at"])
        return ""

    _settle(request, item, _("%(field)s: looked for on %(day)s, nothing found.") % values, settle)


def _settle(request, item, message, settle):
    """Run `settle` on the item as it is now, in a revision with this reason; it returns why it can't be, or ""."""
    with revising(Kind.REVIEW, message, request.user.get_username()), transaction.atomic():
        take_turn()
        found = type(item)._base_manager.select_for_update(of=["self"]).filter(pk=item.pk).first()
        try:
            refusal = settle(found) if found else _("It is not there any more.")
        except ValidationError as error:
            refusal = " ".join(error.messages)
        if refusal:
            messages.error(request, refusal)
            return
        admin.site.get_model_admin(type(item)).log_change(request, found, message)
        check_deferred_constraints()
        revision = open_revision()
    link = reverse("admin:history_revision_undo", args=[revision])
    text = format_html('{} <a href="{}">{}</a>', message, link, _("Take it back"))
    messages.success(request, text)


def _today():
    return date_format(timezone.localdate(), "j F Y")


SETTLING = {UNCHANGED: unchanged, RULED: ruled, NOTHING_FOUND: nothing_found}
