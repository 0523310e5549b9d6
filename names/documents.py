from records.documents import NamedSerializer  # noqa: F401
from sources.documents import PART, PROVENANCE, RECORD  # noqa: F401

NAMED = (*RECORD, "name", "names")
