from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.verifying import verify, warnings_of_values


class Command(BaseCommand):
    help = "Check every citation against the texts in a folder: the paragraph exists and contains the stated words."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="the folder with the texts; they are known by their SHA-256")

    def handle(self, *, folder, **options):
        if not Path(folder).is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        result = verify(folder)
        for problem in result.problems:
            self.stderr.write(problem)
        for source in result.missing:
            self.stderr.write(_("No text in the folder has the SHA-256 of %(slug)s.") % {"slug": source.slug})
        if result.problems or result.missing:
            raise CommandError(_("%(count)s problems.") % {"count": len(result.problems) + len(result.missing)})
        for warning in warnings_of_values():
            self.stderr.write(warning)
        self.stdout.write(_("%(count)s citations stand as stated.") % {"count": result.checked})
