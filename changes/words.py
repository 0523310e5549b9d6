"""Values of rows in words, as pages show them: dates, amounts as stated, vocabulary, the names of that time."""

from decimal import Decimal

from django.db import connection, models
from django.utils.translation import gettext as _

from names.models import Name
from records.short_forms import label
from sources.models import Citation
from sources.models.cited import Gap
from sources.models.searchable import name_of
from values.amounts import StatedAmount
from values.dates import PartialDate
from values.fields import PartialDateField

from .rows import values_of

NAMES_THEN = """
SELECT '{table}', w.record, w.moment, r.slug, r.{name}
FROM unnest(%s::bigint[], %s::bigint[]) AS w (record, moment)
JOIN history.{table} r ON r.id = w.record AND {seen}
    AND r.since <= w.moment AND (r.until IS NULL OR r.until > w.moment)
"""


class NamesThen:
    """The slugs and names that published records had at moments; `need` them first, then `read` all at once.

    With `drafts` those of unpublished records too.
    """

    def __init__(self, drafts=False):
        self.needed, self.found = {}, {}
        self.seen = "true" if drafts else "r.is_published"

    def need(self, model, record, moment):
        if record is not None:
            self.needed.setdefault(model, set()).add((record, moment))

    def read(self):
        statements, values = [], []
        for model, pairs in self.needed.items():
            statements.append(NAMES_THEN.format(table=model._meta.db_table, name=name_of(model), seen=self.seen))
            values += [list(column) for column in zip(*sorted(pairs), strict=True)]
        if statements:
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(statements), values)
                self.found |= {(table, *key): (slug, name) for table, *key, slug, name in cursor.fetchall()}

    def slug(self, model, record, moment):
        return self.found.get((model._meta.db_table, record, moment), (None, None))[0]

    def name(self, model, record, moment):
        """The name that it had, or None where readers did not see it."""
        return self.found.get((model._meta.db_table, record, moment), (None, None))[1]


def relations_of(model):
    """The fields of a model that refer to other records."""
    return [field for field in values_of(model) if field.many_to_one]


def need_names(model, row, moment, names):
    """Note which names the words of a row are made of."""
    for field in relations_of(model):
        names.need(field.related_model, row[field.column], moment)


def facts_in_words(model, row, moment, names) -> dict:
    """{field: value in words, or why there is none, or None} of a row of a record or part."""
    facts, gaps = {}, row.get("gaps") or {}
    for field in values_of(model):
        if not field.name.startswith("amount_"):
            facts[field.name] = _value(field, row[field.column], moment, names)
        elif field.name == "amount_stated":
            facts["amount"] = amount_in_words(row)
    for key, gap in gaps.items():
        if not facts.get(key):
            facts[key] = str(Gap(gap).label) if gap in Gap.values else gap
    return facts


def _value(field, raw, moment, names):
    if field.many_to_one:
        return names.name(field.related_model, raw, moment)
    if raw is None or raw == "":
        return None
    if isinstance(field, PartialDateField):
        return PartialDate.of_text(raw).in_words
    if isinstance(field, models.BooleanField):
        return _("yes") if raw else _("no")
    return str(dict(field.flatchoices).get(raw, raw))


def amount_in_words(row, with_reading=False):
    """The words of the source; with the range that was read off them where these did not change."""
    stated = row["amount_stated"]
    if not stated:
        return None
    if not row["amount_is_disclosed"]:
        return _("undisclosed")
    amount = StatedAmount(
        stated, row["amount_currency"], *(_decimal(row[f"amount_{end}"]) for end in ("low", "high")),
        row["amount_bounds"], True, row["amount_is_approximate"], row["amount_currency_is_inferred"],
    )  # fmt: skip
    return f"{stated} ({amount.in_words})" if with_reading and amount.bounds else stated


def _decimal(number):
    return None if number is None else Decimal(str(number))


def name_in_words(row):
    """A further name: “Pamu (short name)”."""
    return f"{row['text']} ({label(Name, 'kind', row['kind'])})"


def citation_in_words(row, source, field_label):
    """A place: “pamu-padn-2025 ¶32, amount: “tens of millions of dollars””, and what limits it."""
    words = f"{source} ¶{row['paragraph']}"
    if field_label:
        words += f", {field_label.lower()}"
    if row["stated"]:
        words += f": “{row['stated']}”"
    marks = [label(Citation, "stance", row["stance"])] if row["stance"] != "supports" else []
    marks += [_("inferred")] if row["basis"] == "inferred" else []
    marks += [row["note"]] if row["note"] else []
    marks += [_("needs re-check")] if row["needs_recheck"] else []
    return f"{words} ({'; '.join(marks)})" if marks else words
