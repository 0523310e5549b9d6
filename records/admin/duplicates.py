"""Records that a new one may be, under the same name or one much like it."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

ALIKE = 0.5  # of the trigrams of both names together
MOST = 10


def likely_duplicates(model, texts, by="name", unlike=None) -> list:
    """Records of `model` with a name, or a further name, equal or close to one of the texts; the closest first.

    Those that meet the condition `unlike` are something else, however close their names are, unless they are equal.
    """
    found = {}
    for text in filter(None, texts):
        for column in [by, "names__text"] if hasattr(model, "names") else [by]:
            same = Q(**{f"{column}__iexact": text})
            close = Q(**{f"{column}__trigram_similar": text}, likeness__gt=ALIKE)
            close = close & ~unlike if unlike else close
            near = model.objects.annotate(likeness=TrigramSimilarity(column, text)).filter(same | close)
            for record in near.order_by("-likeness", "pk")[:MOST]:
                found.setdefault(record.pk, record)
    return list(found.values())[:MOST]


def warning(records) -> str:
    """Which records it may be, each with a link to its form."""
    options = records[0]._meta
    address = f"admin:{options.app_label}_{options.model_name}_change"
    links = format_html_join(
        "", '<li><a href="{}">{}</a> ({})</li>', ((reverse(address, args=[one.pk]), one, one.slug) for one in records)
    )
    question = _("Is it one of these? If it is another one, say so below and save again.")
    return format_html("{}<ul>{}</ul>", question, links)
