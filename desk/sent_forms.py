"""An entry form that is sent twice, because no answer came or by a double click, makes one record.

Each form has a number from when it is opened. What the form of a number made is kept for some days, and who sends it
again is told of that record.
"""

import hashlib
import uuid
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES

from .models import SentForm

KEPT = timedelta(days=7)
"""How long a form can be open and still be known again."""
NOT_TYPED = {"csrfmiddlewaretoken", "form_number", "save", "check", "slug", "is_another"}
"""What says nothing of whether an editor changed the form: an address is proposed anew once the first is taken."""

SEEN = "seen"
"""What a form was opened with, which is signed with its time."""


def number_of(request):
    """The number of the form that is sent; None where it has none. Raises BadRequest for what no form sends."""
    text = request.POST.get("form_number", "")
    try:
        return uuid.UUID(text) if text else None
    except ValueError as error:
        raise BadRequest(_("form_number is that of an entry form, not “%(text)s”.") % {"text": text[:40]}) from error


def sent_before(request) -> SentForm | None:
    """The saving of the form that is sent, if this user's was saved already."""
    number = number_of(request)
    return number and SentForm.objects.filter(user=request.user, number=number).first()


def is_same(request, sent: SentForm) -> bool:
    """Whether all that is typed in the form is as it was when it was saved."""
    return sent.digest == _digest(request)


def record_of(sent: SentForm):
    """What the form made; None where it was deleted since."""
    return TYPES[sent.record_type].model.objects.filter(pk=sent.record_pk).first()


def remember(request, record):
    """Keep, in the transaction of the record, that the form of this number is saved; forget those of days ago."""
    if number := number_of(request):
        SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()
        SentForm.objects.create(
            user=request.user, number=number, digest=_digest(request), record_type=record.record_type,
            record_pk=record.pk,
        )  # fmt: skip


def _digest(request):
    typed = sorted(pair for pair in request.POST.lists() if pair[0] not in NOT_TYPED and not pair[0].endswith(SEEN))
    return hashlib.sha256(repr(typed).encode()).hexdigest()
