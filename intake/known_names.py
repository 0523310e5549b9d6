"""Which records the names in cells mean: by slug, by a name in either script, or by the matcher's leave to ask."""

from collections import defaultdict

from django.utils.translation import gettext as _

from names.models import Name, Named
from search.matcher import match_names
from search.name_parts import RequestedName
from search.similar_names import NAME_TYPES

from .questions import NEW, NONE

BATCH = 500


class KnownNames:
    """The names of all records of a Snapshot, each type read when it is first asked for."""

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.names, self.slugs = {}, {}
        self.near = {}

    def slugs_of(self, model):
        if model not in self.slugs:
            self.slugs[model] = set(self.snapshot.slugs[model].values())
        return self.slugs[model]

    def found(self, model, name) -> list[str]:
        """The slugs of the records that have exactly this name, whatever the script and capitals, or this slug."""
        if name in self.slugs_of(model):
            return [name]
        return sorted(self._names(model).get(name.casefold(), ()))

    def add(self, model, slug, name):
        """Know a record that the table itself will make."""
        self.slugs_of(model).add(slug)
        self._names(model)[name.casefold()].add(slug)

    def _names(self, model):
        if model not in self.names:
            names = self.names[model] = defaultdict(set)
            for record in self.snapshot.records[model]:
                names[str(getattr(record, "name", None) or record).casefold()].add(record.slug)
            if issubclass(model, Named):
                for one in Name.objects.filter(content_type_id=self.snapshot.types[model]):
                    if slug := self.snapshot.slugs[model].get(one.object_id):
                        names[one.text.casefold()].add(slug)
        return self.names[model]

    def look_up(self, wanted):
        """Ask the matcher about all of [(model, name)] at once, before `choices_of` is called for them."""
        wanted = [one for one in dict.fromkeys(wanted) if one[0].record_type in NAME_TYPES]
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            asked = [RequestedName(name, model.record_type) for model, name in batch]
            self.near |= dict(zip(batch, match_names(asked), strict=True))

    def question_of(self, model, name, may_be_new) -> dict | None:
        """The question of which record a name means; None where nothing is like it."""
        same = self.found(model, name)
        match = self.near.get((model, name))
        if same:
            words = _("%(count)s records have this name.") % {"count": len(same)}
            choices = [(slug, slug) for slug in same]
        elif match is not None and match.verdict != "none":
            words = _("It may be %(name)s (%(why)s).") % {"name": match.best.name, "why": match.explanation}
            choices = [
                (one.slug, f"{one.name} ({one.slug}): {one.explanation}")
                for one in match.candidates if one.type == model.record_type
            ]  # fmt: skip
        else:
            return None
        others = [(NEW, _("another one, which is new"))] if may_be_new else [(NONE, _("none of these"))]
        hint = _("Write its slug, %(slug)s, or one of its own.") if may_be_new else _("Write its slug: %(slug)s.")
        is_sure = match is not None and match.verdict == "match" and not same
        return {
            "text": name, "words": words, "choices": choices + others,
            "hint": hint % {"slug": choices[0][0]}, "offered": choices[0][0] if is_sure else "",
        }  # fmt: skip
