"""Taking in a table that was looked at: one revision, or one proposal of an editor who may not publish."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curation.loading import Refused, load_read
from desk.models import Origin
from desk.proposals.captured import captured_rows, is_seen_by_readers, open_revision
from desk.proposals.proposing import keep, may_publish
from history.models import Kind
from history.writing import check_deferred_constraints, revising, take_turn
from records.admin.database_errors import error_message
from sources.attaching import attach_text
from sources.models import Source

from .models import Upload
from .uploads import look_at

MOST_IN_REASON = 500


class NotTakenIn(ValueError):
    """Nothing was written; the message says why."""


def accept(upload, user, digest, reason="") -> Upload:
    """Take in the table as it was shown with this digest; return it with its revision or proposal.

    Raises NotTakenIn.
    """
    words = _("Table %(file)s") % {"file": upload.file_name}
    reason = f"{words}: {reason}"[:MOST_IN_REASON] if reason else words
    try:
        with revising(Kind.IMPORT, reason, user.get_username()), transaction.atomic():
            take_turn()
            locked = Upload.objects.select_for_update().get(pk=upload.pk)
            if locked.is_done:
                return locked
            records, plan = look_at(locked)
            if plan.digest != digest:
                raise NotTakenIn(_("Something has changed since you looked at it: look at it again."))
            if not plan.is_ready:
                raise NotTakenIn(_("There are mistakes or open questions: nothing was written."))
            _write(locked, records, user, reason)
            locked.rows, locked.found = {}, {"counts": plan.counts}
            locked.save()
    except IntegrityError as error:
        raise NotTakenIn(error_message(error)) from error
    except Refused as refused:
        raise NotTakenIn(" ".join(map(str, refused.mistakes[:10]))) from refused
    return locked


def _write(upload, records, user, reason):
    """Write the records; what an editor may not publish is undone, and proposed."""
    start = transaction.savepoint()
    load_read(records.reader)
    check_deferred_constraints()
    revision = open_revision()
    rows = captured_rows(revision) if revision else []
    if not rows:
        raise NotTakenIn(_("All of it is here already: there is nothing to take in."))
    if not may_publish(user) and is_seen_by_readers(revision, rows):
        transaction.savepoint_rollback(start)
        upload.proposal = keep(
            rows, revision - 1, origin=Origin.EDITOR, by=user.get_username(), kind=Kind.IMPORT.value, reason=reason
        )
        return
    if source := records.places.as_source:
        attach_text(Source.objects.get(slug=source.slug), source.text)
    upload.revision_id = revision
