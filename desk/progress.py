"""How far the reading of a source is, and what an editor does to it: close a paragraph, open it again, finish.

A paragraph is open until somebody closes the paragraph itself, however its sentences ended and whatever was recorded
from it. A source that is done is closed in every paragraph, also where it was read before the desk noted that.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from history.models import Kind
from history.writing import check_deferred_constraints, revising, take_turn
from sources.models import Source
from sources.models.source import ReadingStatus

from .models import Ending, ReadPart, SecondReading

RIGHTS = ("sources.view_sourcetext", "sources.change_source")
"""What an editor needs who reads a source at the desk."""


class NotYet(ValueError):
    """What was asked for can't be done at this point of the reading; the message says what is missing."""


@dataclass
class Progress:
    """How far the reading of one source is; `ended` has a ReadPart for each (paragraph, sentence) that has ended."""

    source: Source
    ended: dict = field(default_factory=dict)

    @classmethod
    def of(cls, source):
        parts = ReadPart.objects.filter(source=source)
        return cls(source, {(part.paragraph, part.sentence): part for part in parts})

    @property
    def is_done(self):
        return self.source.reading_status == ReadingStatus.DONE

    def is_closed(self, paragraph: int) -> bool:
        return self.is_done or (paragraph, 0) in self.ended

    @property
    def open(self) -> list[int]:
        """The paragraphs that nobody has closed."""
        return [number for number in range(1, self.source.paragraphs + 1) if not self.is_closed(number)]

    def next_open(self, after: int = 0) -> int | None:
        """The next open paragraph behind this one, else the first."""
        numbers = self.open
        return next((number for number in numbers if number > after), numbers[0] if numbers else None)

    @property
    def closed_by(self) -> set[str]:
        """The editors who closed a paragraph, as far as it was noted."""
        return {part.by for (_paragraph, sentence), part in self.ended.items() if not sentence and part.by}


def end(source, paragraph, sentence, ending, missing, user):
    """Note how a paragraph (sentence 0) or a sentence ended; it may be said anew as long as the source is not done.

    Raises NotYet, and ValidationError for an ending that is none.
    """
    if not 1 <= paragraph <= source.paragraphs:
        raise NotYet(_("This source has %(last)s paragraphs.") % {"last": source.paragraphs})
    with _turn(source, user) as locked:
        if locked.reading_status == ReadingStatus.DONE:
            raise NotYet(_("This source is done: open the paragraph again first."))
        place = {"source": locked, "paragraph": paragraph, "sentence": sentence}
        part = ReadPart.objects.filter(**place).first() or ReadPart(**place)
        part.ending, part.missing, part.by = ending, missing, user.get_username()
        part.full_clean()
        part.save()
        begin_reading(locked)


def reopen(source, paragraph, sentence, user):
    """Take an ending back. A source that was done is being read again; its other paragraphs stay closed."""
    with _turn(source, user) as locked:
        if locked.reading_status == ReadingStatus.DONE:
            _keep_the_others_closed(locked)
            SecondReading.objects.filter(source=locked).delete()
            _set_status(locked, ReadingStatus.IN_WORK)
        ReadPart.objects.filter(source=locked, paragraph=paragraph, sentence=sentence).delete()


def begin_reading(source):
    """A queued source is being read from the first fact or ending on."""
    if source.reading_status == ReadingStatus.QUEUED:
        _set_status(source, ReadingStatus.IN_WORK)


def finish(source, user):
    """Note the second reading, by which a source is done. Raises NotYet where it can't be."""
    with _turn(source, user) as locked:
        progress = Progress.of(locked)
        if progress.is_done:
            raise NotYet(_("This source is done already."))
        if reason := why_not_finished(progress, user):
            raise NotYet(reason)
        SecondReading.objects.update_or_create(source=locked, defaults={"by": user.get_username()})
        _set_status(locked, ReadingStatus.DONE)


def why_not_finished(progress, user) -> str:
    """Why this editor can't finish the source now, or ""."""
    if number := len(progress.open):
        return _("Paragraphs that are still open: %(number)s.") % {"number": number}
    others = sorted(other_readers(progress.closed_by))
    if user.get_username() in progress.closed_by and others:
        message = _("You closed paragraphs of it yourself: the second reading is for another editor (%(others)s).")
        return message % {"others": ", ".join(others[:5])}
    return ""


def other_readers(but) -> set[str]:
    """The names of the editors who may read sources at the desk, without those named."""
    users = get_user_model().objects
    sets = [users.with_perm(right).filter(is_staff=True).values_list("username", flat=True) for right in RIGHTS]
    return set.intersection(*map(set, sets)) - set(but)


def _set_status(source, status):
    source.reading_status = status
    source.save(update_fields=["reading_status", "updated_at"])


def _keep_the_others_closed(source):
    """Write down of each paragraph that it is closed, which the status of the source said so far."""
    noted = ReadPart.objects.filter(source=source, sentence=0).values_list("paragraph", flat=True)
    cited = set(source.places.values_list("paragraph", flat=True))
    numbers = set(range(1, source.paragraphs + 1)) - set(noted)
    ReadPart.objects.bulk_create(
        ReadPart(source=source, paragraph=number, ending=Ending.RECORDED if number in cited else Ending.NOTHING)
        for number in sorted(numbers)
    )


@contextmanager
def _turn(source, user):
    """The source as it is now, locked, in a transaction of this editor's."""
    with revising(Kind.REVIEW, "", user.get_username()), transaction.atomic():
        take_turn()
        yield Source.objects.select_for_update().get(pk=source.pk)
        check_deferred_constraints()
