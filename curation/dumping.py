"""Write the database into the fixture files in canonical order, as load_kb reads them.

Records are sorted by slug, keys as in `fixture_schema(...)`, names by kind and text, citations by place. A person is in
the file of the company of their first position by tenure, then slug; a company's records are in the company's file.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from companies.models import Company, Person
from curation.fixture_schema import COMPANY_SECTIONS, FIXTURE_MODELS, file_of, fixture_schema, is_relation, part_model
from curation.folder import COMPANIES, FORMER_SLUGS
from curation.leftovers import leftovers
from names.models import Name, Named, Successor
from sources.models import Citation, Source
from values.dates import PartialDate
from values.fields import Amounted


class Flow(dict):
    """A mapping written on one line."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


Dumper.add_representer(
    Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)


class Undumped(Exception):
    """Nothing was written; the message says why."""


@dataclass(frozen=True)
class Dumped:
    """The paths of a dump: those `written`, those `removed`, and those `left` that load_kb would refuse."""

    written: list[Path]
    removed: list[Path]
    left: list[Path]


def dump(folder) -> Dumped:
    """Write every fixture file into `folder`, and remove those of earlier dumps that hold no record any more.

    Else a deleted record would come back with the next load. Raises Undumped and OSError.
    """
    folder = Path(folder)
    files = Snapshot().files()
    _check(folder, files)
    (folder / COMPANIES).mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files.items():
        path = folder / name
        text = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=118)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    removed, left = leftovers(folder, set(written))
    for path in removed:
        path.unlink()
    return Dumped(written, removed, left)


def _check(folder, files):
    if (folder / COMPANIES).is_symlink():
        raise Undumped(_("%(path)s is a link, which load_kb does not follow.") % {"path": folder / COMPANIES})
    if not files and folder.is_dir() and leftovers(folder, ())[0]:
        raise Undumped(
            _("The database is empty, and %(folder)s is not: dump into another folder.") % {"folder": folder}
        )


class Snapshot:
    """The whole database in memory, read in a fixed number of queries."""

    def __init__(self):
        models = FIXTURE_MODELS + [part_model(model) for model in FIXTURE_MODELS if part_model(model)]
        self.types = {model: ContentType.objects.get_for_model(model).pk for model in models}
        self.records = {model: list(model.objects.order_by("pk")) for model in models}
        self.slugs = {model: {record.pk: record.slug for record in self.records[model]} for model in FIXTURE_MODELS}
        self.sources = self.slugs[Source]
        self.citations, self.names = defaultdict(list), defaultdict(list)
        for citation in Citation.objects.all():
            self.citations[citation.content_type_id, citation.object_id].append(citation)
        for name in Name.objects.all():
            self.names[name.content_type_id, name.object_id].append(name)
        self.parts = defaultdict(list)
        for model in FIXTURE_MODELS:
            if part := part_model(model):
                for instance in self.records[part]:
                    self.parts[model, getattr(instance, f"{part.part_of}_id")].append(instance)

    def files(self):
        """The content of every file by its name."""
        by_company = defaultdict(lambda: defaultdict(list))
        files = {}
        for model in FIXTURE_MODELS:
            if model is Company:
                continue
            unowned = []
            for record in sorted(self.records[model], key=lambda record: record.slug):
                company = self._company_of(model, record)
                records = by_company[company][model.record_type] if company else unowned
                records.append(self._mapping(model, record, company))
            if unowned:
                files[file_of(model)] = unowned
        for company in sorted(self.records[Company], key=lambda record: record.slug):
            content = self._mapping(Company, company, company.slug)
            content |= {
                model.record_type: by_company[company.slug][model.record_type]
                for model in COMPANY_SECTIONS if by_company[company.slug][model.record_type]
            }  # fmt: skip
            files[f"{COMPANIES}/{company.slug}.yaml"] = content
        if former := self._former_slugs():
            files[FORMER_SLUGS] = former
        return files

    def _former_slugs(self):
        """{record type: {former slug: the slug that it leads to, or why it is gone}}; a slug in use is none."""
        former = {}
        for model in sorted(FIXTURE_MODELS, key=lambda model: model.record_type):
            slugs, in_use = self.slugs[model], set(self.slugs[model].values())
            ends = {
                row.slug: slugs.get(row.object_id) or Flow(gone=row.why_gone)
                for row in Successor.objects.of_type(model).order_by("slug") if row.slug not in in_use
            }  # fmt: skip
            former |= {model.record_type: ends} if ends else {}
        return former

    def _company_of(self, model, record):
        """The slug of the company whose file contains the record, or None."""
        if model is Person:
            positions = [
                (position.tenure, self.slugs[Company][position.company_id])
                for position in self.parts[Person, record.pk] if position.company_id
            ]  # fmt: skip
            return min(positions)[1] if positions else None
        return self.slugs[Company].get(getattr(record, "company_id", None))

    def mapping_of(self, model, record):
        """What the files would say of a record, apart from any company's file."""
        return self._mapping(model, record, None)

    def _mapping(self, model, record, company):
        schema = fixture_schema(model)
        content = {}
        for key in schema.keys:
            value = self._value(schema, model, record, key, company)
            if value not in (None, "", [], {}) or key == "cite":  # `cite: []` says openly that there is no place
                content[key] = value
        return content

    def _value(self, schema, model, record, key, company):
        if key == "names":
            return self._names(model, record)
        if key == "cite":
            return self._citations_of(model, record)
        if key == "gaps":
            return Flow(sorted(record.gaps.items()))
        if key == "amount" and schema.has_amount and issubclass(model, Amounted):
            return record.amount_stated
        if key == schema.parts:
            return self._parts(model, record, company)
        if key in schema.lists:
            return sorted(
                self.slugs[schema.lists[key].related_model][target.pk] for target in getattr(record, key).all()
            )
        field = schema.fields[key]
        if is_relation(field):
            slug = self.slugs[field.related_model].get(getattr(record, field.attname))
            is_implied = key == "company" and slug == company and company and model is not Company
            return None if is_implied else slug
        value = getattr(record, key)
        if key == "is_published":
            return None if value else "false"
        default = field.get_default()
        if value == default and (default is not None):
            return None
        if isinstance(value, PartialDate):
            return value.text
        return value if value is None or isinstance(value, str | int) else str(value)

    def _parts(self, model, record, company):
        part = part_model(model)
        company = company if model is Person else None
        content = [self._mapping(part, instance, company) for instance in self.parts[model, record.pk]]
        keys = list(part.part_key)
        return sorted(content, key=lambda item: [str(item.get(key, "")) for key in keys])

    def _names(self, model, record):
        if not issubclass(model, Named):
            return []
        content = []
        for name in sorted(self.names[self.types[model], record.pk], key=lambda n: (n.kind, n.text, n.language)):
            citations = [
                self._cite(citation, of_name=True)
                for citation in self._sorted(model, record)
                if citation.field == "names" and citation.stated == name.text
            ]  # fmt: skip
            mapping = {"text": name.text, "language": name.language, "kind": name.kind}
            mapping |= {"when": name.when.text} if name.when else {}
            content.append(Flow(mapping | {"cite": citations[0] if len(citations) == 1 else citations}))
        return content

    def _sorted(self, model, record):
        citations = self.citations[self.types[model], record.pk]
        return sorted(citations, key=lambda c: (self.sources[c.source_id], c.paragraph, c.field, c.stated))

    def _citations_of(self, model, record):
        texts = {name.text for name in self.names[self.types[model], record.pk]} if issubclass(model, Named) else ()
        return [
            self._cite(citation)
            for citation in self._sorted(model, record) if citation.field != "names" or citation.stated not in texts
        ]  # fmt: skip

    def _cite(self, citation, of_name=False):
        """The value of `cite`: only the place where nothing else is given; that of a name doesn't repeat the name."""
        mapping = {"at": f"{self.sources[citation.source_id]}#{citation.paragraph}"}
        mapping |= {} if of_name else {"field": citation.field, "stated": citation.stated}
        mapping |= {"begins": citation.begins}
        mapping |= {"stance": citation.stance if citation.stance != "supports" else ""}
        mapping |= {"basis": citation.basis if citation.basis != "stated" else "", "note": citation.note}
        mapping = Flow((key, value) for key, value in mapping.items() if value not in ("", None))
        return mapping["at"] if len(mapping) == 1 else mapping
