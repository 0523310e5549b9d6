import re
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.tokens import tokens_naming
from desk.proposals.forgetting import proposals_holding
from history.erasing import erase, record_at
from history.written_texts import MARK, left_of, places_of
from intake.forgetting import uploads_holding
from postgres.roles import RunByOwner

CHINESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
"""Characters that are a word, or a syllable, of their own: Japanese and Korean ones as well."""


class Command(RunByOwner, BaseCommand):
    help = "Erase personal data for ever, from the history and the admin's log too; see docs/erasure.md."

    def add_arguments(self, parser):
        parser.add_argument("--record", help="a record with its parts, citations and names, like people/li-wei")
        parser.add_argument("--text", action="append", default=[], help="a text, wherever it stands; may be repeated")
        parser.add_argument("--reason", default="", help="why, without the data; everybody can read it")
        parser.add_argument("--forget-address", action="store_true", help="keep no address of the record for copies")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased and change nothing")
        parser.add_argument("--yes", action="store_true", help="erase it; this can't be undone")

    def handle(self, *, record, text, reason, forget_address, dry_run, yes, **options):
        texts = [one.strip() for one in text]
        self._check(record, texts, reason)
        found = self._record(record, forget_address) if record else None
        if found and any(name and name.lower() in reason.lower() for name in found.names):
            raise CommandError(_("Everybody can read the reason: it must not hold what is erased."))
        places, whole = places_of(texts), _go_as_a_whole(found, texts)
        if not (found or places or any(whole.values())):
            self._say_what_is_left(texts)
            raise CommandError(_("It stands nowhere in records, versions, revisions or the log: nothing was erased."))
        if found:
            self.stdout.write(_("A record with all that belongs to it: %(record)s") % {"record": record})
        for place in places:
            place = {"column": f"{place.schema}.{place.table}.{place.column}", "rows": place.rows}
            self.stdout.write(_("%(column)s: %(rows)s rows") % place)
        for message, rows in whole.items():
            if rows:
                self.stdout.write(message % {"number": len(rows)})
        if dry_run:
            self.stdout.write(_("Dry run: nothing was erased."))
            return
        if not yes:
            raise CommandError(_("Nothing was erased. It can't be undone: add --yes to erase the above."))
        self._erase(found, texts, reason, forget_address)

    def _check(self, record, texts, reason):
        if not (record or texts):
            raise CommandError(_("Say what to erase: --record TYPE/SLUG or --text TEXT."))
        for text in texts:
            if len(text) < (2 if CHINESE.search(text) else 3) or text.lower() in MARK:
                message = _("“%(text)s” would hit too much: name three characters at least, in Chinese two.")
                raise CommandError(message % {"text": text})
        if any(one.lower() in reason.lower() for one in [*texts, *([record.partition("/")[2]] if record else [])]):
            raise CommandError(_("Everybody can read the reason: it must not hold what is erased."))

    def _record(self, address, forget_address):
        record = record_at(address)
        if record is None:
            raise CommandError(_("There is no record %(address)s, and there was none.") % {"address": address})
        if not (record.numbers or forget_address):
            message = _("%(address)s was erased before; --forget-address takes out its address as well.")
            raise CommandError(message % {"address": address})
        return record

    def _erase(self, record, texts, reason, forget_address):
        try:
            with transaction.atomic():
                for rows in _go_as_a_whole(record, texts).values():
                    rows.delete()
                erase(record, texts, reason, forget_address)
        except ProtectedError as error:
            others = ", ".join(sorted(f"{type(one).__name__} {one}" for one in error.protected_objects)[:10])
            message = _("Others refer to it; change or delete those first, nothing was erased: %(records)s.")
            raise CommandError(message % {"records": others}) from None
        except (IntegrityError, DataError) as error:
            raise CommandError(_("A rule of the data forbids it, nothing was erased: %s") % error) from None
        call_command("rebuild_search", stdout=StringIO())  # words of names stay there otherwise
        self.stdout.write(_("Erased."))
        if record and not forget_address:
            self.stdout.write(_("Its address is kept for copies of the data, if readers saw it: see --forget-address."))
        self._say_what_is_left([*texts, *({*record.names, record.slug} - {""} if record else ())])

    def _say_what_is_left(self, texts):
        for table in left_of(texts):
            self.stderr.write(_("%(table)s still holds it in some form; see docs/erasure.md.") % {"table": table})


def _go_as_a_whole(record, texts):
    """{what the command says of them: the rows} that are deleted, and not marked, where they hold what is erased."""
    return {
        _("Proposals with it, which go as a whole: %(number)s"): proposals_holding(record, texts),
        _("Tables that wait and hold it, which go as a whole: %(number)s"): uploads_holding(texts),
        _("Tokens with it, which go as a whole: %(number)s"): tokens_naming(texts),
    }
