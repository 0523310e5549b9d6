"""Erasing what proposals hold of a record or of a text: proposals with it go as a whole."""

import json

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from ..models import Proposal
from .row_owners import key_of

OWN = (
    "title", "by", "reason", "decided_by", "remarks__by", "remarks__text", "rows__decisions__reason", "report__page",
    "report__value", "report__about", "report__wrong", "report__stated_at", "report__answer",
)  # fmt: skip
JSON = ("rows__before", "rows__after", "rows__decisions__amended")


def proposals_holding(record, texts):
    """The proposals that change a record, a history.erasing.RecordToErase or None, or hold one of the texts."""
    columns = {f"text_{number}": Cast(name, CharField()) for number, name in enumerate(JSON)}
    found = Q(touches__overlap=[key_of(record.model, number) for number in record.numbers] if record else [])
    for text in texts:
        for name in OWN:
            found |= Q(**{f"{name}__icontains": text})
        for name in columns:
            found |= Q(**{f"{name}__icontains": json.dumps(text, ensure_ascii=False)[1:-1]})
    numbers = Proposal.objects.annotate(**columns).filter(found).values_list("pk", flat=True)
    return Proposal.objects.filter(pk__in=set(numbers))
