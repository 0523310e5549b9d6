from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from curation.skeletons import NoText, entry_of_source, file_of_company, proposed_slug, read_text
from sources.models import Source


class Command(BaseCommand):
    help = "Print what the fixture files of a new source begin with: its paragraphs counted, its SHA-256, the keys."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the text that is read, as UTF-8")
        parser.add_argument("--slug", help="the address of the source; default: made of the file's name and this year")

    def handle(self, *, file, slug, **options):
        slug = slug or proposed_slug(file)
        try:
            validate_slug(slug)
            text = read_text(file)
        except NoText as refusal:
            raise CommandError(str(refusal)) from None
        except ValidationError:
            raise CommandError(_("“%(slug)s” is no slug.") % {"slug": slug}) from None
        self.stdout.write("# sources.yaml")
        self.stdout.write(entry_of_source(text, slug))
        self.stdout.write("# companies/<slug>.yaml")
        self.stdout.write(file_of_company(slug), ending="")
        if Source.objects.filter(slug=slug).exists():
            self.stderr.write(_("There is a source “%(slug)s” already: choose another with --slug.") % {"slug": slug})
