"""A form whose record another editor deleted meanwhile comes back as that of a new record, with all that was typed."""

import re

ROW_NUMBER = re.compile(r"-\d+-id$", re.ASCII)


def as_new(data):
    """What was posted for a record and its rows, as it would have been for new ones."""
    new = data.copy()
    for key in data:
        if key.endswith("-INITIAL_FORMS"):
            new[key] = "0"
        elif ROW_NUMBER.search(key) or key == "seen" or key.endswith("-seen"):
            del new[key]
    return new
