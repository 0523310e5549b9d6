"""A worker of gunicorn that reads whole requests before a thread gets them: waitress on gunicorn's socket.

gunicorn forks, replaces and ends its workers; waitress receives and sends. gunicorn's own workers give a connection
a thread while it sends, so that a few slow visitors hold them all (docs/decisions/0020-whole-requests-first.md).
"""

import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor

from gunicorn.workers import base
from waitress import wasyncore
from waitress.adjustments import Adjustments

from medtech_kb.serving.limits import MAX_BODY, MAX_HEAD, MAX_PENDING, MOST_CONNECTIONS
from medtech_kb.serving.receiving import Server

FILES_BESIDE = 200
"""Open files that are left for all but connections: PostgreSQL, bodies on the disk, the code's own."""


class Threads(ThreadPoolExecutor):
    """A thread is begun only when all others are busy: each has a connection to PostgreSQL of its own to warm up."""

    def add_task(self, channel):
        self.submit(channel.service)


class Worker(base.Worker):
    server = None

    def run(self):
        """Serve until a signal, the limit of requests, or the parent's death; then finish what has begun."""
        self.server = self.make_server()
        while self.alive and self.ppid == os.getppid():
            self.turn()
        self.server.leave()
        end = time.monotonic() + self.cfg.graceful_timeout
        while self.server.active_channels and time.monotonic() < end:
            self.turn(0.1)

    def turn(self, timeout=1):
        """Wait once for whatever is ready, and handle it."""
        self.notify()
        wasyncore.loop(self.server.pause() or timeout, use_poll=True, map=self.server.map, count=1)
        self.server.close_overdue()

    def make_server(self) -> Server:
        [listener] = self.sockets
        adjustments = Adjustments(
            sockets=[listener.sock], backlog=self.cfg.backlog, connection_limit=connection_limit(), ident="",
            server_name=listener.sock.getsockname()[0], log_socket_errors=False,
            clear_untrusted_proxy_headers=False,  # the settings say which of them are believed
            max_request_header_size=MAX_HEAD + 1, max_request_body_size=MAX_BODY + 1,
            inbuf_overflow=65536, outbuf_high_watermark=MAX_PENDING,
        )  # fmt: skip
        return Server(self.counted, listener.sock, Threads(self.cfg.threads), adjustments)

    def counted(self, environ, start_response):
        """Answer a request, and end the worker once it has answered enough."""
        self.nr += 1
        if self.nr >= self.max_requests:
            self.alive = False
        return self.wsgi(environ, start_response)

    def handle_exit(self, sig, frame):
        super().handle_exit(sig, frame)
        if self.server:
            self.server.pull_trigger()  # else it would wait for the next event


def connection_limit() -> int:
    """How many connections this process may hold, once it has been allowed as many files as the system lets it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + FILES_BESIDE
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed - FILES_BESIDE
