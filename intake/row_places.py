"""Where a row is stated: in columns of its own, or in the table itself, whose row n is paragraph n of a source."""

from django.utils.translation import gettext as _

from curation.files import Mistake
from sources.models import SourceText
from sources.texts import is_stated_in, paragraphs_of

from .cells import CellPlace
from .placed import placed


class RowPlaces:
    """Adds places, and Chinese names, to the items of a Records; `as_source` is an AsSource or None."""

    def __init__(self, records, as_source):
        self.records, self.as_source = records, as_source
        self.texts = {}
        if as_source:
            self._register()

    def _register(self):
        """Let the table itself be a source, unless it is one already."""
        from sources.models import Source

        records, line = self.records, CellPlace(self.records.table.head_row)
        stored = {record.slug: record for record in records.snapshot.records[Source]}.get(self.as_source.slug)
        if stored is None:
            records.reader.add(placed(self.as_source.mapping(), line), records.file, Source)
        elif stored.sha256 != self.as_source.sha256:
            message = _("The source %(slug)s is another text: give the table a slug of its own.")
            records.reader.mistakes.append(Mistake(records.file, line, "", message % {"slug": stored.slug}))

    def read_texts(self, rows):
        """Read the texts, where they are attached, of the sources of which rows cite words."""
        slugs = {values.get("source") for _number, values in rows if "words" in values}
        found = SourceText.objects.filter(source__slug__in=slugs - {None}).values_list("source__slug", "text")
        self.texts = {slug: paragraphs_of(text) for slug, text in found}

    def cite(self, item, number, values, stored):
        """Add the row's place, and its Chinese name; without a place it is a draft."""
        cite = item.setdefault("cite", placed([], item.line))
        at = self._at(number, values)
        if at:
            if not any(one == at["at"] and len(at) == 1 or isinstance(one, dict) and dict(one) == at for one in cite):
                cite.append(placed(at, self.records.place(number, "source")))
                cite.lines.append(self.records.place(number, "paragraph"))
                self.records.added[number]["source"] = at["at"]
            self._check_words(number, values)
        elif not stored:
            item["is_published"] = "false"
        elif stored.is_published:
            message = _("It is published, and this row has no place: give source and paragraph.")
            self.records.reader.mistakes.append(Mistake(self.records.file, item.line, values["slug"], message))
        if "name_zh" in values:
            self._name(item, number, values, at)

    def _at(self, number, values):
        """The place as the files write it; empty where the row has none."""
        source, paragraph = values.get("source", ""), values.get("paragraph", "")
        if not (source or paragraph):
            return {"at": f"{self.as_source.slug}#{number}"} if self.as_source else {}
        return {"at": f"{source}#{paragraph}"} | ({"stated": values["words"]} if "words" in values else {})

    def _check_words(self, number, values):
        lines, paragraph = self.texts.get(values.get("source"), ()), values.get("paragraph", "")
        if "words" not in values or not paragraph.isdecimal() or not 0 < int(paragraph) <= len(lines):
            return
        if not is_stated_in(values["words"], lines[int(paragraph) - 1]):
            message = _("These words don't stand in %(source)s#%(paragraph)s.") % values
            place = self.records.place(number, "words")
            self.records.reader.mistakes.append(Mistake(self.records.file, place, values["slug"], message))

    def _name(self, item, number, values, at):
        place, names = self.records.place(number, "name_zh"), item.setdefault("names", placed([], item.line))
        if any(name["text"] == values["name_zh"] for name in names):
            return
        name = {"text": values["name_zh"], "language": "zh-Hans", "kind": "primary", "cite": at.get("at", [])}
        names.append(placed(name, place))
        names.lines.append(place)
        self.records.added[number]["name_zh"] = values["name_zh"]
