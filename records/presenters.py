"""A document as a page shows it: every value with its label, its words and the places it comes from.

A page is made from the same document as the API's answer, so the two can't say different things. What is unknown is
told apart: stated as undisclosed, looked for and not stated, and not looked for.
"""

from django.utils.translation import get_language

from .presentation_schema import presentation_schema
from .view_models import CitedPlace, Fact, RecordView, Section


def present(serializer, doc) -> RecordView:
    """The document of a serializer as a page shows it."""
    return _record_view(presentation_schema(serializer, get_language()), doc)


def columns_of(serializer) -> list:
    """[(key, label)] of the columns of a table of these records, the name left out."""
    return presentation_schema(serializer, get_language()).columns


def _record_view(shape, doc):
    places, gaps = _places(doc), doc.get("gaps") or {}
    return RecordView(
        doc=doc,
        type=shape.type,
        name=doc.get("name") or doc.get("title") or "",
        url=f"/{shape.type}/{doc['slug']}/" if shape.type and doc.get("slug") else "",
        fact={field.key: _fact(field, doc, gaps, places) for field in shape.fields if field.key in doc},
        section={key: _section(key, label, below, doc) for key, label, below in shape.sections if doc.get(key)},
        names=_names(doc),
        places=places.get("", []),
        brief_keys=shape.brief,
    )


def _fact(field, doc, gaps, places):
    key = field.key
    raw = doc[key]
    value = field.value(raw) if raw or raw == 0 else None  # False and 0 are values, no text and no list are none
    if value is None and key not in gaps and key not in places:
        return field.nothing
    return Fact(key, field.label, field.help, value, field.gaps.get(gaps.get(key), ""), places.get(key, []))


def _section(key, label, shape, doc):
    rows = [_record_view(shape, part) for part in doc[key]]
    return Section(key, label, rows, shape.columns, f"/{doc.get('slug')}/")


def _names(doc):
    return [name | {"places": [_place(citation) for citation in name["citations"]]} for name in doc.get("names") or []]


def _place(citation):
    return CitedPlace(citation["source"], citation["paragraph"], citation["stated"], citation["stance"])


def _places(doc):
    """{field: its places}; what one paragraph states of a value in several phrases stands together."""
    fields, found = {}, {}
    for citation in doc.get("citations") or []:
        at = (citation["field"], citation["source"], citation["paragraph"], citation["stance"])
        if at in found:
            found[at].stated = " · ".join(filter(None, (found[at].stated, citation["stated"])))
        else:
            found[at] = _place(citation)
            fields.setdefault(citation["field"], []).append(found[at])
    return fields
