from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.loading import Refused
from desk.proposals.from_files import Unproposable, propose
from history.models import CHOSEN_BY_EDITORS, Kind


class Command(BaseCommand):
    help = "Propose what files like those of fixtures/ say, for a reviewer to decide on; nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="like fixtures/, with the files that say something new")
        parser.add_argument("--by", required=True, help="the user who answers for it")
        parser.add_argument("--against", type=int, help="the revision that it was made against; default: the last one")
        parser.add_argument("--reason", default="", help="why, in a few words; readers see it once it is accepted")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in CHOSEN_BY_EDITORS], default=Kind.ENRICHMENT.value,
            help="what sort of change it is, see docs/editing.md; default: enrichment",
        )  # fmt: skip

    def handle(self, *, folder, by, against, reason, kind, **options):
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        if not get_user_model().objects.filter(username=by).exists():
            raise CommandError(_("There is no user %(user)s.") % {"user": by})
        try:
            proposal, is_new = propose(folder, by, against, reason=reason, kind=kind)
        except Unproposable as refusal:
            raise CommandError(str(refusal)) from None
        except Refused as refused:
            for mistake in refused.mistakes:
                self.stderr.write(str(mistake))
            count = len(refused.mistakes)
            raise CommandError(_("%(count)s mistakes; nothing is proposed.") % {"count": count}) from None
        text = _("%(proposal)s waits for a reviewer.") if is_new else _("These files are %(proposal)s already.")
        self.stdout.write(text % {"proposal": proposal})
