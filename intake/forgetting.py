"""Erasing a text: tables that wait and hold it go as a whole."""

import json

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from .models import Upload

COLUMNS = ("rows", "answers", "as_source", "found")


def uploads_holding(texts):
    """The tables that hold one of the texts, in their name or rows."""
    found = Q(pk__in=[])
    for text in texts:
        found |= Q(file_name__icontains=text)
        for name in COLUMNS:
            found |= Q(**{f"{name}_text__icontains": json.dumps(text, ensure_ascii=False)[1:-1]})
    as_text = {f"{name}_text": Cast(name, CharField()) for name in COLUMNS}
    numbers = Upload.objects.annotate(**as_text).filter(found).values_list("pk", flat=True)
    return Upload.objects.filter(pk__in=set(numbers))
