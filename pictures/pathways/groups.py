"""The rows of the matrix: products with steps, companies with steps that name no product, products without steps.

Each group is a list like those of the record types, in one of their orders; the matrix is one behind the other, so that
a page costs the same at any depth. No order runs across groups: only PostgreSQL knows how names compare.
"""

import base64
import binascii
from dataclasses import dataclass, field
from functools import cached_property

import orjson
from django.db.models import BooleanField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company
from products.models import Product
from records.list_queries import COUNT_CAP, SEPARATOR, PagePosition, list_page
from records.paging import by_name, order_named, page_size, pages_from_start
from records.problems import BadParameter, parameter_error
from records.record_type import RecordType

from .documents import CompanyRowDoc, ProductRowDoc
from .filters import OF_A_STEP, CompanyRowFilters, ProductRowFilters

ORDER = "name"


@dataclass(frozen=True)
class Group(RecordType):
    """Rows of one kind; `key` tells it from the others, `label` is its heading."""

    key: str = ""
    label: str = ""
    has_steps: bool = True

    @property
    def name(self):
        return f"pathways of {self.key}"

    def visible(self):
        """No EXISTS: PostgreSQL would read all steps first, not knowing that a page ends after fifty rows."""
        steps = self.filters.steps().filter(**{self.filters.owner: OuterRef("pk")})
        has_steps = Coalesce(Subquery(steps.values_list(Value(True))[:1]), False, output_field=BooleanField())
        return self.model.objects.published().alias(_has_steps=has_steps).filter(_has_steps=self.has_steps)


def _group(model, filters, row, **values):
    return Group(model, filters, row, (by_name(),), ORDER, **values)


GROUPS = (
    _group(Product, ProductRowFilters, ProductRowDoc, key="products", label=gettext_lazy("Products with steps")),
    _group(
        Company, CompanyRowFilters, CompanyRowDoc, key="companies",
        label=gettext_lazy("Companies, steps that name no product"),
    ),
    _group(
        Product, ProductRowFilters, ProductRowDoc, key="products-without-steps",
        label=gettext_lazy("Products of which no step is stated"), has_steps=False,
    ),
)  # fmt: skip


@dataclass
class MatrixPage:
    """The documents of one page with their groups, how many rows there are, and the cursors to its neighbours."""

    documents: list = field(default_factory=list)
    count: int = 0
    count_capped: bool = False
    next: str | None = None
    previous: str | None = None
    data_version: object = None


@dataclass
class Place:
    """One row in the matrix: its group, its key in the order, its number."""

    group: int
    key: str
    number: int

    def cursor(self, backwards):
        content = orjson.dumps([int(backwards), self.group, str(self.key), self.number])
        return base64.urlsafe_b64encode(content).decode().rstrip("=")


class MatrixList:
    """The matrix for a query string. Raises BadParameter where it can't be read."""

    def __init__(self, data):
        self.data = data
        self.filtersets = [group.filtered(data) for group in GROUPS]
        self.criteria = self.filtersets[0].criteria
        self.size = page_size(data)
        word = data.get("ordering") or ORDER
        self.orders = [order_named(group.all_orders, word) for group in GROUPS]
        self.backwards, self.after = self._read_cursor()

    @cached_property
    def shown(self):
        """The numbers of the groups that can have rows."""
        chosen = [value for item, value in self.criteria if item.key == "has_steps"]
        of_steps = any(item.key in OF_A_STEP for item, _value in self.criteria)
        return [
            number for number, group in enumerate(GROUPS)
            if (not chosen or chosen[0] == ("true" if group.has_steps else "false"))
            and (group.has_steps or not of_steps)
        ]  # fmt: skip

    def page(self) -> MatrixPage:
        """The page that starts at the cursor. One statement for each group, as far as its count or rows are needed."""
        page, places, more = MatrixPage(), [], False
        groups = self.shown if not self.backwards else self.shown[::-1]
        for number in groups:
            is_passed = self.after and (self.after.group < number if self.backwards else self.after.group > number)
            wanted = 0 if is_passed else self.size - len(page.documents)
            if page.count > COUNT_CAP and not wanted and (more or is_passed):
                continue  # there are more than are counted, and rows behind these
            version, count, rows = self._read(number, wanted)
            page.data_version, page.count = page.data_version or version, page.count + count
            if wanted and rows:
                documents = [(GROUPS[number], orjson.loads(text)) for text in rows.documents.split(SEPARATOR)]
                page.documents += documents
                places += [Place(number, *rows.first), Place(number, *rows.last)]
                more = more or rows.more
            elif not is_passed:
                more = more or bool(count and not wanted)
        self._verify(page)
        if self.backwards:
            page.documents.reverse()
            places.reverse()
        page.count, page.count_capped = min(page.count, COUNT_CAP), page.count > COUNT_CAP
        has_next, has_previous = (True, more) if self.backwards else (more, bool(self.after))
        page.next = places[-1].cursor(False) if places and has_next else None
        page.previous = places[0].cursor(True) if places and has_previous else None
        return page

    def all_documents(self):
        """Yield [(group, document)] for every page from the first on, for a file of the whole matrix."""
        for number in self.shown:
            pages = pages_from_start(GROUPS[number], self.filtersets[number], self.orders[number])
            for _version, _count, documents in pages:
                yield [(GROUPS[number], orjson.loads(text)) for text in documents]

    def _read(self, number, wanted):
        order, is_descending = self.orders[number]
        is_start = self.after and self.after.group == number and wanted
        after = (self.after.key, self.after.number) if is_start else None
        position = PagePosition(order, is_descending, wanted or 1, self.backwards, after)
        return list_page(GROUPS[number], self.filtersets[number], position)

    def _verify(self, page):
        """Raise BadParameter for records in the criteria that don't exist; rows mostly prove that they do."""
        filterset = self.filtersets[0]
        unsure = [(item, value) for item, value in self.criteria
                  if not (page.count and item.is_proved_by_results(value))]  # fmt: skip
        filterset.verify(unsure, page.data_version)

    def _read_cursor(self):
        """(backwards, the Place after which the page begins, or None). Raises BadParameter."""
        text = self.data.get("cursor")
        if not text:
            return False, None
        try:
            padded = text + "=" * (-len(text) % 4)
            backwards, group, key, number = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            if not isinstance(key, str) or "\0" in key or type(number) is not int or not 0 <= number < 2**63:
                raise ValueError
            if type(group) is not int or group not in range(len(GROUPS)):
                raise ValueError
            self.orders[group][0].check(key)
        except (ValueError, TypeError, binascii.Error):
            message = _("This cursor was not given by the matrix. Start without one.")
            raise BadParameter(parameter_error("cursor", message)) from None
        return bool(backwards), Place(group, key, number)
