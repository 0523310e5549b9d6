from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from curation.dumping import dump


class Command(BaseCommand):
    help = "Write the knowledge base into fixture files, in their canonical order."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="where to write; files of the same names are replaced")

    def handle(self, *, folder, **options):
        written = dump(folder)
        self.stdout.write(_("%(count)s files written to %(folder)s.") % {"count": len(written), "folder": folder})
