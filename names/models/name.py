from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Record
from sources.models.triggers import version_moves
from values.fields import Dated, is_a_date

from .search_rows import names_truncated, search_renamed


class NameKind(models.TextChoices):
    PRIMARY = "primary", _("primary in this language")
    LEGAL = "legal", _("legal name")
    SHORT = "short", _("short name")
    FULL = "full", _("full form of an abbreviation")
    FORMER = "former", _("former name")
    BRAND = "brand", _("brand")
    VARIANT = "variant", _("variant spelling")
    TRANSLATION = "translation", _("machine translation")


class NameLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    SIMPLIFIED = "zh-Hans", _("Chinese, simplified")
    TRADITIONAL = "zh-Hant", _("Chinese, traditional")
    PINYIN = "zh-Latn-pinyin", _("pinyin")


class Name(Dated):
    """A further name of a record: in another script, shorter, former, or spelled otherwise.

    Its citations are those of its record whose field is `names` and whose stated words are its text.
    """

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name=_("record type"), help_text=_("What kind of record has the name.")
    )
    object_id = models.BigIntegerField(_("record number"), help_text=_("Which record of that kind."))
    record = GenericForeignKey()
    text = models.CharField(_("text"), max_length=200, help_text=_("The name as written."))
    language = models.CharField(
        _("language and script"), max_length=16, choices=NameLanguage, default=NameLanguage.ENGLISH,
        help_text=_("BCP 47 tag of the language and script."),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, help_text=_("What sort of name it is."))

    class Meta:
        ordering = ["content_type", "object_id", "kind", "text", "id"]
        verbose_name = _("name")
        constraints = [
            is_a_date("name_when_is_a_date"),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "text", "kind"], name="a_name_is_kept_once",
                violation_error_message=_("This name is already there."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["text"], name="names_by_text")]
        triggers = [version_moves, search_renamed, names_truncated]

    def __str__(self):
        return self.text


class Named(Record):
    """A record with a name, and further names by which it is searched too."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("The name as the sources write it; other spellings are further names.")
    )
    names = GenericRelation(Name)

    class Meta(Record.Meta):
        abstract = True
        ordering = ["name", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(Lower("name"), "id", name="%(class)s_by_name", condition=models.Q(is_published=True)),
        ]

    def __str__(self):
        return self.name


class SuccessorQuerySet(models.QuerySet):
    def of_type(self, model):
        """Former addresses of one type of record."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def leading_to(self, records):
        """Former addresses that lead to one of these records of one type."""
        return self.filter(object_id__in=[record.pk for record in records])

    def remember(self, model, addresses):
        """Keep {former slug: (number of the record that took it over or None, reason why it is gone or "")}."""
        content_type = ContentType.objects.get_for_model(model)
        rows = [
            self.model(content_type=content_type, slug=slug, object_id=number, reason=reason)
            for slug, (number, reason) in addresses.items()
        ]
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["content_type", "slug"], update_fields=["object_id", "reason"]
        )


class Successor(models.Model):
    """What became of an address that a record had: another record took it over, or nothing did, for a reason."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name=_("record type"), help_text=_("What kind of record it was.")
    )
    slug = models.SlugField(_("old slug"), max_length=120, help_text=_("The address that it had."))
    object_id = models.BigIntegerField(
        _("record number"), null=True, blank=True, help_text=_("The record that took it over; empty where none did.")
    )
    record = GenericForeignKey()
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why nothing is there any more; empty where it leads on.")
    )
    merged_at = models.DateTimeField(
        _("since"), auto_now_add=True, help_text=_("When the record was merged, renamed or taken out.")
    )

    objects = SuccessorQuerySet.as_manager()

    class Meta:
        ordering = ["content_type", "slug"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        triggers = [version_moves]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "slug"], name="an_old_slug_has_one_successor",
                violation_error_message=_("This address already leads somewhere."),
            ),
            models.CheckConstraint(
                condition=models.Q(object_id__isnull=False, reason="")
                | models.Q(object_id__isnull=True) & ~models.Q(reason=""),
                name="an_old_slug_leads_on_or_says_why",
                violation_error_message=_("A former address leads to a record, or says why nothing is there any more."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.slug} → {self.record}" if self.object_id else f"{self.slug}: {self.reason}"

    @property
    def why_gone(self):
        """The reason, also where the record was deleted in a way that left none."""
        return self.reason or gettext("The record to which this address led is no more.")
