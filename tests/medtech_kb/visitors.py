"""Requests as a web server hands them to the application with all of its layers."""

from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@dataclass
class Answered:
    status: int
    headers: Message
    body: bytes

    @property
    def is_stored(self):
        """Whether it came from the store."""
        return "; hit" in self.headers.get("Cache-Status", "")


def ask(application, address, method="GET", body=b"", **headers):
    """Send a request; `host`, `scheme`, `remote` (an address) and any header by its name with underscores."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": unquote(path), "QUERY_STRING": query,
        "HTTP_HOST": headers.pop("host", "testserver"), "wsgi.url_scheme": headers.pop("scheme", "http"),
        "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": headers.pop("content_type", ""),
    }  # fmt: skip
    if remote := headers.pop("remote", "192.0.2.7"):
        environ["REMOTE_ADDR"] = remote
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    started = []
    for signal in (request_started, request_finished):  # as Django's test client does: the test's connection stays
        signal.disconnect(close_old_connections)
    try:
        result = application(environ, lambda *arguments: started.append(arguments))
        content = b"".join(result)
        if hasattr(result, "close"):
            result.close()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    status, pairs = started[-1][:2]
    named = Message()
    for name, value in pairs:
        named[name] = value
    return Answered(int(status.split()[0]), named, content)
