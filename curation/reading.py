"""Read fixture files into planned rows and collect every mistake."""

import re
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from companies.models import Company, Person
from curation.files import Mapping, Mistake, Sequence, read_yaml, suggestion
from curation.fixture_schema import COMPANY_SECTIONS, FIXTURE_MODELS, fixture_schema, is_relation, part_model
from curation.folder import FORMER_SLUGS, RECORD_FILES, address_in, entries_of, is_company, refusal_of
from curation.former_slugs import read_former_slugs
from curation.row import Row
from records.clean_text import clean_text

CITE_KEYS = ("at", "field", "stated", "begins", "stance", "basis", "note")
NAME_KEYS = ("text", "language", "kind", "when", "cite")


class Reader:
    """Reads a folder of fixtures: `rows` are the records by model, `former` the slugs that records had, by model.

    `mistakes` are all that is wrong with the files, `empty` those that hold nothing.
    """

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.mistakes, self.empty = [], []
        self.rows = {model: {} for model in FIXTURE_MODELS}
        self.former = {model: {} for model in FIXTURE_MODELS}

    def read(self):
        """Read every file; what is not read is a mistake, what holds nothing stands in `empty`. Returns itself."""
        if not self.folder.is_dir():
            self._error(str(self.folder), 1, "", _("There is no such folder."))
            return self
        try:
            for path in entries_of(self.folder):
                self._file(path, address_in(self.folder, path))
        except OSError as error:
            self._error(str(error.filename), 1, "", str(error.strerror))
        return self

    def add(self, item, shown, model):
        """Read one record that comes from elsewhere: a Mapping with the lines of its keys."""
        self._record(item, shown, model, {})

    def _file(self, path, shown):
        if refusal := refusal_of(shown, path):
            self._error(shown, 1, "", refusal)
            return
        before = len(self.mistakes)
        content = read_yaml(path, shown, self.mistakes)
        if content is not None or len(self.mistakes) == before:
            self._content(content, shown)

    def _content(self, content, shown):
        if is_company(shown):
            self._company(content, shown, PurePosixPath(shown).stem)
        elif content is None:
            self.empty.append(shown)
        elif shown == FORMER_SLUGS:
            self.former = read_former_slugs(content, self.mistakes)
        else:
            self._records(content, shown, RECORD_FILES[shown], {}, 1)

    def _error(self, file, line, record, message):
        self.mistakes.append(Mistake(file, line, record, message))

    def _row_error(self, row, message, line=None):
        self.mistakes.append(row.mistake(message, line))

    def _company(self, content, shown, slug):
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
        if row.slug and row.slug != slug:
            self._row_error(row, _("The file is named after the slug."), content.line_of("slug"))
        for key, model in sections.items():
            if key in content and content[key] is not None:
                self._records(content[key], shown, model, {"company": row.slug}, content.line_of(key))

    def _records(self, content, shown, model, inherited, line):
        if not isinstance(content, Sequence):
            self._error(shown, line, "", _("A list of records is expected here."))
            return
        for item, item_line in zip(content, content.lines, strict=True):
            if isinstance(item, Mapping):
                self._record(item, shown, model, inherited)
            else:
                self._error(shown, item_line, "", _("A record is expected here, with keys and values."))

    def _record(self, item, shown, model, inherited, extra_keys=()):
        row = self._row(item, shown, model, inherited, extra_keys)
        if not row.slug:
            self._row_error(row, _("The record has no slug."))
            return None
        if row.slug in self.rows[model]:
            self._row_error(
                row, _("This slug is already used in %(file)s:%(line)s.") % vars(self.rows[model][row.slug])
            )
            return None
        if not row.citations and (row.values.get("is_published", True) or not _is_openly_uncited(item)):
            self._row_error(row, _("The record has no citation."))
        self.rows[model][row.slug] = row
        return row

    def _row(self, item, shown, model, inherited, extra_keys=()):
        schema = fixture_schema(model)
        label = item.get("slug") or item.get("title") or item.get("metric") or item.get("investor") or ""
        row = Row(model, shown, item.line, label if isinstance(label, str) else "", lines=dict(item.lines))
        allowed = [*schema.keys, *extra_keys]
        if "company" in schema.fields and inherited.get("company") and "company" not in item and "investor" not in item:
            row.values["company"] = inherited["company"]
        for key, value in item.items():
            if key not in allowed:
                values = {"key": key, "allowed": ", ".join(allowed)}
                message = _("The key “%(key)s” is not known.") % values + suggestion(key, allowed)
                self._row_error(row, message + _(" Allowed: %(allowed)s.") % values, item.line_of(key))
            elif value is not None:
                self._key(row, schema, key, value, item.line_of(key), inherited)
        return row

    def _key(self, row, schema, key, value, line, inherited):
        if key == "cite":
            row.citations += self._citations_of(value, row, line)
        elif key == "names":
            self._names(row, value, line)
        elif key == "gaps":
            if not isinstance(value, Mapping):
                self._row_error(row, _("Write the gaps as {field: not_stated}."), line)
            else:
                row.values["gaps"] = dict(value)
        elif key == schema.parts:
            self._parts(row, value, line, inherited)
        elif key in schema.lists:
            slugs = value if isinstance(value, Sequence) else [value]
            row.lists[key] = [slug for slug in slugs if isinstance(slug, str)]
            if len(row.lists[key]) < len(slugs):
                self._row_error(row, _("“%(key)s” is a list of slugs.") % {"key": key}, line)
        elif isinstance(value, Mapping | Sequence):
            self._row_error(row, _("“%(key)s” takes a single value.") % {"key": key}, line)
        elif key == "amount":
            row.values["amount_stated"] = self._clean(row, key, value, line)
        else:
            row.values[key] = self._plain(row, schema.fields[key], value, line)

    def _plain(self, row, model_field, value, line):
        if is_relation(model_field):
            return value
        if isinstance(model_field, models.BooleanField):
            if value not in ("true", "false"):
                self._row_error(row, _("“%(key)s” is true or false.") % {"key": model_field.name}, line)
            return value == "true"
        try:
            if isinstance(value, str) and isinstance(model_field, models.CharField | models.TextField):
                value = clean_text(value, has_lines=isinstance(model_field, models.TextField))
            return model_field.to_python(value)
        except ValidationError as error:
            self._row_error(row, f"{model_field.name}: {' '.join(error.messages)}", line)
            return None

    def _parts(self, row, value, line, inherited):
        if not isinstance(value, Sequence):
            self._row_error(row, _("A list is expected here."), line)
            return
        model = part_model(row.model)
        inherited = inherited if row.model is Person else {}
        for item, item_line in zip(value, value.lines, strict=True):
            if not isinstance(item, Mapping):
                self._row_error(row, _("A part with keys and values is expected here."), item_line)
                continue
            part = self._row(item, row.file, model, inherited)
            part.label = f"{row.label} › {part.label}"
            if not part.citations and not _is_openly_uncited(item):
                self._row_error(part, _("This part has no citation."))
            row.parts.append(part)

    def _names(self, row, value, line):
        for item in value if isinstance(value, Sequence) else [value]:
            if not (isinstance(item, Mapping) and _is_text(item, "cite") and item.get("text") and item.get("kind")):
                self._row_error(row, _("A name is {text: …, language: …, kind: …, cite: …}."), line)
                continue
            for key in item:
                if key not in NAME_KEYS:
                    message = _("A name has no “%(key)s”; allowed: %(allowed)s.")
                    self._row_error(row, message % {"key": key, "allowed": ", ".join(NAME_KEYS)}, item.line_of(key))
            name = {key: item[key] for key in ("text", "language", "kind", "when") if item.get(key)}
            name["text"] = self._clean(row, "names", name["text"], item.line)
            row.names.append((item.line, name))
            if _is_openly_uncited(item):
                continue
            if not item.get("cite"):
                self._row_error(row, _("This name has no citation."), item.line)
                continue
            for citation in self._citations_of(item["cite"], row, item.line):
                citation |= {"field": "names", "stated": name["text"]}
                if not any(citation == other | {"line": citation["line"]} for other in row.citations):
                    row.citations.append(citation)  # once, if one text is two kinds of name

    def _clean(self, row, key, text, line):
        """The text as it is kept; "" and a mistake if it holds what can't be seen."""
        try:
            return clean_text(text)
        except ValidationError as error:
            self._row_error(row, f"{key}: {' '.join(error.messages)}", line)
            return ""

    def _citations_of(self, value, row, line):
        citations = []
        items = value if isinstance(value, Sequence) else [value]
        lines = value.lines if isinstance(value, Sequence) else [line]
        for item, item_line in zip(items, lines, strict=True):
            cite = {"at": item} if isinstance(item, str) else item
            if not isinstance(cite, dict) or not _is_text(cite):
                self._row_error(row, _("A citation is source#paragraph."), item_line)
                continue
            for key in set(cite) - set(CITE_KEYS):
                values = {"key": key, "allowed": ", ".join(CITE_KEYS)}
                self._row_error(row, _("A citation has no “%(key)s”; allowed: %(allowed)s.") % values, item_line)
            source, hash_sign, paragraph = str(cite.get("at", "")).partition("#")
            if not (source and hash_sign and re.fullmatch(r"[0-9]{1,9}", paragraph)):
                message = _("“%(at)s” is no place; write source#paragraph.") % {"at": cite.get("at", "")}
                self._row_error(row, message, item_line)
                continue
            values = {key: self._clean(row, key, cite.get(key) or "", item_line) for key in CITE_KEYS[1:]}
            values["stance"] = values["stance"] or "supports"
            values["basis"] = values["basis"] or "stated"
            values["begins"] = int(values["begins"]) if values["begins"].isdecimal() else values["begins"] or None
            citations.append({"line": item_line, "source": source, "paragraph": int(paragraph), **values})
        return citations


def _is_openly_uncited(item):
    """Whether it says `cite: []`, as the dump writes of what an editor left without a place."""
    return isinstance(item.get("cite"), Sequence) and not item["cite"]


def _is_text(mapping, *but):
    """Whether every value is a string or empty, except those of the keys `but`."""
    return all(value is None or isinstance(value, str) for key, value in mapping.items() if key not in but)
