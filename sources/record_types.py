from records.paging import by_date, by_name, by_number
from records.record_type import MenuGroup, RecordType
from sources.documents import CitationRow, SourceRow
from sources.filters import CitationFilters, SourceFilters
from sources.models import Citation, Source

SOURCES = RecordType(
    Source, SourceFilters, SourceRow, (by_name("title"), by_date("published", has_index=False)), "-published",
    group=MenuGroup.EVIDENCE,
)  # fmt: skip
CITATIONS = RecordType(
    Citation, CitationFilters, CitationRow, (by_number("id"), by_number("paragraph", has_index=False)), "id",
    address="pk", group=MenuGroup.EVIDENCE,
)  # fmt: skip
