from .naming import Name, Named, NameKind, NameLanguage, Successor
from .searching import SearchName, SearchText

__all__ = ["Name", "NameKind", "NameLanguage", "Named", "SearchName", "SearchText", "Successor"]
