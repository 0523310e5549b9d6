from .facet_bits import FacetBits, FacetPair
from .naming import Name, Named, NameKind, NameLanguage, Successor
from .searching import SearchName, SearchText, SearchWord
