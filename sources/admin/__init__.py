from .citation_admin import CitationAdmin
from .source_admin import SourceAdmin
