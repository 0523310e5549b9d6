"""What the author of fixture files begins a source with: its entry, and the keys that a company's file may have."""

import hashlib
import json
from datetime import date
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _

from companies.models import Company
from curation.files import MAX_SIZE
from curation.fixture_schema import COMPANY_SECTIONS, fixture_schema
from sources.models import Source
from sources.texts import paragraphs_of

LONGEST_TITLE = 300
MADE = ("slug", "title", "paragraphs", "sha256", "is_published")


class NoText(ValueError):
    """The file is no text that a source could have; the message says why."""


def read_text(path: Path) -> str:
    """The text of a file. Raises NoText."""
    try:
        if path.stat().st_size > MAX_SIZE:
            raise NoText(_("%(path)s is larger than %(size)s bytes.") % {"path": path, "size": MAX_SIZE})
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise NoText(_("%(path)s can't be read: %(why)s.") % {"path": path, "why": error.strerror}) from None
    except UnicodeDecodeError:
        raise NoText(_("%(path)s is not UTF-8 text.") % {"path": path}) from None
    if not paragraphs_of(text):
        raise NoText(_("%(path)s holds no paragraph.") % {"path": path})
    return text


def entry_of_source(text: str, slug: str) -> str:
    """The entry of a text in sources.yaml: what can be counted is filled in, the other keys stand in comments."""
    paragraphs = paragraphs_of(text)
    title = paragraphs[0][:LONGEST_TITLE]
    digest = hashlib.sha256(text.encode()).hexdigest()
    made = [f"- slug: {slug}", f"  title: {_quoted(title)}", f"  paragraphs: {len(paragraphs)}", f"  sha256: {digest}"]
    schema = fixture_schema(Source)
    asked = [_line("  ", schema.fields[key]) for key in schema.fields if key not in MADE]
    place = f"  cite: {{at: {slug}#1, field: title, stated: {_quoted(title[:40])}}}"
    return "\n".join([*made, *asked, place]) + "\n"


def file_of_company(slug: str) -> str:
    """The keys of a company's file, all in comments, with the values that are allowed."""
    schema = fixture_schema(Company)
    lines = [_line("", schema.fields[key]) for key in schema.fields if key != "is_published"]
    name = f"# names: [{{text: …, language: zh-Hans, kind: primary, cite: {slug}#1}}]"
    lists = [f"# {key}: [slug, …]" for key in schema.lists]
    sections = [f"# {model.record_type}:" for model in COMPANY_SECTIONS]
    return "\n".join([*lines, name, *lists, f"# cite: [{slug}#1]", *sections]) + "\n"


def proposed_slug(path: Path) -> str:
    """A source's slug made of the name of its file and the year, as those in fixtures/ are."""
    return f"{slugify(path.stem)[:90] or 'source'}-{date.today().year}"


def _line(indent, field):
    allowed = ", ".join(str(value) for value, _label in field.choices or ()) or str(field.help_text)
    return f"{indent}# {field.name}:  # {' '.join(allowed.split())}"


def _quoted(text):
    return json.dumps(text, ensure_ascii=False)
