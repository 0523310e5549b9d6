"""The page of a report in the admin, where a reviewer settles or refuses it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from records.admin.relations import form_url

from ..models import Proposal, Report, State
from ..proposals.accepting import may_decide_on
from .subjects import subject_of_page, subject_of_value

STATES = {"settle": State.ACCEPTED, "refuse": State.REFUSED}


class AnswerForm(forms.Form):
    """Why a report is refused, or what was done about it."""

    answer = forms.CharField(max_length=1000, required=False, label=_("Reason"), widget=forms.Textarea({"rows": 3}))


def report_page(request, proposal):
    """Show a report, and settle or refuse it as the button says that was pressed."""
    report, problem = proposal.report, ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act not in STATES:
            raise BadRequest(_("act is one of %(allowed)s.") % {"allowed": ", ".join(STATES)})
        if not may_decide_on(request.user, proposal):
            raise PermissionDenied
        problem = _decide(report, act, request)
        if not problem:
            return HttpResponseRedirect(reverse("desk:proposal", args=[proposal.pk]))
    subject = subject_of_value(report.value) or subject_of_page(report.page)
    context = {
        **admin.site.each_context(request), "opts": Proposal._meta, "proposal": proposal, "report": report,
        "form": form_url(subject.record) if subject else "", "subject": subject, "problem": problem,
        "may_decide": proposal.waits and may_decide_on(request.user, proposal),
        "answer": request.POST.get("answer", ""), "title": f"{proposal}: {report.about}",
        "is_nav_sidebar_enabled": False,
    }  # fmt: skip
    return TemplateResponse(request, "admin/desk/report.html", context)


def _decide(report, act, request) -> str:
    """What keeps the report from being decided so; "" where it is."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return " ".join(form.errors["answer"])
    answer = form.cleaned_data["answer"]
    if act == "refuse" and not answer:
        return _("Say why it is refused.")
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=report.proposal_id)
        if not proposal.waits:
            return _("It is decided already: %(state)s.") % {"state": proposal.get_state_display()}
        Report.objects.filter(pk=report.pk).update(answer=answer)
        proposal.state, proposal.decided_at = STATES[act], timezone.now()
        proposal.decided_by = request.user.get_username()
        proposal.save()
    messages.success(request, _("It is settled.") if act == "settle" else _("It is refused, and kept with the reason."))
    return ""
