"""What a report is about: a record or one of its values, by the address that links to values have."""

import re
from dataclasses import dataclass

from django.db.models.functions import Length
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from records.field_labels import label_of_field
from sources.models.searchable import name_of

from ..proposals.row_owners import key_of
from ..proposals.row_words import columns_of, label_of

PAGE = re.compile(r"/([a-z]+)/([-\w]+)/(?:history/)?")
NO_VALUE_OF_READERS = {"slug", "is_published", "gaps"}
WHOLE = "record"
"""Stands for the value where an address means the whole record, or a part of it."""


@dataclass
class Subject:
    """A published record, and what of it an address names: a value, or (`part`) a row of it with its value."""

    record: object
    part: str = ""
    field: str = ""

    @property
    def name(self):
        return str(getattr(self.record, name_of(type(self.record))))

    @property
    def key(self):
        """The record as proposals note which they touch."""
        return key_of(type(self.record), self.record.pk)

    @property
    def about(self):
        """The record and the value in words: “Airdoc: City”."""
        part = self.part.replace("-", " ")
        label = self._label() if self.field not in ("", WHOLE) else ""
        words = ", ".join(filter(None, (part, label)))
        return f"{self.name}: {words}" if words else self.name

    def _label(self):
        return label_of_field(self.field, {"type": self.record.record_type, "part": bool(self.part)})

    def choices(self):
        """[(value, its label)] of the record's own values, for the form that asks which."""
        model = type(self.record)
        own = [(key, label_of(model, key)) for key in columns_of(model) if key not in NO_VALUE_OF_READERS]
        return [("", _("Choose …")), *own, ("names", _("Names")), (WHOLE, _("Something else, or all of it"))]


def subject_of_value(address) -> Subject | None:
    """What an address like “rounds-series-b-orbimed-role” names; None where there is no such published record."""
    name, _hyphen, rest = address.partition("-")
    words = rest.split("-")
    slugs = ["-".join(words[:count]) for count in range(1, len(words) + 1)][:60]
    if name not in TYPES or not all(slugs):
        return None
    found = TYPES[name].model.objects.published().filter(slug__in=slugs).order_by(-Length("slug")).first()
    if found is None:
        return None
    part, _hyphen, field = rest[len(found.slug) :].strip("-").rpartition("-")
    return Subject(found, part, field)


def subject_of_page(path) -> Subject | None:
    """The record whose page it is; None for other pages."""
    match = PAGE.fullmatch(path)
    if match is None or match[1] not in TYPES:
        return None
    found = TYPES[match[1]].model.objects.published().filter(slug=match[2]).first()
    return Subject(found) if found else None
