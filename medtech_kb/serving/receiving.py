"""Connections as our web server receives them: waitress's, with limits of size and time, and answers of ours."""

import copy
import re
import socket
import time
from contextlib import suppress

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import BadRequest

from medtech_kb.serving import limits
from medtech_kb.serving.refusing import refusal

FOR_API = re.compile(rb"\s*[A-Za-z]+ (?:https?://[^/\s]*)?/+api/")


class LineTooLong(BadRequest):
    code = 414


class TooSlow(BadRequest):
    code = 408


class Parser(HTTPRequestParser):
    start = b""

    def received(self, data):
        if self.body_rcv is not None or self.completed:
            return super().received(data)
        head = self.header_plus + data
        self.start = head[:200]
        consumed = super().received(data)
        if len(head) > limits.MAX_LINE and len(head.lstrip().partition(b"\r\n")[0]) > limits.MAX_LINE:
            self.error, self.completed = LineTooLong(""), True
        if self.error:
            self.expect_continue = False  # nothing more is wanted
        return consumed

    def parse_header(self, header_plus):
        """Let a table be larger than other bodies, before the length that it states is looked at."""
        super().parse_header(header_plus)
        if self.path == limits.TABLES and self.command == "POST":
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = limits.MAX_TABLE + 1

    @property
    def most_body(self) -> int:
        """How many bytes its body may have."""
        return self.adj.max_request_body_size - 1

    @property
    def is_for_api(self) -> bool:
        return bool(FOR_API.match(self.start))


class Ending(Task):
    """How an answer ends: waitress sends a body to HEAD, and closes behind each answer that states no length."""

    ends_itself = False

    def build_response_header(self):
        if self.channel.server.is_leaving:
            self.set_close_on_finish()
        closes = self.request.headers.get("CONNECTION", "").lower() == "close"
        self.ends_itself = self.version == "1.1" and not closes
        head = super().build_response_header()
        self.ends_itself = False
        if self.request_is_head():
            self.chunked_response = False
        return head

    def set_close_on_finish(self):
        if not self.ends_itself:
            super().set_close_on_finish()

    def write(self, data):
        """Send the head together with what comes first, where the length is stated: one packet instead of two."""
        data = b"" if self.request_is_head() else data
        if self.wrote_header or not data or self.content_length is None:
            super().write(data)
            return
        head, self.wrote_header = self.build_response_header(), True
        if self.has_body:
            data = data[: self.content_length]
            self.content_bytes_written += len(data)
        self.channel.write_soon(head + data if self.has_body else head)

    def request_is_head(self):
        return getattr(self.request, "command", "") == "HEAD"


class Answer(Ending, WSGITask):
    pass


class Refusal(Ending, ErrorTask):
    """What we answer where no view is asked."""

    def execute(self):
        problem = self.request.error
        self.status, media_type, body = refusal(
            problem.code, problem.body, self.request.is_for_api, self.request.most_body
        )
        self.response_headers += [("Content-Type", media_type), ("Cache-Control", "no-store")]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.channel.is_refused = True
        self.write(body)


class Channel(HTTPChannel):
    """A connection. `began` is when its present request did: at the first byte of it, or when the visitor came."""

    parser_class, task_class, error_task_class = Parser, Answer, Refusal
    is_refused = is_draining = has_asked = False
    began = 0

    def received(self, data):
        if self.request is None:
            self.began = time.time()
        self.has_asked = True
        return super().received(data)

    def deadline(self) -> float:
        """When it must have gone on, as it stands. It has no end while a thread works for it and nothing waits."""
        if self.total_outbufs_len or self.close_when_flushed:
            return self.last_activity + limits.SENT_SECONDS
        if self.requests:
            return float("inf")
        if self.is_draining:
            return self.began + limits.LINGER_SECONDS
        request = self.request
        if request is None:
            return self.idle_until()
        if not request.headers_finished:
            return self.began + limits.HEAD_SECONDS
        body = request.body_bytes_received / limits.BODY_RATE
        return self.began + limits.HEAD_SECONDS + limits.BODY_SECONDS + body

    def idle_until(self) -> float:
        if self.server.is_leaving:
            return max(self.last_activity, self.server.left_at) + limits.LINGER_SECONDS
        if not self.has_asked:
            return self.creation_time + limits.HEAD_SECONDS
        return self.last_activity + (1 if self.server.is_crowded() else limits.IDLE_SECONDS)

    def overdue(self):
        """Close it, with an answer where a request was begun."""
        with self.requests_lock:
            request, self.request = self.request, None
            if self.requests or self.total_outbufs_len or self.is_draining or request is None:
                self.will_close = True
                return
            request.error = TooSlow("")
            self.requests.append(request)
        self.server.add_task(self)

    def handle_write(self):
        """Send what waits. A refused visitor may still be sending, and a plain close would take our answer from him."""
        if not (self.is_refused and self.close_when_flushed) or self.will_close:
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if not self.total_outbufs_len and not self.will_close:
            self.is_draining, self.close_when_flushed, self.began = True, False, time.time()
            with suppress(OSError):  # he has gone
                self.socket.shutdown(socket.SHUT_WR)

    def handle_read(self):
        if self.is_draining:
            self.recv(65536)
        else:
            super().handle_read()


class Server(TcpWSGIServer):
    """The socket that visitors come to, and their connections."""

    channel_class = Channel
    is_leaving, left_at, checked_at, accepts_from = False, 0, 0, 0.0

    def __init__(self, application, listener, dispatcher, adjustments):
        self.map = {}
        sockinfo = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            application, self.map, True, listener, dispatcher, adjustments, sockinfo, bind_socket=False
        )  # fmt: skip

    def readable(self):
        return super().readable() and not self.pause()

    def handle_accept(self):
        """Take a new connection; the more this worker has to do, the longer it leaves it to the others first."""
        now = time.monotonic()
        if now > self.accepts_from + limits.LEFT_TO_OTHERS and (load := self.load()):
            self.accepts_from = now + limits.LEFT_TO_OTHERS * min(load, limits.MOST_LOAD)
        else:
            super().handle_accept()

    def load(self) -> int:
        """How many requests are being answered here, with those that whoever has just come is about to send."""
        lately, channels = time.time() - limits.LATELY, list(self.active_channels.values())
        return sum(1 for channel in channels if channel.requests or channel.creation_time > lately)

    def pause(self) -> float:
        """For how many seconds new connections are still left to the others."""
        return max(0.0, self.accepts_from - time.monotonic())

    def maintenance(self, now):
        """`close_overdue` does it, which goes on while the server leaves."""

    def is_crowded(self) -> bool:
        return len(self.map) > self.adj.connection_limit * limits.CROWDED

    def close_overdue(self):
        """Once a second, close the connections whose time is up."""
        now = time.time()
        if now < self.checked_at + 1:
            return
        self.checked_at = now
        for channel in list(self.active_channels.values()):
            if now > channel.deadline():
                channel.overdue()

    def leave(self):
        """Accept no more: the first process and the other workers have the socket too."""
        self.is_leaving, self.left_at = True, time.time()
        wasyncore.dispatcher.close(self)
