from .citation import CitationAdmin
from .source import SourceAdmin

__all__ = ["CitationAdmin", "SourceAdmin"]
