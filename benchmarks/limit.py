"""The limit: a bare WSGI function that returns what one prepared query built, behind the same web server as ours."""

import base64
import json
import os
import threading
from urllib.parse import parse_qs

import psycopg2

from benchmarks import limit_queries, limit_search

TYPES = {
    "list": ("text", limit_queries.LIST), "after": ("text, text, bigint", limit_queries.AFTER),
    "profile": ("text", limit_queries.PROFILE), "filtered": ("text, text, text, int", limit_queries.FILTERED),
    "facets": ("text, text, text, text, text", limit_queries.FACETS),
    "search": (limit_search.PARAMETER_TYPES, limit_search.SEARCH),
    "suggest": (limit_search.PARAMETER_TYPES, limit_search.SUGGEST),
}  # fmt: skip
OPTIONS = "-c timezone=UTC -c plan_cache_mode=force_generic_plan -c pg_trgm.word_similarity_threshold=0.6"
"""A prepared query is planned once."""
LIST, SEARCH = "/api/v1/companies/", "/api/v1/search/"
_of_thread = threading.local()


def cursor():
    """The cursor of this thread's connection, with every query prepared."""
    if not hasattr(_of_thread, "cursor"):
        connection = psycopg2.connect(os.environ["DATABASE_URL"], options=OPTIONS)
        connection.autocommit = True
        _of_thread.cursor = connection.cursor()
        for name, (types, query) in TYPES.items():
            _of_thread.cursor.execute(f"PREPARE {name} ({types}) AS {query}")
    return _of_thread.cursor


def application(environ, start_response):
    name, values = statement_for(environ["PATH_INFO"], environ["QUERY_STRING"], f"http://{environ['HTTP_HOST']}")
    session = cursor()
    session.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(values))})", values)
    row = session.fetchone()
    body = row[0].encode() if row else b""
    status = "200 OK" if row else "404 Not Found"
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def statement_for(path, query, host):
    """(name of the prepared query that answers a URL, its values)."""
    if path.startswith(SEARCH):
        name = "suggest" if path.startswith(f"{SEARCH}suggest/") else "search"
        return name, limit_search.values(parse_qs(query)["q"][0])
    if path != LIST:
        return "profile", [path.removeprefix(LIST).rstrip("/")]
    if not query:
        return "list", [f"{host}{LIST}"]
    if query.startswith("cursor="):
        return "after", [f"{host}{LIST}", *row_of(query.removeprefix("cursor="))]
    data = parse_qs(query)
    address = f"{host}{LIST}?{query}"
    if "milestone" in data:
        authority, _colon, year = data["milestone"][0].removeprefix("@").partition(":")
        return "filtered", [address, data["segment"][0], authority, int(year)]
    remaining, _and, chosen = query.rpartition("&")
    return "facets", [address, *chosen.split("="), f"?{query}", f"?{remaining}"]


def row_of(cursor_):
    """(key, id) of the row that a cursor names."""
    _backwards, key, number = json.loads(base64.urlsafe_b64decode(cursor_ + "=" * (-len(cursor_) % 4)))
    return key, number
