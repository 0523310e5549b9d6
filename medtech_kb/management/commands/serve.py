import importlib
import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

import environment
from postgres import embedded
from sources.models import Source


class Command(BaseCommand):
    help = "Start the site: its database, its migrations, its data, and a web server for them. Ctrl-C ends it."
    requires_system_checks = []  # all of them run once there is a database to check

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at; default: this machine only")
        parser.add_argument("--no-load", action="store_true", help="do not read fixtures/ into an empty database")
        parser.add_argument("--prepare", action="store_true", help="do all that comes before serving, and end")

    def handle(self, *, host, no_load, prepare, **options):
        if prepare:
            self.prepare()
            importlib.import_module(settings.WSGI_APPLICATION.rpartition(".")[0])
            return
        port = environment.number("PORT", 8000, low=1, high=65535)
        with listen(host, port) as listener:
            self.prepare()
            if not no_load and not Source.objects.exists():  # never over what editors have entered since
                call_command("load_kb", verbosity=0)
            listener.listen(2048)  # from here on a visitor waits for the server instead of being turned away
            self.stdout.write(f"Medtech KB is at http://{host}:{port}/")
            self.stdout.flush()
            become_first_process(listener, port)

    def prepare(self):
        """Bring the database and the static files up to date with the code."""
        embedded.start()
        self.check(tags=["database"], databases=["default"])  # one line about a server that is unfit or away
        call_command("migrate", verbosity=0, interactive=False)
        self.check(databases=["default"])
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if settings.PRODUCTION:
            call_command("collectstatic", verbosity=0, interactive=False)


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the port while the site gets ready, so that nothing is done in vain. Raises CommandError."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        listener.close()
        reason = f"{host}:{port} cannot be used ({problem.strerror}); choose another port, like PORT=8001."
        raise CommandError(reason, returncode=2) from None
    return listener


def become_first_process(listener: socket.socket, port: int) -> None:
    """Replace this process by the site's first one, so that Ctrl-C and SIGTERM reach it and nothing else stays.

    In development it also watches the code.
    """
    listener.set_inheritable(True)
    command = [sys.executable, "-m", "medtech_kb.serving", str(listener.fileno()), str(port)]
    os.chdir(environment.BASE)
    os.execve(sys.executable, [*command, *([] if settings.PRODUCTION else ["watch"])], environment.INHERITED)
