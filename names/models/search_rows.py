"""The tables of search: rows that database triggers derive from records, their parts and names.

Only `kb_search_put` and its neighbours write them (migration 0002_search), so they are right however a row was written.
Only published records have any. The GIN indexes have no pending list: writes cost a little more, and reads stay fast
after a bulk load. Each has two partial indexes, over SAMPLE and LARGE_SAMPLE: for a word in too many records to rank
them all, they yield some of the records without reading the whole list. `manage.py rebuild_search` rebuilds the rows.
"""

import pgtrigger
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from sources.models.truncation import Truncated

SAMPLE_STEP, LARGE_SAMPLE_STEP = 64, 8
SAMPLE, LARGE_SAMPLE = (Q(Exact(Mod(F("object_id"), number), 0)) for number in (SAMPLE_STEP, LARGE_SAMPLE_STEP))
"""Every 64th and every eighth record of a type; in SQL `mod(object_id, 64) = 0`."""


class Derived(models.Model):
    """A row derived from a published record."""

    keeps_history = False

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="+", db_index=False, verbose_name=_("record type"),
        help_text=_("What kind of record it is."),
    )  # fmt: skip
    object_id = models.BigIntegerField(_("record number"), help_text=_("Which record of that kind."))
    record_type = models.CharField(
        _("word of the type"), max_length=40, help_text=_("The record type as in addresses: companies.")
    )

    class Meta:
        abstract = True


class SearchName(Derived):
    """One name by which a published record is found: its own, a further one, or the pinyin of a Chinese one."""

    OWN, PINYIN = "name", "pinyin"

    text = models.TextField(_("text"), help_text=_("The name as written; for pinyin the Chinese name that it spells."))
    kind = models.CharField(
        _("kind"), max_length=12, help_text=_("“name” for its own, the kind of a further name, or “pinyin”.")
    )
    folded = models.TextField(
        _("folded"),
        help_text=_("Small letters without accents and punctuation, simplified characters; for pinyin its syllables."),
    )
    compact = models.TextField(_("compact"), help_text=_("The folded name without its spaces, 200 characters at most."))
    words = SearchVectorField(
        _("words"), help_text=_("The words and the pairs of Chinese characters of the name, and its type.")
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("searchable name")
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="search_names_of_record"),
            models.Index(
                fields=["record_type", "compact"], opclasses=["text_ops", "text_pattern_ops"], name="search_name_begins"
            ),
            GinIndex(fields=["words"], fastupdate=False, name="search_name_words"),
            GinIndex(fields=["words"], condition=SAMPLE, fastupdate=False, name="search_name_words_sample"),
            GinIndex(fields=["words"], condition=LARGE_SAMPLE, fastupdate=False, name="search_name_words_eighth"),
        ]

    def __str__(self):
        return f"{self.text} ({self.kind})"


class SearchText(Derived):
    """One published record as search sees it: its place, its name, and every text of it and its parts."""

    slug = models.CharField(_("slug"), max_length=120, help_text=_("The address of the record."))
    name = models.TextField(_("name"), help_text=_("The name or title of the record."))
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code, where it has one."))
    city = models.TextField(_("city"), blank=True, help_text=_("Its city, where it has one."))
    passages = models.JSONField(
        _("passages"), default=list, help_text=_("Its texts in our own words: a list of field and text.")
    )
    words = SearchVectorField(
        _("words"),
        help_text=_("English stems and pairs of Chinese characters of its names (A) and texts (B), and its type."),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("searchable record")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="a_record_is_searched_once",
                violation_error_message=_("This record is already there."),
            ),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["words"], fastupdate=False, name="search_text_words"),
            GinIndex(fields=["words"], condition=SAMPLE, fastupdate=False, name="search_text_words_sample"),
            GinIndex(fields=["words"], condition=LARGE_SAMPLE, fastupdate=False, name="search_text_words_eighth"),
        ]

    def __str__(self):
        return f"{self.record_type}/{self.slug}"


class SearchWord(models.Model):
    """One word of four Latin letters or more of a present or past name: a candidate for a misspelled word.

    Two transactions may write the same word, and only a rebuild removes words; search reads them as a set, and shows
    no name by a word alone.
    """

    keeps_history = False

    word = models.TextField(_("word"), help_text=_("The word, folded."))
    slips = ArrayField(
        models.TextField(), verbose_name=_("slips"),
        help_text=_("The word, and what is left of it without one letter; of a long word without two as well."),
    )  # fmt: skip

    class Meta:
        ordering = ["id"]
        verbose_name = _("searchable word")
        indexes = [
            models.Index(fields=["word"], name="search_word_itself"),
            GinIndex(fields=["slips"], fastupdate=False, name="search_word_slips"),
        ]

    def __str__(self):
        return self.word


search_renamed = pgtrigger.Trigger(
    name="search_renamed",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE'
            AND (OLD.content_type_id, OLD.object_id) IS DISTINCT FROM (NEW.content_type_id, NEW.object_id)) THEN
            PERFORM public.kb_search_renamed(OLD.content_type_id, OLD.object_id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            PERFORM public.kb_search_renamed(NEW.content_type_id, NEW.object_id);
        END IF;
        RETURN NULL;
    """,
)

names_truncated = Truncated(
    more="\n        PERFORM public.kb_search_renamed(content_type_id, object_id) FROM public.entities_searchtext;"
)
