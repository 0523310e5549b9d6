"""The page of a proposal in the admin: what it changes, in words, beside the paragraphs; where it is decided."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..models import Decision, Origin, Proposal, Remark, State
from ..reports.review import report_page
from .accepting import NotDecided, Verdict, decide, may_decide_on
from .amending import amended_columns, check_words
from .shown import shown_records
from .units import records_of

ANSWERS = (Decision.ACCEPTED, Decision.REFUSED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request, number):
    """Show a proposal; decide on it, ask back, answer, or withdraw it, as the button says that was pressed."""
    if not request.user.has_perm("desk.view_proposal"):
        raise PermissionDenied
    proposal = get_object_or_404(Proposal.objects.prefetch_related("rows"), pk=number)
    if proposal.origin == Origin.READER:
        return report_page(request, proposal)
    problems = {}
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise BadRequest(_("act is one of %(allowed)s.") % {"allowed": ", ".join(ACTS)})
        problems = act(request, proposal)
        if not problems:
            return HttpResponseRedirect(reverse("desk:proposal", args=[number]))
    records = shown_records(proposal, request, problems)
    context = {
        **admin.site.each_context(request), "opts": Proposal._meta, "proposal": proposal, "records": records,
        "remarks": proposal.remarks.all(), "may_decide": proposal.waits and may_decide_on(request.user, proposal),
        "is_own": _is_own(request.user, proposal), "problem": problems.get(""), "problems": problems,
        "rest": request.POST.get("rest", ""), "rest_reason": request.POST.get("rest-reason", ""),
        "title": f"{proposal}: {proposal.title}", "is_nav_sidebar_enabled": False,
    }  # fmt: skip
    return TemplateResponse(request, "admin/desk/proposal.html", context)


def _decide(request, proposal):
    """Decide on all values as the form says; what is wrong with it, by the names of units."""
    if not may_decide_on(request.user, proposal):
        raise PermissionDenied
    verdicts, problems = {}, {}
    for record in records_of(proposal):
        for unit in record.units:
            for each in (unit, *unit.places):
                try:
                    verdicts[each.name] = _verdict(request.POST, each, verdicts.get(unit.name))
                except ValidationError as error:
                    problems[each.name] = " ".join(error.messages)
    if problems:
        return problems
    try:
        decided = decide(proposal, {name: one for name, one in verdicts.items() if one}, request.user)
    except NotDecided as refusal:
        return refusal.problems
    messages.success(request, _decided_message(decided))
    return {}


def _verdict(sent, unit, of_value):
    """What the form says of a unit; a place goes with its value. Raises ValidationError."""
    answer = sent.get(unit.name) or sent.get("rest", "")
    if of_value is not None:
        answer = Decision.REFUSED if of_value.decision == Decision.REFUSED else Decision.ACCEPTED
    if answer not in ANSWERS:
        return None
    amended = None
    if answer == Decision.ACCEPTED:
        amended = amended_columns(unit, lambda column: sent.get(f"{unit.name}-{column}"))
        if amended and "stated" in unit.row.after and not unit.key:
            check_words(unit, amended)
    decision = Decision.AMENDED if amended else answer
    reason = sent.get(f"{unit.name}-reason", "").strip()
    if answer == Decision.REFUSED and not reason:
        reason = sent.get("rest-reason", "").strip()
    return Verdict(decision, reason, amended)


def _decided_message(proposal):
    if proposal.revision_id is None:
        return _("It is refused, and kept with the reasons.")
    link = reverse("admin:history_revision_undo", args=[proposal.revision_id])
    revision = format_html('<a href="{}">{}</a>', link, _("revision %(number)s") % {"number": proposal.revision_id})
    return format_html(_("{state} by {revision}."), state=proposal.get_state_display().capitalize(), revision=revision)


def _ask(request, proposal):
    if not (proposal.waits and may_decide_on(request.user, proposal)):
        raise PermissionDenied
    return _remark(request, proposal, State.ASKED)


def _answer(request, proposal):
    if not (proposal.waits and _is_own(request.user, proposal)):
        raise PermissionDenied
    return _remark(request, proposal, State.OPEN)


def _remark(request, proposal, state):
    field = forms.CharField(max_length=2000)
    try:
        text = field.clean(request.POST.get("remark", ""))
    except ValidationError as error:
        return {"remark": " ".join(error.messages)}
    Remark.objects.create(proposal=proposal, by=request.user.get_username(), text=text)
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    return {}


def _withdraw(request, proposal):
    if not (proposal.waits and _is_own(request.user, proposal)):
        raise PermissionDenied
    Proposal.objects.filter(pk=proposal.pk).update(state=State.WITHDRAWN)
    messages.success(request, _("It is withdrawn."))
    return {}


def _is_own(user, proposal):
    return bool(proposal.by) and user.get_username() == proposal.by


ACTS = {"decide": _decide, "ask": _ask, "answer": _answer, "withdraw": _withdraw}
