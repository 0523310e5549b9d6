"""Likely duplicates of a new record: those with the same or a similar name."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from .relations import form_url

MIN_SIMILARITY = 0.5  # share of the trigrams of both names
MAX_RESULTS = 10


def likely_duplicates(model, texts, name_field="name", distinct=None) -> list:
    """Records of `model` with a name, or a further name, equal or close to one of the texts; the closest first.

    Records that meet the condition `distinct` are no duplicates, however close their names, unless these are equal.
    """
    matches = {}
    for text in filter(None, texts):
        for column in [name_field, "names__text"] if hasattr(model, "names") else [name_field]:
            equal = Q(**{f"{column}__iexact": text})
            close = Q(**{f"{column}__trigram_similar": text}, likeness__gt=MIN_SIMILARITY)
            close = close & ~distinct if distinct else close
            similar = model.objects.annotate(likeness=TrigramSimilarity(column, text)).filter(equal | close)
            for record in similar.order_by("-likeness", "pk")[:MAX_RESULTS]:
                matches.setdefault(record.pk, record)
    return list(matches.values())[:MAX_RESULTS]


def duplicate_warning(records) -> str:
    """A question that lists the records, each with a link to its form."""
    rows = ((form_url(record), record, record.slug) for record in records)
    links = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows)
    question = _("Is it one of these? If it is another one, say so below and save again.")
    return format_html("{}<ul>{}</ul>", question, links)
