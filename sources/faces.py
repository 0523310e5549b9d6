from records.faces import Face
from records.paging import by_date, by_name, by_number
from sources.documents import CitationRow, SourceRow
from sources.filters import CitationFilters, SourceFilters
from sources.models import Citation, Source

SOURCES = Face(Source, SourceFilters, SourceRow, SourceRow, (by_name("title"), by_date("published")), "-published")
CITATIONS = Face(
    Citation,
    CitationFilters,
    CitationRow,
    CitationRow,
    (by_number("id"), by_number("paragraph")),
    "id",
    address="pk",
)
