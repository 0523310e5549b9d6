"""What cites a source, and so keeps it from being deleted."""

from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.relations import form_link
from sources.models import Citation, Source

SHOWN = 50


def own_citations(sources):
    """The citations by which sources say where their own facts stand; they go with them."""
    numbers = [source.pk for source in sources]
    return Citation.objects.filter(content_type=ContentType.objects.get_for_model(Source), object_id__in=numbers)


def citing_records(sources) -> list[str]:
    """Other records that cite the sources, each with a link and its paragraphs."""
    places = Citation.objects.filter(source__in=[source.pk for source in sources])
    others = places.exclude(pk__in=own_citations(sources)).order_by("content_type", "object_id", "paragraph")
    cited = {}
    for place in others.select_related("content_type", "source")[: SHOWN * 10]:
        cited.setdefault((place.content_type, place.object_id), []).append(place)
    lines = [_line(found) for found in [*cited.values()][:SHOWN]]
    more = others.count() - sum(len(found) for found in [*cited.values()][:SHOWN])
    return [*lines, _("%(number)s more citations") % {"number": more}] if more else lines


def _line(places):
    """Like “Company: Heartland, paragraphs 5, 6”."""
    record = places[0].record
    words = {
        "kind": capfirst(record._meta.verbose_name), "record": form_link(record),
        "paragraphs": ", ".join(dict.fromkeys(str(place.paragraph) for place in places)),
    }  # fmt: skip
    return format_html(_("{kind}: {record}, paragraphs {paragraphs}"), **words)
