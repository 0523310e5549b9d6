"""One record as a document: the serializer is the schema, and PostgreSQL builds the JSON that it describes.

A serializer's fields are compiled into one SQL expression (`document`), so that a list, a profile and a page read what
the schema says in one query, and nothing is said twice. A field that is more than a column knows its own expression.
"""

from .compiler import Json, any_in, as_text, compiled, document, expression_of, keys_of, sections, type_number
from .provenance import CitationDoc, CitationsDoc, ContestedDoc, NameDoc, NamesDoc, TaintedDoc, citations_of
from .records import FactSerializer, NamedSerializer, RecordSerializer, UrlDoc
from .values import AmountDoc, MoreDoc, PartialDateDoc, RefDoc, RefListDoc

__all__ = [
    "AmountDoc",
    "CitationDoc",
    "CitationsDoc",
    "ContestedDoc",
    "FactSerializer",
    "Json",
    "MoreDoc",
    "NameDoc",
    "NamedSerializer",
    "NamesDoc",
    "PartialDateDoc",
    "RecordSerializer",
    "RefDoc",
    "RefListDoc",
    "TaintedDoc",
    "UrlDoc",
    "any_in",
    "as_text",
    "compiled",
    "citations_of",
    "document",
    "expression_of",
    "keys_of",
    "sections",
    "type_number",
]
