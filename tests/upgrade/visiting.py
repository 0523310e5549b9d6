"""The site as `manage.py serve` starts it, and one visitor with cookies."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from environment import BASE
from tests.databases import environment_for


@contextmanager
def served(name, log):
    """The address of a site that has started on a database by itself, migrations included; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w") as errors:
        site = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=BASE, env=environment_for(name, PORT=str(port)),
            stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True,
        )  # fmt: skip
    try:
        line = site.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in line, log.read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        site.send_signal(signal.SIGINT)  # as Ctrl-C does: at once
        site.communicate(timeout=60)
        if site.returncode < 0:  # it could not end its workers
            os.killpg(site.pid, signal.SIGKILL)


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_arguments):
        return None


class Visitor:
    """Asks one site, keeps its cookies, follows no redirect."""

    def __init__(self, site, **headers):
        self.site, self.headers, self.cookies = site, headers, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), NoRedirects)

    def get(self, path, form=None, **headers):
        """(status, headers, text); with a form it is a POST."""
        data = None if form is None else urlencode(form | {"csrfmiddlewaretoken": self._token()}, doseq=True).encode()
        request = Request(self.site + path, data=data, headers=self.headers | headers)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as answer:
            return answer.status, answer.headers, answer.read().decode()

    def _token(self):
        return next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")

    def log_in(self, name, password):
        self.get("/admin/login/")
        status, _headers, text = self.get("/admin/login/", {"username": name, "password": password, "next": "/admin/"})
        assert status == 302, re.findall(r"errornote.*?</p>", text, re.DOTALL)
        return self
