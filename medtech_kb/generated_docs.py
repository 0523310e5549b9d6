"""What is generated from the code, documentation and files for nginx: `write_docs` writes it, its --check compares."""

from django.conf import settings
from django.utils.text import capfirst

from catalogue.glossary import terms
from catalogue.record_types import RECORD_TYPES
from curation.fixture_schema import fixture_schema, part_model
from medtech_kb.serving.proxy import nginx_answers, nginx_limits
from pictures.pathways.filters import ProductRowFilters
from pictures.pathways.groups import GROUPS as ROWS
from records.as_of import ALLOWED
from records.as_of import PARAMETER as AS_OF
from records.clean_text import NOT_STATED
from records.deprecated import CITATION_FIELDS, FIELDS, FILTERS
from records.documents import keys_of
from records.facets import facet_names
from sources.record_types import CITATIONS
from values.date_documentation import dates
from values.documentation import amounts

DEPRECATED = {*FIELDS, *CITATION_FIELDS, *FILTERS}
WRITTEN = "<!-- Written by `manage.py write_docs` from the code; change the code instead. -->\n"


def documents() -> dict:
    """Return the content of each generated file by its path."""
    docs, nginx = settings.BASE / "docs", settings.BASE / "deploy" / "nginx" / "medtech-kb"
    return {
        docs / "data-dictionary.md": data_dictionary(),
        docs / "amounts.md": amounts(WRITTEN),
        docs / "dates.md": dates(WRITTEN),
        docs / "api-parameters.md": parameters(),
        docs / "glossary.md": glossary(),
        nginx / "limits.conf": nginx_limits(),
        nginx / "answers.conf": nginx_answers(),
    }


def data_dictionary() -> str:
    """Return every record type with its fields, their definitions and allowed values."""
    lines = ["# Data dictionary", "", WRITTEN]
    lines += ["Every record also has `gaps` (values looked for and not found) and `cite` (its places).", ""]
    for model in (record_type.model for record_type in RECORD_TYPES):
        lines += _type(model, f"## {capfirst(model._meta.verbose_name_plural)} (`{model.record_type}`)")
        if part := part_model(model):
            lines += _type(part, f"### Part of it: `{fixture_schema(model).parts}`")
    return "\n".join(lines) + "\n"


def _type(model, heading):
    schema = fixture_schema(model)
    lines = [heading, "", (model.__doc__ or "").strip().split("\n")[0], ""]
    lines += ["| field | meaning | words |", "|---|---|---|"]
    for name, field in [*schema.fields.items(), *schema.lists.items()]:
        related = field.related_model
        words = ", ".join(f"`{value}`" for value, _label in field.choices or [])
        if related and hasattr(related, "record_type"):
            words = f"slug of `{related.record_type}`"
        lines.append(f"| `{name}` | {field.help_text} | {words} |")
    if schema.has_amount:
        lines.append("| `amount` | The source's own words; the range is read from them: amounts.md. | |")
    if schema.has_names:
        lines.append("| `names` | Further names: text, language, kind, when, cite. | |")
    return [*lines, ""]


def glossary() -> str:
    """Return the terms of the page /glossary/; what fields mean is in the data dictionary."""
    lines = ["# Glossary", "", WRITTEN, "The page `/glossary/` has the same. Dates: [dates.md](dates.md);"]
    lines += ["amounts: [amounts.md](amounts.md); every field: [data-dictionary.md](data-dictionary.md)."]
    for topic, items in terms().items():
        lines += ["", f"## {topic.label}", "", "| word | meaning here |", "|---|---|"]
        lines += [f"| **{item.label}** | {item.meaning} |" for item in items]
    return "\n".join(lines) + "\n"


def parameters() -> str:
    """Return every list of the API with its filters, facets, orderings and fields."""
    lines = ["# The API's parameters", "", WRITTEN]
    lines += [f"Every list, profile, comparison and picture takes `{AS_OF}` besides: {'; '.join(ALLOWED)}.", ""]
    lines += ["Every list takes its parameters as JSON too, by `POST /api/v1/<type>/query/`: [api.md](api.md).", ""]
    for record_type in [*RECORD_TYPES, CITATIONS]:
        lines += _filters(record_type.name, record_type.filters)
        orders = ", ".join(f"`{order.word}`" for order in record_type.all_orders)
        facets = [*facet_names(record_type.filters), *facet_names(record_type.filters, deprecated=True)]
        lines += ["", f"Facets: {_listed(facets)}.", ""]
        lines += [f"Ordering (`-` before it for the other direction): {orders}; default `{record_type.order}`.", ""]
        lines += [f"Fields of a row: {_listed(keys_of(record_type.row))}.", ""]
        more = [key for key in keys_of(record_type.profile) if key not in keys_of(record_type.row)]
        if more:
            lines += [f"A profile has besides: {_listed(more)}.", ""]
    lines += _filters("pathways", ProductRowFilters)
    lines += [
        "",
        f"Ordering, within each group of rows: {_listed(ROWS[0].order_words)}; default `{ROWS[0].order}`.",
        "",
    ]
    return "\n".join(lines)


def _filters(name, filterset):
    lines = [f"## `/api/v1/{name}/`", "", "| filter | meaning | allowed |", "|---|---|---|"]
    for parameter, item in filterset.bound_filters().items():
        about = str(item.extra.get("help_text") or item.label or "")
        words = [word for word in item.allowed if item.is_facet]
        if item.can_be_missing and NOT_STATED not in words:
            words.append(NOT_STATED)
        words = ", ".join(f"`{word}`" for word in words)
        lines.append(f"| `{parameter}` | {capfirst(about)} | {words} |")
    return lines


def _listed(names):
    return ", ".join(f"`{name}`{' (deprecated)' if name in DEPRECATED else ''}" for name in names)
