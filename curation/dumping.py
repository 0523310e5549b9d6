"""Writing the database back into the fixture files, in the one canonical order: what load_kb reads, dump_kb writes.

Records stand by slug, keys in the order of `fixture_schema(...)`, names by kind and text, citations by place. A person
stands in the file of the company of their first position by tenure, then slug; a company's fact in its own file.
"""

from collections import defaultdict
from pathlib import Path

import yaml
from django.contrib.contenttypes.models import ContentType

from companies.models import Company, Person
from curation.fixture_schema import (
    COMPANY_SECTIONS,
    FIXTURE_MODELS,
    file_of,
    fixture_schema,
    is_relation,
    names_company,
    part_model,
)  # fmt: skip
from names.models import Name, Named
from sources.models import Citation, Source
from values.fields import Amounted


class Flow(dict):
    """A mapping that is written on one line."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


Dumper.add_representer(
    Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)


def dump(folder) -> list[Path]:
    """Write every fixture file into `folder`; returns the files written. Other files there are left alone."""
    folder = Path(folder)
    (folder / "companies").mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in Snapshot().files().items():
        path = folder / name
        text = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=118)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


class Snapshot:
    """The whole database in memory, read in a fixed number of queries."""

    def __init__(self):
        models = FIXTURE_MODELS + [part_model(model) for model in FIXTURE_MODELS if part_model(model)]
        self.types = {model: ContentType.objects.get_for_model(model).pk for model in models}
        self.records = {model: list(model.objects.order_by("pk")) for model in models}
        self.slugs = {model: {record.pk: record.slug for record in self.records[model]} for model in FIXTURE_MODELS}
        self.sources = self.slugs[Source]
        self.citations, self.names = defaultdict(list), defaultdict(list)
        for cite in Citation.objects.all():
            self.citations[cite.content_type_id, cite.object_id].append(cite)
        for name in Name.objects.all():
            self.names[name.content_type_id, name.object_id].append(name)
        self.parts = defaultdict(list)
        for model in FIXTURE_MODELS:
            if part := part_model(model):
                for instance in self.records[part]:
                    self.parts[model, getattr(instance, f"{part.part_of}_id")].append(instance)

    def files(self):
        """The content of every file, by its name."""
        homes = defaultdict(lambda: defaultdict(list))
        lists = {}
        for model in FIXTURE_MODELS:
            if model is Company:
                continue
            loose = []
            for record in sorted(self.records[model], key=lambda record: record.slug):
                home = self._home(model, record)
                (homes[home][model.record_type] if home else loose).append(self._mapping(model, record, home))
            if loose:
                lists[file_of(model)] = loose
        for company in sorted(self.records[Company], key=lambda record: record.slug):
            content = self._mapping(Company, company, company.slug)
            content |= {
                model.record_type: homes[company.slug][model.record_type]
                for model in COMPANY_SECTIONS if homes[company.slug][model.record_type]
            }  # fmt: skip
            lists[f"companies/{company.slug}.yaml"] = content
        return lists

    def _home(self, model, record):
        """The slug of the company in whose file the record stands, or None."""
        if model is Person:
            held = [
                (position.tenure, self.slugs[Company][position.company_id])
                for position in self.parts[Person, record.pk] if position.company_id
            ]  # fmt: skip
            return min(held)[1] if held else None
        if names_company(model) and record.company_id:
            return self.slugs[Company][record.company_id]
        return None

    def _mapping(self, model, record, home):
        shape = fixture_schema(model)
        content = {}
        for key in shape.keys:
            value = self._value(shape, model, record, key, home)
            if value not in (None, "", [], {}):
                content[key] = value
        return content

    def _value(self, shape, model, record, key, home):
        if key == "names":
            return self._names(model, record)
        if key == "cite":
            return self._cites(model, record)
        if key == "gaps":
            return Flow(sorted(record.gaps.items()))
        if key == "amount" and shape.has_amount and issubclass(model, Amounted):
            return record.amount_stated
        if key == shape.parts:
            return self._parts(model, record, home)
        if key in shape.lists:
            return sorted(
                self.slugs[shape.lists[key].related_model][target.pk] for target in getattr(record, key).all()
            )
        field = shape.fields[key]
        if is_relation(field):
            slug = self.slugs[field.related_model].get(getattr(record, field.attname))
            at_home = key == "company" and slug == home and home and model is not Company
            return None if at_home else slug
        value = getattr(record, key)
        if key == "is_published":
            return None if value else "false"
        default = field.get_default()
        if value == default and (default is not None):
            return None
        return value if value is None or isinstance(value, str | int) else str(value)

    def _parts(self, model, record, home):
        part = part_model(model)
        passed_on = home if model is Person else None
        content = [self._mapping(part, instance, passed_on) for instance in self.parts[model, record.pk]]
        keys = list(part.part_key)
        return sorted(content, key=lambda item: [str(item.get(key, "")) for key in keys])

    def _names(self, model, record):
        if not issubclass(model, Named):
            return []
        content = []
        for name in sorted(self.names[self.types[model], record.pk], key=lambda n: (n.kind, n.text, n.language)):
            cites = [
                self._cite(cite, of_name=True)
                for cite in self._sorted(model, record) if cite.field == "names" and cite.stated == name.text
            ]  # fmt: skip
            said = {"text": name.text, "language": name.language, "kind": name.kind}
            said |= {"when": str(name.when)} if name.when else {}
            content.append(Flow(said | {"cite": cites[0] if len(cites) == 1 else cites}))
        return content

    def _sorted(self, model, record):
        cites = self.citations[self.types[model], record.pk]
        return sorted(cites, key=lambda c: (self.sources[c.source_id], c.paragraph, c.field, c.stated))

    def _cites(self, model, record):
        texts = {name.text for name in self.names[self.types[model], record.pk]} if issubclass(model, Named) else ()
        return [
            self._cite(cite)
            for cite in self._sorted(model, record) if cite.field != "names" or cite.stated not in texts
        ]  # fmt: skip

    def _cite(self, cite, of_name=False):
        """Short where it says only the place; a name's place does not repeat the name."""
        said = Flow(at=f"{self.sources[cite.source_id]}#{cite.paragraph}")
        said |= {} if of_name else {"field": cite.field, "stated": cite.stated}
        said |= {"stance": cite.stance if cite.stance != "supports" else "", "note": cite.note}
        said = Flow((key, value) for key, value in said.items() if value)
        return said["at"] if len(said) == 1 else said
