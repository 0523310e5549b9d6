from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from history.writing import TURN
from medtech_kb import dump_contents
from postgres.dumps import Dump, DumpFailed
from postgres.restoring import restore
from postgres.roles import RunByOwner

MARK = ("sources", "0001_functions")
"""A migration that every database of ours has had since the first version."""


class Command(RunByOwner, BaseCommand):
    help = "Put a back-up in place of all that is in the database, or change nothing; then bring it up to the code."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that “backup” has made")
        parser.add_argument("--yes", action="store_true", help="replace what is there; this can't be undone")
        parser.add_argument(
            "--wait", type=int, default=300, metavar="SECONDS", help="for those who read and write now; default: 300"
        )

    def handle(self, *, file, yes, wait, **options):
        try:
            dump = Dump(file)
            dump.read_whole()
            migrations = self._migrations(dump)
            before, after = dump_contents.of_database(), dump_contents.of_dump(dump)
            self.stdout.write(_("In the database: %(contents)s.") % {"contents": before})
            words = {"contents": after, "time": dump.made_at}
            self.stdout.write(_("In the back-up: %(contents)s; made %(time)s.") % words)
            self._warn(before, after)
            if not yes:
                raise CommandError(_("Nothing was changed. Add --yes to put the back-up in place of what is there."))
            restore(dump, TURN, wait, is_current=migrations >= dump_contents.known_migrations())
        except DumpFailed as problem:
            raise CommandError(problem, returncode=2) from None
        connection.close()
        ContentType.objects.clear_cache()
        self.stdout.write(_("Restored."))
        call_command("migrate", verbosity=0, interactive=False)

    def _migrations(self, dump):
        """Those of the back-up; raises DumpFailed where they are not ours, or newer than the code."""
        migrations = dump.migrations()
        if MARK not in migrations:
            raise DumpFailed(_("%(file)s is a dump of another program; nothing was changed.") % {"file": dump.path})
        if newer := sorted(".".join(one) for one in migrations - dump_contents.known_migrations()):
            message = _("%(file)s was made by newer code, which this one can't read: it has %(migrations)s.")
            raise DumpFailed(message % {"file": dump.path, "migrations": ", ".join(newer)})
        return migrations

    def _warn(self, before, after):
        """Say what nobody would expect of the data that come back."""
        for (number, at), reason in before.erasures.items():
            if (number, at) not in after.erasures:
                words = {"number": number, "time": f"{at:%Y-%m-%d %H:%M} UTC", "reason": reason}
                message = _(
                    "Erased since the back-up, and restored with it: revision %(number)s of %(time)s (%(reason)s). "
                    "Erase it again."
                )
                self.stderr.write(message % words)
        if any(after.types.get(name, number) != number for name, number in before.types.items()):
            self.stderr.write(
                _("It comes from another database: restart the site afterwards, since its processes know the old one.")
            )
