"""Likely duplicates of a new record: those with the same or a similar name."""

import re
from functools import reduce
from itertools import product
from operator import or_

from django.conf import settings
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .relations import form_url

MIN_SIMILARITY = 0.65  # share of the trigrams of both titles
NUMBER = re.compile(r"\d+")
MAX_RESULTS = 10


def likely_duplicates(model, texts, name_field="name", distinct=None) -> list:
    """Records of `model` with a name, or a further name, equal or close to one of the texts; the closest first.

    Names are compared by the matcher, titles by their letters. Records that meet the condition `distinct` are no
    duplicates, however close their names, unless these are equal.
    """
    texts = list(filter(None, texts))
    columns = [name_field, "names__text"] if hasattr(model, "names") else [name_field]
    equal = reduce(or_, (Q(**{f"{column}__iexact": text}) for column in columns for text in texts), Q())
    records = model.objects.filter(equal | ~distinct) if distinct else model.objects.all()
    similar = import_string(settings.NAME_MATCHER)(records, texts)
    return (_with_similar_titles(records, texts, columns) if similar is None else similar)[:MAX_RESULTS]


def _with_similar_titles(records, texts, columns):
    matches = {}
    for text, column in product(texts, columns):
        equal, close = Q(**{f"{column}__iexact": text}), Q(**{f"{column}__trigram_similar": text})
        similar = records.annotate(likeness=TrigramSimilarity(column, text))
        similar = similar.filter(equal | (close & Q(likeness__gt=MIN_SIMILARITY)))
        for record in similar.order_by("-likeness", "pk")[: 5 * MAX_RESULTS]:
            if column != columns[0] or _numbers_in(getattr(record, column)) == _numbers_in(text):
                matches.setdefault(record.pk, record)
    return list(matches.values())


def _numbers_in(title):
    """Titles of ours that differ in a year, a quarter or another number are of different things."""
    return sorted(NUMBER.findall(title))


def duplicate_warning(records) -> str:
    """A question that lists the records, each with a link to its form."""
    rows = ((form_url(record), record, record.slug) for record in records)
    links = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows)
    question = _("Is it one of these? If it is another one, say so below and save again.")
    return format_html("{}<ul>{}</ul>", question, links)
