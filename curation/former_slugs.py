"""former_slugs.yaml: slugs that records had, each with the slug that took over or the reason why it is gone.

Like `companies: {pulnovo: pamu-medical, harbour: {gone: It is the brand of another company.}}`, by record type.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curation.files import Mapping, Mistake, suggestion
from curation.fixture_schema import FIXTURE_MODELS
from curation.folder import FORMER_SLUGS
from names.models import Successor
from records.clean_text import clean_text

MODELS = {model.record_type: model for model in FIXTURE_MODELS}
SLUG = re.compile(r"[-a-z0-9_]{1,120}")
LONGEST_REASON = Successor._meta.get_field("reason").max_length


@dataclass(frozen=True)
class Former:
    """A slug that a record had: the slug of its `successor` or, without one, the `reason`."""

    model: type
    slug: str
    line: int
    successor: str = ""
    reason: str = ""

    @property
    def address(self):
        return f"{self.model.record_type}/{self.slug}"

    @property
    def end(self):
        """Where the address leads, or the reason why it doesn't."""
        return f"{self.model.record_type}/{self.successor}" if self.successor else self.reason

    def mistake(self, message) -> Mistake:
        return Mistake(FORMER_SLUGS, self.line, self.address, message)


def read_former_slugs(content, mistakes) -> dict:
    """{model: {slug: Former}} of the file's content; adds to `mistakes` what can't be read."""
    former = {model: {} for model in FIXTURE_MODELS}
    if not isinstance(content, Mapping):
        message = _("Write {record type: {old-slug: new-slug}}, or {record type: {old-slug: {gone: reason}}}.")
        mistakes.append(Mistake(FORMER_SLUGS, 1, "", message))
        return former
    for name, slugs in content.items():
        line = content.line_of(name)
        if name not in MODELS:
            message = _("There is no record type “%(name)s”.") % {"name": name} + suggestion(name, MODELS)
            mistakes.append(Mistake(FORMER_SLUGS, line, "", message))
        elif not isinstance(slugs, Mapping):
            message = _("Write the former slugs of %(name)s as {old-slug: new-slug}.") % {"name": name}
            mistakes.append(Mistake(FORMER_SLUGS, line, "", message))
        else:
            for slug, value in slugs.items():
                entry = _former(MODELS[name], slug, value, slugs.line_of(slug), mistakes)
                former[MODELS[name]][slug] = entry
    return former


def _former(model, slug, value, line, mistakes):
    entry = Former(model, slug, line)
    if not SLUG.fullmatch(slug):
        mistakes.append(entry.mistake(_("A slug has lower-case letters, digits and hyphens, 120 at most.")))
    if isinstance(value, str) and SLUG.fullmatch(value):
        return Former(model, slug, line, successor=value)
    if not (isinstance(value, Mapping) and list(value) == ["gone"] and isinstance(value["gone"], str)):
        mistakes.append(entry.mistake(_("Write the slug that took over, or {gone: reason}.")))
        return entry
    try:
        reason = clean_text(value["gone"])
    except ValidationError as error:
        mistakes.append(entry.mistake(" ".join(error.messages)))
        return entry
    if not 1 <= len(reason) <= LONGEST_REASON:
        mistakes.append(entry.mistake(_("A reason has 1 to %(most)s characters.") % {"most": LONGEST_REASON}))
    return Former(model, slug, line, reason=reason)


def check_former_slugs(former, rows, existing, mistakes) -> None:
    """Add to `mistakes` former slugs that are in use, and successors that are none: not there, or former themselves."""
    for model, entries in former.items():
        for entry in entries.values():
            if row := rows[model].get(entry.slug):
                values = {"slug": entry.slug, "file": row.file, "line": row.line}
                mistakes.append(entry.mistake(_("“%(slug)s” is in use: %(file)s:%(line)s.") % values))
            elif entry.successor:
                known = (rows[model].keys() | existing[model].keys()) - entries.keys()
                if problem := _problem(entry, entries, known):
                    mistakes.append(entry.mistake(problem))


def _problem(entry, entries, known):
    """What is wrong with the successor of an entry, or ""."""
    values = {"successor": entry.successor, "type": entry.model._meta.verbose_name}
    if entry.successor in known:
        return ""
    if entry.successor not in entries:
        return _("There is no %(type)s “%(successor)s”.") % values + suggestion(entry.successor, known)
    path = [entry.slug]
    while path[-1] in entries and entries[path[-1]].successor and path[-1] not in path[:-1]:
        path.append(entries[path[-1]].successor)
    if path[-1] in path[:-1]:
        return _("It leads in a circle: %(path)s.") % {"path": " → ".join(path)}
    if path[-1] in entries:
        return _("“%(successor)s” is a former slug itself, and gone: write {gone: reason} here too.") % values
    return _("“%(successor)s” is a former slug itself: write “%(end)s”.") % {**values, "end": path[-1]}
