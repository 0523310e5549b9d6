"""The settings of gunicorn, by its own names. They are read from here at each start, so a switch changes them too."""

import contextlib
import os
from wsgiref.util import setup_testing_defaults

worker_class = "medtech_kb.serving.worker.Worker"
workers = 2  # two cores
threads = 4  # each has a whole request before it begins: PostgreSQL's time is what they wait for
preload_app = True  # a worker that is replaced is a fork of what was loaded, whatever the files hold by then
max_requests = 200_000
max_requests_jitter = 20_000
timeout = 60
graceful_timeout = 20
loglevel = "error"
control_socket_disable = True

HANDOVER = "SERVE_HANDOVER"
"""The variable by which the first process names two pipes: one to report to, one to wait on."""
PROBE = b"?"


def post_worker_init(worker):
    """Report the status of the start page, and accept no request until the first process releases the worker.

    The pipes are closed once that is done: a worker forked later neither reports nor waits.
    """
    if HANDOVER not in os.environ:
        return
    report, release = map(int, os.environ[HANDOVER].split())
    if os.read(release, 1) == PROBE:  # one worker is probed
        with contextlib.suppress(BrokenPipeError):
            os.write(report, f"{start_page(worker.wsgi)}\n".encode())
        os.read(release, 1)


def start_page(application) -> int:
    """The status of the start page as visitors get it."""
    from django.conf import settings
    from django.db import connections

    environ, statuses = {"wsgi.url_scheme": "https", "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip(".")}, []
    setup_testing_defaults(environ)
    response = application(environ, lambda status, headers, problem=None: statuses.append(status))
    b"".join(response)
    if hasattr(response, "close"):
        response.close()
    connections.close_all()
    return int(statuses[-1].split()[0])
