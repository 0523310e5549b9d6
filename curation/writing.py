"""Write planned rows to the database in bulk, and only what differs."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

from curation.fixture_schema import FIXTURE_MODELS, fixture_schema, is_relation, part_model
from names.models import Name, Named
from sources.models import Citation, Source
from sources.value_check import can_stand
from values.dates import PartialDate
from values.fields import Amounted

BATCH = 1000
RULED = ("begins", "stance", "basis", "note")
"""What a citation says of its place; the rest identifies it."""


class Writer:
    """Writes rows type by type and notes each verdict in `report`."""

    def __init__(self, rows, existing, report):
        self.rows = rows
        self.existing = existing
        self.report = report
        self.before = {model: set(records) for model, records in existing.items()}
        self.touched = set()
        self.rewritten = set()

    def write(self):
        for model in FIXTURE_MODELS:
            self._records(model)
        for model in FIXTURE_MODELS:
            self._lists(model)
            self._names(model)
            if part_model(model):
                self._parts(model)
            rows = [(slug, row, self.existing[model][slug]) for slug, row in self.rows[model].items()]
            self._citations(model, model, rows)
        for model in FIXTURE_MODELS:
            self._report(model)

    def _records(self, model):
        own = [field.name for field in fixture_schema(model).fields.values() if field.related_model is model]
        new, changed = [], []
        for slug, row in self.rows[model].items():
            record = self.existing[model].get(slug)
            if record is None:
                record = model(slug=slug, is_published=True)
                self._fill(record, row, skip=own)
                new.append(record)
            elif self._fill(record, row, skip=own):
                changed.append(record)
                self.touched.add((model, slug))
        model.objects.bulk_create(new, batch_size=BATCH)
        self._save(model, changed)
        self.existing[model] |= {record.slug: record for record in new}
        self._own_relations(model, own)

    def _own_relations(self, model, own):
        """Write relations within the type, like a segment's parent, once all its records exist."""
        changed = []
        for slug, row in self.rows[model].items():
            record = self.existing[model][slug]
            for name in own:
                target = row.values.get(name)
                pk = self.existing[model][target].pk if target else None
                if getattr(record, f"{name}_id") != pk:
                    self.rewritten.add((model, record.pk, name))
                    setattr(record, f"{name}_id", pk)
                    changed.append(record)
                    self.touched.add((model, slug))
        self._save(model, changed)

    def _save(self, model, changed):
        if changed:
            fields = [name for name in fixture_schema(model).fields if name != "slug"]
            amounts = [f.name for f in model._meta.concrete_fields if f.name.startswith("amount_") and not f.generated]
            model.objects.bulk_update(changed, [*fields, "gaps", *amounts], batch_size=BATCH)

    def _fill(self, instance, row, skip=()):
        """Set the row's values; return whether any of them differs from before."""
        schema = fixture_schema(row.model)
        differs = False
        for name, model_field in schema.fields.items():
            if name in skip or name == "slug" or name == row.model.part_of:
                continue
            attribute, value = name, row.values.get(name)
            if is_relation(model_field):
                attribute, value = model_field.attname, self._pk(model_field.related_model, value)
            elif value is None:
                value = True if name == "is_published" else model_field.get_default()
            if getattr(instance, attribute) != value:
                differs = True
                self.rewritten.add((row.model, instance.pk, name))
            setattr(instance, attribute, value)
        before, instance.gaps = instance.gaps, row.values.get("gaps", {})
        differs |= before != instance.gaps
        if issubclass(row.model, Amounted):
            before, instance.amount = instance.amount, row.values.get("amount_stated", "")
            if before != instance.amount:
                differs = True
                self.rewritten.add((row.model, instance.pk, "amount"))
        return differs

    def _pk(self, model, slug):
        return self.existing[model][slug].pk if slug else None

    def _lists(self, model):
        slugs = {self.existing[model][slug].pk: slug for slug in self.rows[model]}
        for name, m2m in fixture_schema(model).lists.items():
            through, own, other = m2m.remote_field.through, m2m.m2m_column_name(), m2m.m2m_reverse_name()
            stored = {pair for pair in through.objects.values_list(own, other) if pair[0] in slugs}
            planned = {
                (pk, self._pk(m2m.related_model, target))
                for pk, slug in slugs.items() for target in self.rows[model][slug].lists.get(name, [])
            }  # fmt: skip
            for pk, target in stored - planned:
                through.objects.filter(**{own: pk, other: target}).delete()
            new = sorted(planned - stored)
            through.objects.bulk_create([through(**{own: pk, other: target}) for pk, target in new])
            self.touched |= {(model, slugs[pk]) for pk, _target in stored ^ planned}

    def _parts(self, model):
        part, key = part_model(model), part_model(model).part_key
        attnames = [part._meta.get_field(name).attname for name in key]
        stored_of = defaultdict(dict)
        for instance in part.objects.all():
            stored_of[getattr(instance, f"{part.part_of}_id")][tuple(getattr(instance, a) for a in attnames)] = instance
        new, changed, rows = [], [], []
        for slug, row in self.rows[model].items():
            owner = self.existing[model][slug]
            siblings = stored_of[owner.pk]
            for planned in row.parts:
                candidate = part(**{f"{part.part_of}_id": owner.pk})
                self._fill(candidate, planned)
                instance = siblings.pop(tuple(getattr(candidate, a) for a in attnames), None)
                if instance is None:
                    new.append(instance := candidate)
                    self.touched.add((model, slug))
                elif self._fill(instance, planned):
                    changed.append(instance)
                    self.touched.add((model, slug))
                rows.append((slug, planned, instance))
            if siblings:
                part.objects.filter(pk__in=[gone.pk for gone in siblings.values()]).delete()
                self.touched.add((model, slug))
        part.objects.bulk_create(new, batch_size=BATCH)
        self._save(part, changed)
        self._citations(model, part, rows)

    def _names(self, model):
        if not issubclass(model, Named):
            return
        content_type = ContentType.objects.get_for_model(model)
        stored_of = defaultdict(dict)
        for name in Name.objects.filter(content_type=content_type):
            stored_of[name.object_id][(name.text, name.language, name.kind, name.when)] = name
        new = []
        for slug, row in self.rows[model].items():
            record = self.existing[model][slug]
            siblings = stored_of[record.pk]
            for _line, name in row.names:
                when = PartialDate.read(name["when"]) if name.get("when") else None
                key = (name["text"], name.get("language", "en"), name["kind"], when)
                if siblings.pop(key, None) is None:
                    values = dict(zip(("text", "language", "kind", "when"), key, strict=True))
                    new.append(Name(content_type=content_type, object_id=record.pk, **values))
                    self.touched.add((model, slug))
            if siblings:
                Name.objects.filter(pk__in=[gone.pk for gone in siblings.values()]).delete()
                self.touched.add((model, slug))
        Name.objects.bulk_create(new, batch_size=BATCH)

    def _citations(self, model, cited, rows):
        """Write the citations of `rows`, [(slug of the record, row, instance)]; `cited` is the model or its parts'.

        The files give a value together with its places. So a value that they change needs no re-check at a place that
        they keep for it, unless its words speak against the new value.
        """
        content_type = ContentType.objects.get_for_model(cited)
        stored_of = defaultdict(dict)
        for citation in Citation.objects.filter(content_type=content_type):
            key = (citation.source_id, citation.paragraph, citation.field, citation.stated)
            stored_of[citation.object_id][key] = citation
        new, changed, gone, standing = [], [], [], []
        for slug, row, instance in rows:
            siblings = stored_of[instance.pk]
            for planned in row.citations:
                source = self._pk(Source, planned["source"])
                key = (source, planned["paragraph"], planned["field"], planned["stated"])
                stored = siblings.pop(key, None)
                if stored is None:
                    values = {name: planned[name] for name in ("paragraph", "field", "stated", *RULED)}
                    values |= {"content_type": content_type, "object_id": instance.pk, "source_id": source}
                    new.append(Citation(**values))
                    self.touched.add((model, slug))
                elif any(getattr(stored, name) != planned[name] for name in RULED):
                    for name in RULED:
                        setattr(stored, name, planned[name])
                    changed.append(stored)
                    self.touched.add((model, slug))
                is_rewritten = stored and (cited, instance.pk, stored.field) in self.rewritten
                if is_rewritten and can_stand(instance, stored):
                    standing.append(stored.pk)
            if siblings:
                gone += [citation.pk for citation in siblings.values()]
                self.touched.add((model, slug))
        Citation.objects.filter(pk__in=gone).delete()
        Citation.objects.bulk_create(new, batch_size=BATCH)
        Citation.objects.bulk_update(changed, RULED, batch_size=BATCH)
        Citation.objects.filter(pk__in=standing, needs_recheck=True).update(needs_recheck=False)

    def _report(self, model):
        for slug in self.rows[model]:
            created = slug not in self.before[model]
            verdict = "created" if created else "changed" if (model, slug) in self.touched else "unchanged"
            self.report.note(model, verdict, slug)
        for slug in sorted(self.before[model] - set(self.rows[model])):
            self.report.note(model, "extra", slug)
