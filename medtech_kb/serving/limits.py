"""What a request may take, in bytes and seconds."""

MAX_LINE = 8 * 1024
"""Bytes of the first line: method, address, version."""
MAX_HEAD = 32 * 1024
"""Bytes of the first line and all headers."""
MAX_BODY = 4 * 1024 * 1024
"""Bytes of the body: a text of 2 MB that an editor attaches, a form of thousands of citations."""
TABLES = "/admin/import/"
"""Where editors send tables …"""
MAX_TABLE = 20 * 1024 * 1024
"""… and how many bytes the body may have there: a table of 20 MB in a form."""
MAX_PENDING = 64 * 1024 * 1024
"""Bytes of an answer that a visitor has not yet taken; beyond them the answer holds a thread until he does."""

HEAD_SECONDS = 20
"""Within which the first line and the headers are there."""
BODY_SECONDS = 60
"""Within which the body is there besides, and a second more for each BODY_RATE bytes received."""
BODY_RATE = 10_000
IDLE_SECONDS = 75
"""For which a connection is kept for the next request: longer than nginx keeps its own to us (60)."""
SENT_SECONDS = 30
"""Within which some bytes of an answer are taken by the visitor, again and again."""
LINGER_SECONDS = 2
"""For which a leaving server, or one that refused a request, listens to a connection that it will not serve on."""

MOST_CONNECTIONS = 4000
"""For each worker, where the system allows so many open files."""
CROWDED = 0.9
"""The share of them from which idle connections are not kept any more."""

LEFT_TO_OTHERS = 0.002
"""Seconds for which a worker leaves a new connection to the others, for each request that it is answering …"""
MOST_LOAD = 5
"""… of at most so many."""
LATELY = 0.05
"""Seconds within which whoever has come will have sent a request."""
