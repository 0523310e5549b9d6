"""From fixture files to planned rows, with every mistake found on the way."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from companies.models import Company, Person
from curation.files import Mapping, Mistake, Sequence, read_yaml
from curation.fixture_schema import COMPANY_SECTIONS, FIXTURE_MODELS, file_of, fixture_schema, is_relation, part_model

CITE_KEYS = ("at", "field", "stated", "stance", "note")
NAME_KEYS = ("text", "language", "kind", "when", "cite")


@dataclass
class Row:
    """One record or part as a file describes it. `values` holds plain values; relations are slugs until resolved."""

    model: type
    place: tuple
    label: str
    values: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    citations: list = field(default_factory=list)
    names: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)

    @property
    def slug(self):
        return self.values.get("slug")


class Reader:
    """Reads a folder of fixtures; `rows` are the records by model, `mistakes` all that is wrong with the files."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.mistakes = []
        self.rows = {model: {} for model in FIXTURE_MODELS}

    def read(self):
        """Read every file; unknown files are mistakes too. Returns itself."""
        known = {file_of(model): model for model in FIXTURE_MODELS if model is not Company}
        if not self.folder.is_dir():
            self._error(str(self.folder), 1, "", _("There is no such folder."))
            return self
        for path in sorted(self.folder.rglob("*.y*ml")):
            shown = path.relative_to(self.folder).as_posix()
            if path.parent == self.folder / "companies":
                self._company_file(path, shown)
            elif shown in known:
                self._list_file(path, shown, known[shown])
            else:
                allowed = ", ".join([*sorted(known), "companies/<slug>.yaml"])
                self._error(shown, 1, "", _("This file is not known; allowed: %(allowed)s.") % {"allowed": allowed})
        return self

    def _error(self, file, line, record, message):
        self.mistakes.append(Mistake(file, line, record, message))

    def _list_file(self, path, shown, model):
        content = read_yaml(path, shown, self.mistakes)
        if content is None:
            return
        self._records(content, shown, model, {}, 1)

    def _company_file(self, path, shown):
        content = read_yaml(path, shown, self.mistakes)
        if content is None:
            return
        if not isinstance(content, Mapping):
            self._error(shown, 1, "", _("A company file holds one record with sections."))
            return
        sections = {model.record_type: model for model in COMPANY_SECTIONS}
        own = Mapping()
        own.line, own.lines = content.line, content.lines
        own.update({key: value for key, value in content.items() if key not in sections})
        row = self._record(own, shown, Company, {}, extra_keys=sections)
        if row is None:
            return
        if row.slug and row.slug != path.stem:
            self._error(shown, content.line_of("slug"), row.label, _("The file is named after the slug."))
        for key, model in sections.items():
            if key in content and content[key] is not None:
                self._records(content[key], shown, model, {"company": row.slug}, content.line_of(key))

    def _records(self, content, shown, model, given, line):
        if not isinstance(content, Sequence):
            self._error(shown, line, "", _("A list of records is expected here."))
            return
        for item, item_line in zip(content, content.lines, strict=True):
            if isinstance(item, Mapping):
                self._record(item, shown, model, given)
            else:
                self._error(shown, item_line, "", _("A record is expected here, with keys and values."))

    def _record(self, item, shown, model, given, extra_keys=()):
        row = self._row(item, shown, model, given, extra_keys)
        if not row.slug:
            self._error(shown, item.line, row.label, _("The record has no slug."))
            return None
        if row.slug in self.rows[model]:
            first_file, first_line = self.rows[model][row.slug].place
            self._error(shown, item.line, row.label, _("This slug is already used in %(file)s:%(line)s.")
                        % {"file": first_file, "line": first_line})  # fmt: skip
            return None
        if not row.citations:
            self._error(shown, item.line, row.label, _("The record has no citation."))
        self.rows[model][row.slug] = row
        return row

    def _row(self, item, shown, model, given, extra_keys=()):
        schema = fixture_schema(model)
        label = item.get("slug") or item.get("title") or item.get("metric") or item.get("investor") or ""
        row = Row(model, (shown, item.line), label if isinstance(label, str) else "", lines=dict(item.lines))
        allowed = [*schema.keys, *extra_keys]
        if "company" in schema.fields and given.get("company") and "company" not in item and "investor" not in item:
            row.values["company"] = given["company"]
        for key, value in item.items():
            if key not in allowed:
                close = get_close_matches(key, allowed, 1)
                hint = _(" Did you mean “%(close)s”?") % {"close": close[0]} if close else ""
                values = {"key": key, "allowed": ", ".join(allowed)}
                message = _("The key “%(key)s” is not known.") % values + hint + _(" Allowed: %(allowed)s.") % values
                self._error(shown, item.line_of(key), row.label, message)
            elif value is not None:
                self._key(row, schema, key, value, item.line_of(key), given)
        return row

    def _key(self, row, schema, key, value, line, given):
        if key == "cite":
            row.citations += self._citations_of(value, row, line)
        elif key == "names":
            self._names(row, value, line)
        elif key == "gaps":
            if not isinstance(value, Mapping):
                self._error(row.place[0], line, row.label, _("Write the gaps as {field: not_stated}."))
            else:
                row.values["gaps"] = dict(value)
        elif key == schema.parts:
            self._parts(row, value, line, given)
        elif key in schema.lists:
            slugs = value if isinstance(value, Sequence) else [value]
            row.lists[key] = [slug for slug in slugs if isinstance(slug, str)]
            if len(row.lists[key]) < len(slugs):
                self._error(row.place[0], line, row.label, _("“%(key)s” is a list of slugs.") % {"key": key})
        elif isinstance(value, Mapping | Sequence):
            self._error(row.place[0], line, row.label, _("“%(key)s” takes a single value.") % {"key": key})
        elif key == "amount":
            row.values["amount_stated"] = value
        else:
            row.values[key] = self._plain(row, schema.fields[key], value, line)

    def _plain(self, row, model_field, value, line):
        if is_relation(model_field):
            return value
        if isinstance(model_field, models.BooleanField):
            if value not in ("true", "false"):
                self._error(row.place[0], line, row.label, _("“%(key)s” is true or false.") % {"key": model_field.name})
            return value == "true"
        try:
            return model_field.to_python(value)
        except ValidationError as error:
            self._error(row.place[0], line, row.label, f"{model_field.name}: {' '.join(error.messages)}")
            return None

    def _parts(self, row, value, line, given):
        if not isinstance(value, Sequence):
            self._error(row.place[0], line, row.label, _("A list is expected here."))
            return
        model = part_model(row.model)
        passed_on = given if row.model is Person else {}
        for item, item_line in zip(value, value.lines, strict=True):
            if not isinstance(item, Mapping):
                self._error(row.place[0], item_line, row.label, _("A part with keys and values is expected here."))
                continue
            part = self._row(item, row.place[0], model, passed_on)
            part.label = f"{row.label} › {part.label}"
            if not part.citations:
                self._error(row.place[0], item_line, part.label, _("This part has no citation."))
            row.parts.append(part)

    def _names(self, row, value, line):
        for item in value if isinstance(value, Sequence) else [value]:
            if not (isinstance(item, Mapping) and _is_text(item, "cite") and item.get("text") and item.get("kind")):
                self._error(row.place[0], line, row.label, _("A name is {text: …, language: …, kind: …, cite: …}."))
                continue
            for key in item:
                if key not in NAME_KEYS:
                    values = {"key": key, "allowed": ", ".join(NAME_KEYS)}
                    self._error(row.place[0], item.line_of(key), row.label,
                                _("A name has no “%(key)s”; allowed: %(allowed)s.") % values)  # fmt: skip
            name = {key: item[key] for key in ("text", "language", "kind", "when") if item.get(key)}
            row.names.append((item.line, name))
            if not item.get("cite"):
                self._error(row.place[0], item.line, row.label, _("This name has no citation."))
                continue
            for cite in self._citations_of(item["cite"], row, item.line):
                place = cite | {"field": "names", "stated": item["text"]}
                if not any(place == other | {"line": place["line"]} for other in row.citations):
                    row.citations.append(place)  # once, where one text is two kinds of name

    def _citations_of(self, value, row, line):
        cites = []
        items = value if isinstance(value, Sequence) else [value]
        lines = value.lines if isinstance(value, Sequence) else [line]
        for item, item_line in zip(items, lines, strict=True):
            cite = {"at": item} if isinstance(item, str) else item
            if not isinstance(cite, dict) or not _is_text(cite):
                self._error(row.place[0], item_line, row.label, _("A citation is source#paragraph."))
                continue
            for key in set(cite) - set(CITE_KEYS):
                values = {"key": key, "allowed": ", ".join(CITE_KEYS)}
                self._error(row.place[0], item_line, row.label,
                            _("A citation has no “%(key)s”; allowed: %(allowed)s.") % values)  # fmt: skip
            source, hash_sign, paragraph = str(cite.get("at", "")).partition("#")
            if not (source and hash_sign and re.fullmatch(r"[0-9]{1,9}", paragraph)):
                message = _("“%(at)s” is no place; write source#paragraph.") % {"at": cite.get("at", "")}
                self._error(row.place[0], item_line, row.label, message)
                continue
            cites.append({
                "line": item_line, "source": source, "paragraph": int(paragraph), "field": cite.get("field") or "",
                "stated": cite.get("stated") or "", "stance": cite.get("stance") or "supports",
                "note": cite.get("note") or "",
            })  # fmt: skip
        return cites


def _is_text(mapping, *but):
    """Whether every value is a text or empty, but for the keys `but`."""
    return all(value is None or isinstance(value, str) for key, value in mapping.items() if key not in but)
