"""Proposals that wait: for a reviewer, or for an answer of whoever made them."""

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from records.admin.rights import PUBLISH

from ..models import Origin, Proposal, Remark, State
from .rows import Row, may


def to_be_decided(user):
    return [Proposal.objects.filter(state=State.OPEN)] if may(user, "view", Proposal) else []


def asked_back(user):
    """Proposals with a question to their proposers, to whom they belong."""
    asked = Proposal.objects.filter(state=State.ASKED)
    return [asked.annotate(known_owner=F("by"))] if may(user, "view", Proposal) else []


def may_decide(user, item) -> bool:
    return user.has_perm(PUBLISH)


def may_answer(user, item) -> bool:
    """Whoever made it answers; a reviewer may still decide on it."""
    return user.has_perm(PUBLISH) or item.by == user.get_username()


def rows(request, items):
    """Each proposal with who made it, and the last question about it."""
    remarks = Remark.objects.filter(proposal__in=[item.pk for item in items]).order_by("id")
    asked = {remark.proposal_id: _("%(by)s: %(text)s") % {"by": remark.by, "text": remark.text} for remark in remarks}
    return [
        Row(item, f"{item}: {item.title}", reverse("desk:proposal", args=[item.pk]),
            tuple(filter(None, (_from(item), item.reason, asked.get(item.pk)))))
        for item in items
    ]  # fmt: skip


def _from(proposal):
    values = {"by": proposal.by or Origin(proposal.origin).label, "day": date_format(proposal.at, "j F Y")}
    return _("by %(by)s, %(day)s") % values
