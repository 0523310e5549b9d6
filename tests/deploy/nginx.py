"""Debian's nginx with the configuration of deploy/nginx, as an ordinary process in front of a site of its own."""

import gzip
import http.client
import json
import shutil
import socket
import ssl
import subprocess
import time
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

import brotli
import psutil

from environment import BASE
from tests.serving.sites import free_port

HOST = "kb.example.org"
CONFIGURATION = BASE / "deploy" / "nginx"
DECODED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def text(self):
        return DECODED[self.headers.get("Content-Encoding", "")](self.body).decode()


def program(name, package):
    """The path of a program of Debian's; a test that needs it fails where there is none."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert found, f"There is no {name}: on Debian, 'apt-get install {package}' brings it."
    return found


class Nginx:
    """`plain` and `secure` are its ports; `patience` are seconds for which it waits for the site."""

    def __init__(self, folder: Path, site_port: int, patience=60):
        self.folder, self.plain, self.secure = folder, free_port(), free_port()
        self.certificate, self.key = folder / "fullchain.pem", folder / "privkey.pem"
        self.process = None
        shutil.copytree(CONFIGURATION, folder, dirs_exist_ok=True)
        (folder / "temporary").mkdir()
        (folder / "acme" / ".well-known" / "acme-challenge").mkdir(parents=True)
        self.substitute({
            "user www-data;": f"user {getuser()};",
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx/error.log": f"{folder}/error.log",
            "http {": "http {" + "".join(
                f"{kind}_temp_path {folder}/temporary/{kind};"
                for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            ),
            "/etc/letsencrypt/live/kb.example.org": f"{folder}",
            "/var/www/html": f"{folder}/acme",
            "127.0.0.1:8000": f"127.0.0.1:{site_port}",
            "proxy_read_timeout 60s": f"proxy_read_timeout {patience}s",
            "listen 80 ": f"listen 127.0.0.1:{self.plain} ",
            "listen 443 ": f"listen 127.0.0.1:{self.secure} ",
            "listen [::]:80 default_server;": "",  # not every machine has IPv6
            "listen [::]:443 ssl http2 default_server;": "",
        })  # fmt: skip
        self.make_certificate()

    def substitute(self, replacements):
        """Replace what belongs to a real machine, in all files; each of them must be there."""
        missing = {*replacements}
        for path in self.folder.rglob("*.conf"):
            text = path.read_text()
            for old, new in replacements.items():
                missing -= {old} if old in text else set()
                text = text.replace(old, new)
            path.write_text(text)
        assert missing == set()

    def make_certificate(self):
        command = [
            program("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
            "-keyout", str(self.key), "-out", str(self.certificate),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def start(self):
        command = [program("nginx", "nginx"), "-e", "stderr", "-p", str(self.folder), "-c", f"{self.folder}/nginx.conf"]
        tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert (tried.returncode, "[warn]" in tried.stderr) == (0, False), tried.stderr
        self.process = subprocess.Popen([*command, "-g", "daemon off;"])
        end = time.monotonic() + 20
        while not self.listens():
            assert (time.monotonic() < end, self.process.poll()) == (True, None), "nginx does not start"
            time.sleep(0.05)

    def listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.secure)).close()
        except OSError:
            return False
        return True

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def connection(self, secure=True, protocols=()):
        """A connection of a visitor who trusts the certificate, and checks that it is for this host."""
        client = socket.create_connection(("127.0.0.1", self.secure if secure else self.plain), timeout=30)
        if not secure:
            return client
        context = ssl.create_default_context(cafile=self.certificate)
        context.set_alpn_protocols(list(protocols))
        return context.wrap_socket(client, server_hostname=HOST)

    def ask(self, path, method="GET", secure=True, body=None, **headers):
        """An answer; headers are given with underscores, `host` in place of ours."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client = http.client.HTTPConnection(named.pop("host", self.host))
        client.sock = self.connection(secure)
        client.request(method, path, body, named)
        response = client.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        client.close()
        return answer

    def answer_to(self, request, secure=True):
        """An answer to a request as bytes."""
        with self.connection(secure) as client:
            client.sendall(request)
            response = http.client.HTTPResponse(client)
            response.begin()
            return Answer(response.status, response.headers, response.read())

    def ask_by_http2(self, path, *options, body=None):
        """(version, status, media type, body), as curl gets them."""
        command = [
            program("curl", "curl"), "--silent", "--show-error", "--http2", "--max-time", "30",
            "--cacert", str(self.certificate), "--resolve", f"{self.host}:127.0.0.1",
            "--write-out", r"\n%{http_version} %{http_code} %{content_type}", f"https://{self.host}{path}", *options,
        ]  # fmt: skip
        done = subprocess.run([*command, "--data", "@-"] if body else command, input=body, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        text, _newline, last = done.stdout.decode().rpartition("\n")
        version, status, media_type = last.split(" ", maxsplit=2)
        return version, int(status), media_type, text

    @property
    def host(self):
        """As browsers send it, with the port where it is not the usual one."""
        return f"{HOST}:{self.secure}"


def connections_to(port):
    """How many connections a server of this machine holds at a port."""
    return sum(
        1 for each in psutil.net_connections("tcp")
        if each.laddr and each.laddr.port == port and each.status == psutil.CONN_ESTABLISHED
    )  # fmt: skip
