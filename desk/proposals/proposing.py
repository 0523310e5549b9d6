"""What an editor without the right to publish saves of published records becomes a proposal, in whatever form."""

from contextlib import suppress

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from history.writing import check_deferred_constraints
from records.admin.rights import PUBLISH

from ..models import Origin, Proposal, ProposedRow
from .captured import captured_rows, is_seen_by_readers, open_revision
from .row_owners import records_touched, title_of

OF_NO_DATA = {"login", "logout", "password_change", "second_factor", "enrol", "recovery_codes", "proposal"}
"""Names of addresses where no curated data are entered."""
KEPT_IN_SESSION = "desk"
"""The key of the session under which the desk keeps what the next entry has in common with the last."""


class Proposing:
    """Middleware around the views of the admin: runs a save that needs the right to publish, and keeps it as proposed.

    So each form has one set of rules, and a proposal holds all that it would have written: values, parts, names and
    citations.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        enters = request.method == "POST" and match.app_names[:1] in (["admin"], ["desk"])
        if not enters or match.url_name in OF_NO_DATA or not request.user.is_staff or may_publish(request.user):
            return None
        return saved_or_proposed(request, lambda: view(request, *args, **kwargs))


def may_publish(user) -> bool:
    return user.has_perm(PUBLISH)


def saved_or_proposed(request, save):
    """The response of `save`, where it changed nothing that readers see; else it is undone, and proposed."""
    kept = request.session.get(KEPT_IN_SESSION)
    with transaction.atomic():
        before = transaction.savepoint()
        response = save()
        revision = open_revision()
        rows = captured_rows(revision) if revision and not transaction.get_rollback() else []
        if not rows or not is_seen_by_readers(revision, rows):
            return response
        check_deferred_constraints()
        kind, reason = _description(revision)
        transaction.savepoint_rollback(before)
        proposal = keep(
            rows, revision - 1, origin=Origin.EDITOR, by=request.user.get_username(), kind=kind, reason=reason
        )
    _restore(request, kept)
    return _told(request, response, proposal)


def keep(rows, made_against, **values) -> Proposal:
    """A proposal of these CapturedRows."""
    proposal = Proposal.objects.create(
        made_against=made_against, title=title_of(rows)[:200], touches=records_touched(rows), **values
    )
    ProposedRow.objects.bulk_create(
        ProposedRow(proposal=proposal, table=row.table, number=row.number, before=row.before, after=row.after)
        for row in rows
    )
    return proposal


def _description(revision):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, reason FROM history.revision WHERE number = %s", [revision])
        return cursor.fetchone()


def _restore(request, kept):
    """Forget what the save noted of records that are not there."""
    if kept is None:
        request.session.pop(KEPT_IN_SESSION, None)
    else:
        request.session[KEPT_IN_SESSION] = kept
    with suppress(AttributeError):
        request._messages._queued_messages.clear()  # “was changed successfully”


def _told(request, response, proposal):
    """Where the save would have led, with what became of it; its own page where that would be of what is not there."""
    address = reverse("desk:proposal", args=[proposal.pk])
    text = _("What readers see is changed by a reviewer: it is kept as {proposal}.")
    messages.success(request, format_html(text, proposal=format_html('<a href="{}">{}</a>', address, proposal)))
    is_new = any(row.before is None for row in proposal.rows.all())
    leads_on = isinstance(response, HttpResponseRedirect)
    if not leads_on or is_new and "_continue" in request.POST or "_popup" in request.POST:
        return HttpResponseRedirect(address)
    return response
