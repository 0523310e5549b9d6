"""What the page of a record says of its changes: the last one in a line, and since when each value stands."""

from history.moments import asked

from .history import history_page
from .requests import LARGEST
from .since import Since


def changes_of(record_type, record) -> dict:
    """The context for the page of a record, of six statements; of the past there is no `since`."""
    moment = asked()
    before = moment.number + 1 if moment else LARGEST
    revisions, _following = history_page(record_type.model, record.doc["id"], before, 1)
    return {"last_revision": revisions[0] if revisions else None, "since": None if moment else Since(record.doc)}
