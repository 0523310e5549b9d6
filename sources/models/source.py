from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from values.fields import PartialDateField, first_day_of, is_a_date, last_day_of, span_of

from . import triggers
from .cited import Record


class SourceKind(models.TextChoices):
    ARTICLE = "article", _("article")
    REPORT_SUMMARY = "report_summary", _("summary of a report")
    REPORT_EXCERPT = "report_excerpt", _("excerpt of a report")
    TRANSCRIPT = "transcript", _("edited transcript")
    PRESS_RELEASE = "press_release", _("press release")
    REGISTER = "register", _("register of an authority")


class ReadingStatus(models.TextChoices):
    QUEUED = "queued", _("queued for reading")
    IN_WORK = "in_work", _("being read")
    DONE = "done", _("read to the end")


class Source(Record):
    """One document that was read, from its first paragraph to its last."""

    record_type = "sources"
    judged = ("language", "kind", "excerpt_of", "method", "paragraphs", "sha256", "reading_status")

    title = models.CharField(_("title"), max_length=300, help_text=_("The title as printed."))
    publisher = models.CharField(_("publisher"), max_length=120, blank=True, help_text=_("Who published it."))
    authors = models.CharField(
        _("authors"), max_length=200, blank=True, help_text=_("The names as printed, separated by “; ”.")
    )
    published = PartialDateField(_("published"), help_text=_("When it was published; empty where it does not say."))
    published_span = span_of("published")
    published_earliest = first_day_of("published")
    published_latest = last_day_of("published")
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("BCP 47 tag of the text that was read.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, help_text=_("What sort of document it is."))
    url = models.URLField(_("web address"), max_length=300, blank=True, help_text=_("Where it was read, if known."))
    excerpt_of = models.CharField(
        _("excerpt of"), max_length=300, blank=True, help_text=_("The larger work that it is taken from.")
    )
    method = models.TextField(
        _("method"), blank=True, help_text=_("What it rests on: interviews, surveys, registers, a recorded discussion.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it is about, in our own words."))
    paragraphs = models.PositiveIntegerField(_("paragraphs"), help_text=_("How many lines of its text are not blank."))
    sha256 = models.CharField(
        "SHA-256", max_length=64, help_text=_("Of the text that was read, so that a changed text is noticed.")
    )
    reading_status = models.CharField(
        _("reading"), max_length=10, choices=ReadingStatus, default=ReadingStatus.QUEUED,
        help_text=_("How far we are with reading it."),
    )  # fmt: skip

    class Meta(Record.Meta):
        ordering = ["title", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        triggers = [*Record.Meta.triggers, triggers.source_holds_its_citations]
        indexes = [
            *Record.Meta.indexes,
            models.Index(Lower("title"), "id", name="source_by_title", condition=models.Q(is_published=True)),
        ]
        constraints = [
            is_a_date("source_published_is_a_date", "published"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="sha256_is_64_hex_digits",
                violation_error_message=_("A SHA-256 has 64 hexadecimal digits."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title


class SourceText(models.Model):
    """The text of a source, for editors only: it belongs to its publisher, and no page or API shows it."""

    keeps_history = False

    source = models.OneToOneField(
        Source, models.CASCADE, related_name="private_text", verbose_name=_("source"),
        help_text=_("The source whose text this is."),
    )  # fmt: skip
    text = models.TextField(_("text"), help_text=_("The text that was read, as attached by an editor."))

    class Meta:
        ordering = ["source_id"]
        verbose_name = _("private text")

    def __str__(self):
        return f"{self.source.slug}: {len(self.text)}"


class DataVersion(models.Model):
    """The single row that counts the changes of the whole knowledge base; ETags are made of it."""

    keeps_history = False

    number = models.BigIntegerField(_("number"), default=1, help_text=_("Grows by one with each change."))
    moved_at = models.DateTimeField(_("moved at"), auto_now_add=True, help_text=_("When the last change was made."))

    class Meta:
        ordering = ["id"]
        verbose_name = _("data version")

    def __str__(self):
        return str(self.number)
