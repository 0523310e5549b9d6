from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.dumping import Undumped, dump


class Command(BaseCommand):
    help = "Write the knowledge base into fixture files, in their canonical order."

    def add_arguments(self, parser):
        help_text = "where to write; files of the same names are replaced, those of records that are no more removed"
        parser.add_argument("folder", help=help_text)

    def handle(self, *, folder, **options):
        try:
            dumped = dump(folder)
        except (Undumped, OSError) as error:
            raise CommandError(str(error)) from None
        for path in dumped.removed:
            self.stdout.write(_("Removed, since its records are no more: %(path)s") % {"path": path})
        for path in dumped.left:
            self.stderr.write(_("Left alone, though load_kb will refuse it: %(path)s") % {"path": path})
        count = len(dumped.written)
        self.stdout.write(_("%(count)s files written to %(folder)s.") % {"count": count, "folder": folder})
