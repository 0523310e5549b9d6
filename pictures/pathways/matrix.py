"""A row of the matrix: where a product or company stands on each route, and what lies behind it."""

from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.presenters import present
from records.short_forms import label
from records.view_models import RecordView
from records.wording import language
from regulatory.documents import MilestoneRow
from regulatory.models import Milestone
from regulatory.short_forms import milestone
from regulatory.standing import Stage, Standing, has_expired, standing

from ..stages import contested_mark, mark
from .columns import COLUMNS, Column, column_of


@dataclass(frozen=True)
class Cell:
    """Where a row stands on one route. `link` is the list of all steps behind it, or the step if it is the only one.

    `known` is the step as the page of its company or product presents it already.
    """

    column: Column
    standing: Standing
    link: str
    known: RecordView | None = None

    @property
    def step(self):
        return self.standing.step

    @property
    def url(self):
        return f"/milestones/{self.step['slug']}/"

    @property
    def stage(self) -> Stage:
        return self.standing.stage

    @property
    def stage_in_words(self):
        return _stage_in_words(self.stage, language())

    @property
    def is_conditional(self):
        """Whether it is drawn hatched: planned, or on a condition."""
        return self.stage == Stage.PLANNED or bool(self.step["condition"])

    @property
    def mark(self):
        return mark(self.stage, self.is_conditional)

    @property
    def is_contested(self):
        return self.step["contested"]

    @property
    def contested_mark(self):
        return contested_mark()

    @property
    def pathway(self):
        return label(Milestone, "pathway", self.step["pathway"])

    @cached_property
    def short(self):
        """The short form of the milestone: outcome, condition and class, date, what its basis is, contested."""
        return self.known.short if self.known else milestone(self.step)

    @property
    def notes(self):
        """What else is to be said: a weak basis, a stated end that is past, doubt about the order of refusals."""
        notes = list(self.short.notes)
        if self.stage == Stage.ENDED and has_expired(self.step, self.standing.today):
            notes.append(_("its stated end is past"))
        return notes

    @property
    def behind(self) -> int:
        return len(self.standing.others)

    @property
    def behind_in_words(self):
        """Like “2 further steps, 1 of them refused, withdrawn or expired”; empty where there are none."""
        if not self.behind:
            return ""
        words = ngettext("%(n)s further step", "%(n)s further steps", self.behind) % {"n": self.behind}
        if not self.standing.ended:
            return words
        return _("%(steps)s, %(n)s refused, withdrawn or expired") % {"steps": words, "n": self.standing.ended}

    @property
    def in_words(self):
        """The cell as one line of text, for a file: stage, route, short form, what lies behind."""
        parts = [self.stage_in_words, self.pathway, self.short.result.text, self.short.when.text, *self.notes]
        parts += [_("contested")] if self.is_contested else []
        return "; ".join(filter(None, (*parts, self.behind_in_words)))

    @property
    def places(self):
        """The places of what the cell shows."""
        step = self.known or present(MilestoneRow, self.step)
        facts = [step.cell("outcome"), step.fact["pathway"], step.fact["when"]]
        return [place for fact in facts for place in fact.places] or step.places


@cache
def _stage_in_words(stage, _language):
    return str(stage.label)


@dataclass(frozen=True)
class Row:
    """One product or company with its cells by column; `company` is who makes the product, where it is known."""

    record: dict
    company: dict | None
    cells: dict

    @property
    def url(self):
        return f"/{self.record['type']}/{self.record['slug']}/"

    @property
    def name(self):
        return self.record["name"]


def row_of(record, company, steps, known=None) -> Row:
    """The row of a product or company, {type, slug, name}, from the documents of its steps.

    `known` are those that are presented already, by slug.
    """
    by_column = {}
    for step in steps:
        by_column.setdefault(column_of(step), []).append(step)
    cells = {
        column.key: _cell(record, column, by_column[column], known or {}) for column in COLUMNS if column in by_column
    }
    return Row(record, company, cells)


def _cell(record, column, steps, known):
    where = standing(steps)
    return Cell(column, where, _link(record, steps), known.get(where.step["slug"]))


def _link(record, steps):
    """The list of just these steps. A company's steps that name no product are named one by one: no filter has them."""
    if len(steps) == 1:
        return f"/milestones/{steps[0]['slug']}/"
    if record["type"] == "companies":
        criteria = [("company", record["slug"]), ("slug__in", ",".join(step["slug"] for step in steps))]
    else:
        authorities = {(step["authority"] or {}).get("slug") for step in steps} - {None}
        criteria = [("product", record["slug"])]
        criteria += [("pathway", pathway) for pathway in sorted({step["pathway"] for step in steps})]
        criteria += [("authority", slug) for slug in sorted(authorities)]
    return f"/milestones/?{urlencode(criteria)}"


def row_of_document(group, document) -> Row:
    """The row of a document of groups.MatrixList."""
    record = {"type": group.model.record_type, "slug": document["slug"], "name": document["name"]}
    return row_of(record, document.get("company"), document["milestones"])


def rows_of(record: RecordView) -> list:
    """The rows of one company or product, from its profile: its products, then its steps that name none.

    It asks nothing of the database. A step of the company for a product that it does not make has a row, too. A step
    that names a product of the company and not the company itself is not in its profile: the matrix alone has it.
    """
    products, of_product, of_none = {}, {}, []
    own = {"type": record.type, "slug": record.doc["slug"], "name": record.name}
    known = {row.doc["slug"]: row for row in record.rows("milestones")}
    if record.type == "products":
        return [row_of(own, record.doc["company"], [row.doc for row in known.values()], known)]
    for row in record.rows("products"):
        products[row.doc["slug"]] = ({"type": "products", "slug": row.doc["slug"], "name": row.name}, own)
    for step in (row.doc for row in known.values()):
        if product := step["product"]:
            products.setdefault(product["slug"], (product, None))
            of_product.setdefault(product["slug"], []).append(step)
        else:
            of_none.append(step)
    rows = [row_of(*named, of_product.get(slug, []), known) for slug, named in products.items()]
    return [*rows, row_of(own, None, of_none, known)] if of_none else rows
