"""Proposals in pages of the admin that know nothing of them: those that wait for a record, and that of a revision."""

from django import template

from ..models import Proposal
from ..models.proposal import WAITING
from ..proposals.row_owners import key_of

register = template.Library()


@register.simple_tag
def waiting_for(record):
    """The proposals that wait for a decision and change a record, its parts, names or citations; the newest first."""
    if not hasattr(record, "record_type"):
        return []
    return Proposal.objects.filter(state__in=WAITING, touches__contains=[key_of(type(record), record.pk)])


@register.simple_tag
def proposals_of(*revisions):
    """{number of a revision: the proposals that it accepted}, in one query; a list of revisions counts as these."""
    numbers = [one.number for each in revisions for one in (each if isinstance(each, list) else [each])]
    found = {}
    for proposal in Proposal.objects.filter(revision_id__in=numbers):
        found.setdefault(proposal.revision_id, []).append(proposal)
    return found


@register.filter
def of_revision(proposals, number):
    return proposals.get(number, ())
