"""What a record type is: its pages, API, exports and counts are all made of one RecordType."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import profile_queries
from .documents import keys_of
from .paging import Page, by_time, order_named, page_of, page_size, pages_from_start, words_of
from .problems import parameter_error, raise_if_any

BY_CHANGE = by_time("updated_at")


class MenuGroup(TextChoices):
    """The groups of the menu, in its order."""

    COMPANIES = "companies", gettext_lazy("Companies")
    PRODUCTS = "products", gettext_lazy("Products")
    REGULATORY = "regulatory", gettext_lazy("Regulatory")
    FUNDING = "funding", gettext_lazy("Funding")
    EVIDENCE = "evidence", gettext_lazy("Market & evidence")


@dataclass(frozen=True)
class RecordType:
    """What can be listed, its filters and orders, and what a row and a profile hold.

    `row` and `profile` (by default the same) are serializer classes; `orders` are paging.Order, `order` is the word of
    the default; `address` is the field that addresses a record; `can_compare` offers its records for comparison at
    /compare/. `short_label` (for menus) and `timeline_label` replace the model's plural and singular name where those
    are too long; `group` is where it stands in the menu.
    """

    model: type
    filters: type
    row: type
    orders: tuple
    order: str
    profile: type = None
    address: str = "slug"
    can_compare: bool = False
    short_label: str = ""
    timeline_label: str = ""
    group: str = ""

    def __post_init__(self):
        object.__setattr__(self, "profile", self.profile or self.row)

    @property
    def name(self):
        return self.model.record_type

    @property
    def menu_label(self):
        return self.short_label or capfirst(self.model._meta.verbose_name_plural)

    @property
    def all_orders(self):
        return (*self.orders, BY_CHANGE) if self.address == "slug" else self.orders

    @property
    def order_words(self):
        """What `ordering` may be: the word of each order, and with a hyphen that of its reverse."""
        return words_of(self.all_orders)

    def visible(self):
        """The records that anonymous readers may see."""
        return self.model.objects.published()

    def filtered(self, data: QueryDict):
        """The filter set over the visible records."""
        return self.filters(data, self.visible)

    def page(self, filterset, only=None, size=None) -> Page:
        """The page of the list that a filter set's query string asks for, as documents in JSON text.

        Raises BadParameter.
        """
        return page_of(self, filterset, self._order(filterset), size or page_size(filterset.data), only)

    def all_pages(self, filterset, only=None):
        """The same list from its start to its end, as paging.pages_from_start gives it. Raises BadParameter."""
        return pages_from_start(self, filterset, self._order(filterset), only)

    def _order(self, filterset):
        return order_named(self.all_orders, filterset.data.get("ordering") or self.order)

    def read(self, address, only=None, drafts=False):
        """(Version of the data, the profile of one record as JSON text or None)."""
        if self.address == "pk":
            if not (address.isascii() and address.isdigit() and len(address) < 19):
                return None, None
            address = int(address)
        return profile_queries.read(self, address, only, drafts)

    def successor(self, slug):
        """The slug of the record that took over the address of a merged or renamed one, or None."""
        record = self.visible().filter(pk__in=self._succession(slug).values("object_id")).first()
        return record and record.slug

    def reason_gone(self, slug):
        """Why nothing is any more at the address that a record had; "" where it leads on or never was one."""
        row = self._succession(slug).first()
        if row is None or self.model.objects.filter(pk=row.object_id).exists():
            return ""
        return row.why_gone

    def _succession(self, slug):
        return apps.get_model("entities", "Successor").objects.filter(
            content_type__app_label=self.model._meta.app_label,
            content_type__model=self.model._meta.model_name,
            slug=slug,
        )


def chosen_keys(data, serializer):
    """The keys that `fields=` and `omit=` leave of a document, or None for all. Raises BadParameter."""
    if "fields" not in data and "omit" not in data:
        return None
    known = list(keys_of(serializer))
    requested = {
        name: [key.strip() for key in data.get(name, "").split(",") if key.strip()] for name in ("fields", "omit")
    }
    errors = [
        parameter_error(name, _("There is no field “%(key)s”.") % {"key": key[:60]}, known)
        for name, keys in requested.items() for key in keys if key not in known
    ]  # fmt: skip
    for name, keys in requested.items():
        if name in data and not keys:
            errors.append(parameter_error(name, _("Name at least one field."), known))
    for key in dict.fromkeys(key for key in requested["omit"] if key in requested["fields"]):
        message = _("“%(key)s” is asked for in “fields” and left out in “omit”.") % {"key": key[:60]}
        errors.append(parameter_error("omit", message, [key for key in known if key not in requested["fields"]]))
    keys = [key for key in requested["fields"] or known if key not in requested["omit"]]
    if not keys and not errors:
        errors.append(parameter_error("omit", _("Leave at least one field."), known))
    raise_if_any(errors)
    return keys
