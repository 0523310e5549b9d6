"""What the page of a record says of its changes: the last one in a line, and since when each value stands."""

from .history import history_page
from .requests import LARGEST
from .since import Since


def changes_of(record_type, record) -> dict:
    """The context for the page of a record, of five statements."""
    revisions, _following = history_page(record_type.model, record.doc["id"], LARGEST, 1)
    return {"last_revision": revisions[0] if revisions else None, "since": Since(record.doc)}
