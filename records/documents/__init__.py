"""One record as a document: the serializer is the schema, and PostgreSQL builds the JSON that it describes.

A serializer's fields are compiled into one SQL expression (`document`), so that a list, a profile and a page read what
the schema says in one query, and nothing is defined twice. A field that is more than a column has its own expression.
"""

from .compiler import Json, as_text, compiled, content_type_id, document, expression_of, has_rows, keys_of, sections
from .origins import OriginsDoc, reason_of
from .provenance import CitationDoc, CitationsDoc, ContestedDoc, NameDoc, NamesDoc, NeedsRecheckDoc, citations_of
from .records import FactSerializer, NamedSerializer, RecordSerializer, UrlDoc
from .values import AmountDoc, ByDoc, MoreDoc, PartialDateDoc, RefDoc, RefListDoc
