from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from history.erasing import erase, left_of, places_of


class Command(BaseCommand):
    help = "Erase personal data for ever, from the history and the admin's log too; see docs/erasure.md."

    def add_arguments(self, parser):
        parser.add_argument("--record", help="a record with its parts, citations and names, like people/li-wei")
        parser.add_argument("--text", action="append", default=[], help="a text, wherever it stands; may be repeated")
        parser.add_argument("--reason", default="", help="why, without the data; it stays readable")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased and change nothing")
        parser.add_argument("--yes", action="store_true", help="erase it; this can't be undone")

    def handle(self, *, record, text, reason, dry_run, yes, **options):
        texts = [one.strip() for one in text]
        if not (record or texts) or any(len(one) < 2 for one in texts):
            raise CommandError(_("Say what to erase: --record TYPE/SLUG, or --text with at least two characters."))
        if any(one.lower() in reason.lower() for one in [*texts, *([record.partition("/")[2]] if record else [])]):
            raise CommandError(_("The reason stays readable: it must not hold what is erased."))
        found = self._record(record) if record else None
        if found:
            self.stdout.write(_("A record with all that belongs to it: %(record)s") % {"record": record})
        for place in places_of(texts):
            place = {"column": f"{place.schema}.{place.table}.{place.column}", "rows": place.rows}
            self.stdout.write(_("%(column)s: %(rows)s rows") % place)
        if dry_run:
            self.stdout.write(_("Dry run: nothing was erased."))
            return
        if not yes:
            raise CommandError(_("Nothing was erased. It can't be undone: add --yes to erase the above."))
        self._erase(found, texts, reason)

    def _record(self, address):
        word, _slash, slug = address.partition("/")
        model = next((model for model in apps.get_models() if getattr(model, "record_type", "") == word), None)
        record = model and hasattr(model, "slug") and model._default_manager.filter(slug=slug).first()
        if not record:
            raise CommandError(_("There is no record %(address)s.") % {"address": address})
        return record

    def _erase(self, record, texts, reason):
        names = {getattr(record, "name", ""), record.slug} - {""} if record else set()
        try:
            erase(record, texts, reason)
        except ProtectedError as error:
            others = ", ".join(sorted(f"{type(one).__name__} {one}" for one in error.protected_objects)[:10])
            message = _("Others refer to it; change or delete those first, nothing was erased: %(records)s.")
            raise CommandError(message % {"records": others}) from None
        except IntegrityError as error:
            raise CommandError(_("A rule of the data forbids it, nothing was erased: %s") % error) from None
        call_command("rebuild_search", stdout=StringIO())  # words of names stay there otherwise
        self.stdout.write(_("Erased."))
        for table in left_of([*texts, *names]):
            self.stderr.write(_("%(table)s still holds it in some form; see docs/erasure.md.") % {"table": table})
