from .facet_bits import FacetBits, FacetPair
from .naming import Name, Named, NameKind, NameLanguage, Successor
from .searching import SearchName, SearchText, SearchWord

__all__ = [
    "FacetBits", "FacetPair", "Name", "NameKind", "NameLanguage", "Named", "SearchName", "SearchText", "SearchWord",
    "Successor",
]  # fmt: skip
