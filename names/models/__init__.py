from .facet_bits import FacetBits, FacetPair
from .name import Name, Named, NameKind, NameLanguage, Successor
from .search_rows import SearchName, SearchText, SearchWord
