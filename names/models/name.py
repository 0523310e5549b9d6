from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Lower
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


class Successor(models.Model):
    """The record that a merged record became: its old address leads there for ever."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name=_("record type"), help_text=_("What kind of record it was.")
    )
    slug = models.SlugField(_("old slug"), max_length=120, help_text=_("The address that it had."))
    object_id = models.BigIntegerField(_("record number"), help_text=_("The record that took it over."))
    record = GenericForeignKey()
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True, help_text=_("When the two were merged."))

    class Meta:
        ordering = ["content_type", "slug"]
        verbose_name = _("merged record")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "slug"], name="an_old_slug_has_one_successor",
                violation_error_message=_("This address already leads somewhere."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.slug} → {self.record}"
