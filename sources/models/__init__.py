from .citation import Citation
from .cited import Cited, Record
from .source import DataVersion, Source, SourceText

__all__ = ["Citation", "Cited", "DataVersion", "Record", "Source", "SourceText"]
