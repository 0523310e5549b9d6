"""Addresses made from a query string: without the fields that a form sent empty, and of the page before or after."""


def without_empties(data):
    """The query string without the fields that a form sent empty."""
    data = data.copy()
    for name in list(data):
        data.setlist(name, [value for value in data.getlist(name) if value != ""])
    return data


def has_empties(data) -> bool:
    """Whether a form sent a field empty."""
    return any(value == "" for name in data for value in data.getlist(name))


def with_query(path, data) -> str:
    """The address of a path under a query string, which may be empty."""
    query = data.urlencode()
    return f"{path}?{query}" if query else path


def with_cursor(data, cursor) -> str:
    """The link to another page of the same list; empty where there is none."""
    if cursor is None:
        return ""
    query = data.copy()
    query["cursor"] = cursor
    return f"?{query.urlencode()}"
