import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

import environment
from postgres import embedded
from sources.models import Source

SERVER = [
    *("--workers", "2", "--threads", "4"),  # two cores; a slow visitor holds a thread and not a worker
    *("--preload", "--max-requests", "20000", "--max-requests-jitter", "2000"),
    *("--timeout", "60", "--graceful-timeout", "20", "--log-level", "error", "--no-control-socket"),
]


class Command(BaseCommand):
    help = "Start the site: its database, its migrations, its data, and a web server for them. Ctrl-C ends it."
    requires_system_checks = []  # all of them run once there is a database to check

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; default: this machine only")
        parser.add_argument("--no-load", action="store_true", help="do not read fixtures/ into an empty database")

    def handle(self, *, host, no_load, **options):
        port = environment.number("PORT", 8000, low=1, high=65535)
        with listen(host, port) as taken:
            embedded.start()
            self.check(tags=["database"], databases=["default"])  # one line about a server that is unfit or away
            call_command("migrate", verbosity=0, interactive=False)
            self.check(databases=["default"])
            if not no_load and not Source.objects.exists():  # never over what editors have entered since
                call_command("load_kb", verbosity=0)
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
            if settings.PRODUCTION:
                call_command("collectstatic", verbosity=0, interactive=False)
            taken.listen(2048)  # from here on a visitor waits for the server instead of being turned away
            self.stdout.write(f"Medtech KB is at http://{host}:{port}/")
            self.stdout.flush()
            become_server(taken)


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the port while the site gets ready, so that nothing is done in vain. Raises CommandError."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as problem:
        taken.close()
        reason = f"{host}:{port} cannot be used ({problem.strerror}); choose another port, like PORT=8001."
        raise CommandError(reason, returncode=2) from None
    return taken


def become_server(taken: socket.socket) -> None:
    """Turn this process into the web server, so that Ctrl-C and SIGTERM reach it, and nothing of ours stays around."""
    taken.set_inheritable(True)
    command = ["-m", "gunicorn", "medtech_kb.wsgi:application", "--bind", f"fd://{taken.fileno()}", *SERVER]
    os.execv(sys.executable, [sys.executable, *command])
