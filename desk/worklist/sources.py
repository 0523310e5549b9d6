"""Sources that nobody has read, or not to the end, by what was closed at the desk."""

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.admin.relations import form_url
from sources.models import Source
from sources.models.source import ReadingStatus

from ..access import may_sit_at_it
from ..models import ReadPart
from ..progress import RIGHTS
from .rows import Row, may


def unread(user):
    return _sources(user, ReadingStatus.QUEUED)


def half_read(user):
    """Sources with paragraphs that are still open."""
    return [sources.filter(paragraphs__gt=F("closed")) for sources in _sources(user, ReadingStatus.IN_WORK)]


def second_reading(user):
    """Sources that are read once, and wait for somebody who reads them as an adversary."""
    return [sources.filter(paragraphs__lte=F("closed")) for sources in _sources(user, ReadingStatus.IN_WORK)]


def works_on(user, item) -> bool:
    return all(map(user.has_perm, RIGHTS))


def _sources(user, status):
    """Sources in a state of reading, with how many paragraphs are closed, and who closed one last."""
    if not may(user, "view", Source):
        return []
    parts = ReadPart.objects.filter(source=OuterRef("pk"), sentence=0).order_by()
    closed = parts.values("source").annotate(number=Count("pk")).values("number")
    last = ReadPart.objects.filter(Q(source=OuterRef("pk")) & ~Q(by="")).order_by("-at", "-id").values("by")[:1]
    found = Source.objects.filter(reading_status=status)
    return [found.alias(closed=Coalesce(Subquery(closed), 0)).annotate(known_owner=Coalesce(Subquery(last), Value("")))]


def rows(request, items):
    """Where each source is read, and how many paragraphs are open."""
    at_desk = may_sit_at_it(request)
    closed = dict(
        ReadPart.objects.filter(source__in=[source.pk for source in items], sentence=0)
        .order_by().values("source").annotate(number=Count("pk")).values_list("source", "number")
    )  # fmt: skip
    return [
        Row(source, str(source), reverse("desk:desk", args=[source.pk]) if at_desk else form_url(source),
            (_open(source, closed.get(source.pk, 0)),))
        for source in items
    ]  # fmt: skip


def _open(source, closed):
    number = source.paragraphs - closed
    if number <= 0:
        return _("All %(number)s paragraphs are closed.") % {"number": source.paragraphs}
    text = ngettext("%(number)s paragraph of %(all)s is open.", "%(number)s paragraphs of %(all)s are open.", number)
    return text % {"number": number, "all": source.paragraphs}
