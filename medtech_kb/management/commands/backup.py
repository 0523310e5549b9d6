from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from medtech_kb import dump_contents
from postgres.dumps import Dump, DumpFailed, write
from postgres.roles import RunByOwner


class Command(RunByOwner, BaseCommand):
    help = "Back up the whole database into one file, also while editors write; “restore” puts it back."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to make, like kb.dump; only its owner can read it")
        parser.add_argument("--replace", action="store_true", help="in place of a file of this name")

    def handle(self, *, file, replace, verbosity, **options):
        try:
            write(file, replace)
            if verbosity:
                words = {"file": file, "contents": dump_contents.of_dump(Dump(file))}
                self.stdout.write(_("%(file)s holds %(contents)s.") % words)
        except DumpFailed as problem:
            raise CommandError(problem, returncode=2) from None
