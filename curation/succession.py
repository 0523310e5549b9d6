"""Take the records of former slugs out of the database, and let their addresses lead on or say why they are gone."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from curation.fixture_schema import FIXTURE_MODELS
from names.models import Successor
from sources.models import Citation, Cited


class Succession:
    """The records that the files name as former ones: `doomed`, {model: {slug: record}}, is taken from `existing`."""

    def __init__(self, former, existing):
        self.former = former
        self.existing = existing
        self.doomed = {
            model: {slug: existing[model].pop(slug) for slug in former[model].keys() & existing[model].keys()}
            for model in FIXTURE_MODELS
        }
        self.mistakes = []

    def settled_relations(self):
        """The citations of relations to the doomed that need no re-check, each with where it has to lead for that.

        The successor is the same thing under another slug, so that a citation of the relation holds as before.
        """
        settled = []
        for entry, record in self._with_successor():
            for relation in _relations_to(entry.model):
                rows = relation.related_model._default_manager.filter(**{relation.field.name: record})
                places = Citation.objects.filter(
                    content_type=ContentType.objects.get_for_model(relation.related_model), field=relation.field.name,
                    object_id__in=rows.values("pk"), needs_recheck=False,
                )  # fmt: skip
                settled += [(relation, number, row, entry) for number, row in places.values_list("pk", "object_id")]
        return settled

    def settle(self, settled):
        """Take the marks for re-check off again where the relation leads to the successor now."""
        for relation, number, row, entry in settled:
            successor = self.existing[entry.model][entry.successor]
            rows = relation.related_model._default_manager.filter(pk=row, **{relation.field.name: successor})
            if rows.exists():
                Citation.objects.filter(pk=number).update(needs_recheck=False)

    def take_out(self, report):
        """Delete the doomed, those that refer before those referred to; `mistakes` names what can't be deleted."""
        for model in reversed(FIXTURE_MODELS):
            records = self.doomed[model]
            numbers = [record.pk for record in records.values()]
            content_type = ContentType.objects.get_for_model(model)
            Citation.objects.filter(content_type=content_type, object_id__in=numbers).delete()  # a source cites itself
            for field in model._meta.concrete_fields:
                if field.related_model is model:
                    model.objects.filter(pk__in=numbers).update(**{field.name: None})
            for slug in sorted(records):
                entry = self.former[model][slug]
                self._successor_takes_old_addresses(entry, records[slug])
                if referring := _delete(records[slug]):
                    message = _("It can't be taken out: the database has more than the files, and it refers to it: %s.")
                    self.mistakes.append(entry.mistake(message % ", ".join(referring)))
                report.note(model, "taken out", slug)

    def _successor_takes_old_addresses(self, entry, record):
        number, reason = self._end_of(entry)
        Successor.objects.of_type(entry.model).leading_to([record]).update(object_id=number, reason=reason)

    def keep_addresses(self, rows, report):
        """Store where former slugs lead; one that a record of the files has again leads nowhere any more."""
        for model, entries in self.former.items():
            stored = {row.slug: row for row in Successor.objects.of_type(model)}
            ends = {slug: self._end_of(entry) for slug, entry in entries.items()}
            ends = {
                slug: end for slug, end in ends.items()
                if slug not in stored or (stored[slug].object_id, stored[slug].reason) != end
            }  # fmt: skip
            Successor.objects.remember(model, ends)
            in_use = stored.keys() & rows[model].keys()
            Successor.objects.of_type(model).filter(slug__in=in_use).delete()
            report.addresses += [(entries[slug].address, entries[slug].end) for slug in sorted(ends)]
            report.addresses += [(f"{model.record_type}/{slug}", "") for slug in sorted(in_use)]
            report.extra_addresses += [
                f"{model.record_type}/{slug}" for slug in sorted(stored.keys() - entries.keys() - in_use)
            ]

    def _end_of(self, entry):
        return (self.existing[entry.model][entry.successor].pk if entry.successor else None), entry.reason

    def _with_successor(self):
        for model, records in self.doomed.items():
            for slug, record in records.items():
                if self.former[model][slug].successor:
                    yield self.former[model][slug], record


def _relations_to(model):
    return [
        relation for relation in model._meta.related_objects
        if relation.one_to_many and issubclass(relation.related_model, Cited)
    ]  # fmt: skip


def _delete(record) -> list[str]:
    """Delete the record and its parts, unless others refer to it: these are returned, as messages show them."""
    listing = [
        str(other) for relation in record._meta.related_objects if relation.many_to_many
        for other in getattr(record, relation.get_accessor_name()).all()
    ]  # fmt: skip
    try:
        if not listing:
            record.delete()
    except ProtectedError as error:
        listing = [str(other) for other in error.protected_objects]
    return sorted(listing)[:5]
