#!/usr/bin/env python3
"""Runs the project's commands; the embedded database is started first for those that need one."""

import os
import sys

import environment
from postgres import embedded

WITHOUT_DATABASE = {
    *("check", "collectstatic", "diffsettings", "findstatic", "help", "makemessages", "makemigrations"),
    *("sendtestemail", "serve", "spectacular", "startapp", "version", "write_docs"),
}
"""Commands that read no data (`serve` starts the database itself, once it knows that the port is free)."""


def needs_database(arguments: list[str]) -> bool:
    """Whether a command line reads or writes data; an unknown command is taken to."""
    asks_for_help = not arguments or arguments[0].startswith("-") or "--help" in arguments or "-h" in arguments
    return not asks_for_help and (arguments[0] not in WITHOUT_DATABASE or "--database" in arguments)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medtech_kb.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        if needs_database(sys.argv[1:]):
            embedded.start()
        execute_from_command_line(sys.argv)
    except OperationalError as problem:
        if "connection to server" not in str(problem):
            raise
        print(f"manage.py: the database cannot be reached: {' '.join(str(problem).split())}", file=sys.stderr)
        sys.exit(2)
    except (embedded.Unusable, environment.Misconfigured) as problem:
        print(f"manage.py: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
