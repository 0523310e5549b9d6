from .citation import Citation
from .cited import Cited, Record
from .source import DataVersion, Source, SourceText
