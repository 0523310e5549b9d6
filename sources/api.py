from records.api import RecordViewSet
from sources.record_types import CITATIONS


class CitationViewSet(RecordViewSet):
    """One place in a source, and what it supports or contradicts."""

    record_type = CITATIONS
