from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from curation.verifying import texts_in
from sources.attaching import attach_text


class Command(BaseCommand):
    help = "Attach the texts in a folder to their sources, known by SHA-256; only editors see them."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="the folder with the texts")

    @transaction.atomic
    def handle(self, *, folder, **options):
        if not Path(folder).is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        texts = texts_in(folder)
        if not texts:
            raise CommandError(_("No text in %(folder)s has the SHA-256 of a source.") % {"folder": folder})
        for source, text in texts.items():
            failed = attach_text(source, text)
            self.stdout.write(_("Attached: %(slug)s") % {"slug": source.slug})
            if failed:
                message = _("%(number)s of its citations do not stand in this text; they need a re-check.")
                self.stderr.write(message % {"number": failed})
