from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models import Cited
from sources.models.attribution import BY, attributed_once, by
from sources.models.cited import reference
from values.fields import Dated, indexes_by_date, is_a_date


class EventKind(models.TextChoices):
    FOUNDED = "founded", _("company founded")
    LISTED = "listed", _("listed on an exchange")
    PLANT = "plant", _("plant or facility")
    EXPANSION = "expansion", _("expansion into a market")
    LAUNCH = "launch", _("launch or start of sales")
    PROGRAMME = "programme", _("programme or research started")
    FORUM = "forum", _("forum or conference")
    PLATFORM = "platform", _("platform or committee founded")
    STANDARD = "standard", _("standard or database released")
    POLICY = "policy", _("step of policy")
    DEPLOYMENT = "deployment", _("deployment or first use")
    OTHER = "other", _("other event")


class Event(Named, Dated):
    """Something that happened: a company founded or listed, a forum held, a platform founded, a standard released."""

    record_type = "events"
    judged = ("kind",)
    attributed_in, attributed_to = "organiser", BY

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind, help_text=_("What sort of event it is."))
    company = reference("companies.Company", "events", _("company"), _("The company whose event it is."))
    product = reference("products.Product", "events", _("product"), _("The product that it is about."))
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Where, as stated."))
    organiser = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("Who held, founded or released it, as stated.")
    )
    by_company = by("by_company", "organised_events")
    by_partner = by("by_partner", "organised_events")
    by_authority = by("by_authority", "organised_events")
    by_person = by("by_person", "organised_events")
    summary = models.TextField(_("summary"), blank=True, help_text=_("What happened, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [is_a_date("event_when_is_a_date"), *attributed_once("event", "organiser")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("event")]


class Participation(Cited):
    """A person or company that took part in an event, and their role."""

    part_of = "event"
    part_label = "role"
    part_key = ("person", "company")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="participations", verbose_name=_("event"), help_text=_("The event.")
    )
    person = reference("companies.Person", "participations", _("person"), _("Who took part."))
    company = reference(
        "companies.Company", "participations", _("company"), _("Which company took part or was represented.")
    )
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("As what: speaker, organiser …"))

    class Meta(Cited.Meta):
        ordering = ["event", "id"]
        verbose_name = _("participation")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(company__isnull=False), name="somebody_takes_part",
                violation_error_message=_("Name the person or the company that took part."),
            ),
            models.UniqueConstraint(
                fields=["event", "person", "company"], nulls_distinct=False, name="nobody_takes_part_twice",
                violation_error_message=_("This person or company is already there."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person or self.company)
