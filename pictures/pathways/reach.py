"""What the matrix can tell, in words: from when to when its sources are, and why a row is in it."""

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from records.prepared_statements import RecentCache
from sources.models import Source

from .filters import OF_A_STEP

_cached = RecentCache(10)
"""The years of all sources by version of the data."""


def reach_of_sources(version) -> str:
    """The years in which the sources that were read were published, like “2020–2025”; "" where none says when."""
    years = _cached.get(version)
    if years is None:
        ends = Source.objects.published().order_by().aggregate(Min("published_earliest"), Max("published_latest"))
        years = "–".join(dict.fromkeys(str(day.year) for day in ends.values() if day))
        _cached.put(version, years)
    return years


def why_rows(criteria) -> list:
    """Why rows are shown that have cells of another kind too; empty where no step is filtered by."""
    chosen = {item.key: value for item, value in criteria if item.key in OF_A_STEP}
    if not chosen:
        return []
    if chosen.get("marketing") == "false":
        return [_("A row is here because it has steps that meet the filters, none of which allows marketing.")]
    if list(chosen) == ["marketing"]:
        return [_("A row is here because one of its steps allows marketing. Its other cells are shown, trials too.")]
    return [_("A row is here because one of its steps meets the filters. Its other cells are shown, too.")]
