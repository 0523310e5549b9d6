from records.paging import by_date, by_name, by_number
from records.record_type import RecordType
from sources.documents import CitationRow, SourceRow
from sources.filters import CitationFilters, SourceFilters
from sources.models import Citation, Source

SOURCES = RecordType(
    Source, SourceFilters, SourceRow, (by_name("title"), by_date("published", has_index=False)), "-published"
)
CITATIONS = RecordType(
    Citation, CitationFilters, CitationRow, (by_number("id"), by_number("paragraph", has_index=False)), "id",
    address="pk",
)  # fmt: skip
