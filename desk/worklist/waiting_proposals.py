"""Proposals that wait for a decision about items of the worklist."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import ProposedRow
from ..models.proposal import WAITING


def say_what_is_proposed(rows):
    """Let the rows whose item is part of a waiting proposal say so, with the way there and without further buttons."""
    tables = {row.item._meta.db_table for row in rows}
    found = ProposedRow.objects.filter(
        proposal__state__in=WAITING, table__in=tables, number__in=[row.item.pk for row in rows]
    )
    proposed = {(row.table, row.number): row.proposal for row in found.select_related("proposal").order_by("-id")}
    for row in rows:
        if proposal := proposed.get((row.item._meta.db_table, row.item.pk)):
            text = _("It is proposed already: %(proposal)s.") % {"proposal": proposal}
            row.details += ((text, reverse("desk:proposal", args=[proposal.pk])),)
            row.buttons = ()
