from .facet_bits import FacetBits
from .naming import Name, Named, NameKind, NameLanguage, Successor
from .searching import SearchName, SearchText

__all__ = ["FacetBits", "Name", "NameKind", "NameLanguage", "Named", "SearchName", "SearchText", "Successor"]
