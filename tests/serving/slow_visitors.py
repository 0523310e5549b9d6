"""Visitors who hold connections open and ask for nothing, each of them again once he has been sent away."""

import selectors
import socket
import threading
import time
from contextlib import contextmanager

BODY = "Host: 127.0.0.1\r\nContent-Type: {type}\r\nContent-Length: 100000\r\n\r\n"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
NOTHING = [b""]
HALF_A_HEAD = [b"GET /companies/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Wa"]
BODIES = [
    f"POST {path} HTTP/1.1\r\n{BODY.format(type=media_type)}".encode()
    for path, media_type in (("/match/", FORM), ("/api/v1/match/", JSON), ("/admin/login/", FORM))
]


@contextmanager
def slow_visitors(port, number, beginnings, drips):
    """Hold `number` connections that begin with one of `beginnings`; with `drips`, each sends a byte a second."""
    ends = threading.Event()
    crowd = Crowd(port, number, beginnings, drips)
    thread = threading.Thread(target=crowd.hold, args=(ends,))
    crowd.fill()
    thread.start()
    try:
        yield crowd
    finally:
        ends.set()
        thread.join()


class Crowd:
    """`came` counts all connections that were made."""

    def __init__(self, port, number, beginnings, drips):
        self.port, self.number, self.beginnings, self.drips = port, number, beginnings, drips
        self.selector, self.came = selectors.DefaultSelector(), 0

    def fill(self):
        while len(self.selector.get_map()) < self.number:
            client = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            client.sendall(self.beginnings[self.came % len(self.beginnings)])
            client.setblocking(False)
            self.selector.register(client, selectors.EVENT_READ)
            self.came += 1

    def hold(self, ends):
        while not ends.wait(1):
            for key, _events in self.selector.select(0):
                self.leave(key.fileobj)  # an answer, or the end of the connection
            for key in list(self.selector.get_map().values()) if self.drips else []:
                try:
                    key.fileobj.send(b"x")
                except OSError:
                    self.leave(key.fileobj)
            self.fill()
        for key in list(self.selector.get_map().values()):
            self.leave(key.fileobj)

    def leave(self, client):
        self.selector.unregister(client)
        client.close()


def read_while(site, seconds, paths):
    """Read one page after the other, each on a connection of its own; returns [(path, status, seconds it took)]."""
    answers, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        for path in paths:
            began = time.monotonic()
            status = site.get(path)[0]
            answers.append((path, status, time.monotonic() - began))
            time.sleep(0.1)
    return answers
