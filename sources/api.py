from records.api import RecordViewSet
from sources.faces import CITATIONS


class CitationViewSet(RecordViewSet):
    """One place in a source, and what it supports or contradicts."""

    face = CITATIONS
