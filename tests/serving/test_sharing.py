"""Two processes share the visitors: a busy one leaves whoever comes to the other, and takes him if that does not."""

import socket
import threading
import time

import pytest
from waitress import wasyncore
from waitress.adjustments import Adjustments

from medtech_kb.serving import limits
from medtech_kb.serving.receiving import Server
from medtech_kb.serving.worker import Threads

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as bound:
        bound.setblocking(False)
        yield bound


@pytest.fixture
def may_answer():
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def servers(listener, may_answer):
    """Two servers on one socket, as of two workers; each answers once `may_answer` is set."""

    def application(environ, start_response):
        may_answer.wait(10)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    def server():
        adjustments = Adjustments(sockets=[listener], ident="", server_name="x")
        return Server(application, listener.dup(), Threads(1), adjustments)

    both = [server(), server()]
    yield both
    for each in both:
        wasyncore.close_all(each.map)


def turn(server, seconds=0.0):
    """Let a server handle whatever is ready, again and again for some seconds."""
    end = time.monotonic() + seconds
    while True:
        wasyncore.loop(0, use_poll=True, map=server.map, count=1)
        if time.monotonic() >= end:
            return


@pytest.fixture
def come(listener):
    """A function that connects a visitor, and sends a request."""
    visitors = []

    def connect():
        visitors.append(socket.create_connection(listener.getsockname()))
        visitors[-1].sendall(REQUEST)
        time.sleep(0.05)  # the kernel has it
        return visitors[-1]

    yield connect
    for visitor in visitors:
        visitor.close()


def test_a_worker_that_answers_leaves_a_new_visitor_to_an_idle_one(servers, come):
    busy, idle = servers
    come()
    turn(busy, 0.1)
    come()
    turn(busy)
    turn(idle)
    assert [len(server.active_channels) for server in servers] == [1, 1]


def test_a_worker_takes_a_visitor_whom_no_other_has_taken(servers, come, may_answer):
    busy, _idle = servers
    come()
    turn(busy, 0.1)
    second = come()
    turn(busy)
    assert len(busy.active_channels) == 1
    turn(busy, 3 * limits.LEFT_TO_OTHERS)
    assert len(busy.active_channels) == 2
    may_answer.set()
    turn(busy, 0.3)
    assert second.recv(100).startswith(b"HTTP/1.1 200")


def test_idle_connections_keep_no_worker_from_new_ones(servers, come, may_answer):
    idle, _other = servers
    may_answer.set()
    come()
    turn(idle, limits.LATELY + 0.2)
    come()
    turn(idle)
    assert len(idle.active_channels) == 2
