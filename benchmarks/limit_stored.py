"""The limit behind the layers of our own site, its store among them: what the store is worth to anybody."""

import hashlib

from django.core.wsgi import get_wsgi_application

get_wsgi_application()

from benchmarks import limit  # noqa: E402 - all of these need the settings
from medtech_kb.layers import application_in_layers  # noqa: E402
from records.etags import SHOWN, data_version  # noqa: E402


def marked(environ, start_response):
    """The limit's answer, which says which version of the data it shows, as ours do."""
    environ[SHOWN] = (data_version(), "")
    etag = hashlib.sha256(f"{environ[SHOWN]} {environ['QUERY_STRING']}".encode()).hexdigest()[:24]
    return limit.application(environ, lambda status, headers: start_response(status, [*headers, ("ETag", f'"{etag}"')]))


application = application_in_layers(marked)
