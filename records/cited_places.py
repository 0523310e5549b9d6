"""The places of a document's values, and the addresses of records and values on pages."""

from django.utils.text import slugify

from .view_models import CitedPlace
from .wording import translated as _

MAX_ANCHOR = 60
"""The length of what distinguishes a part in an address on a page."""


def names_with_places(doc, anchor):
    """The further names of a document, each with its places."""
    record = doc.get("name") or doc.get("title") or ""
    return [
        name | {"places": [_cited_place(citation, anchor, record, _("name")) for citation in name["citations"]]}
        for name in doc.get("names") or []
    ]


def _cited_place(citation, anchor, record, label):
    return CitedPlace(
        *(citation[key] for key in ("source", "paragraph", "stated", "stance")),
        is_inferred=citation["basis"] == "inferred", note=citation["note"],
        entry=f"-{anchor}-{citation['field'] or 'record'}" if anchor else "", record=record, label=label,
    )  # fmt: skip


def cited_places(doc, anchor, record="", labels=None):
    """{field: its places}; several phrases of one paragraph about one value become one place.

    `record` is the name of the document's record, `labels` those of its fields.
    """
    labels, fields, places = labels or {}, {}, {}
    for citation in doc.get("citations") or []:
        key = (citation["field"], citation["source"], citation["paragraph"], citation["stance"])
        if key in places:
            place = places[key]
            place.stated = " · ".join(filter(None, (place.stated, citation["stated"])))
            place.note = " · ".join(filter(None, (place.note, citation["note"])))
            place.is_inferred = place.is_inferred and citation["basis"] == "inferred"
        else:
            field = citation["field"]
            places[key] = _cited_place(citation, anchor, record, labels.get(field, field))
            fields.setdefault(citation["field"], []).append(places[key])
    return fields


def anchor_of(schema, doc, owner, owner_name=""):
    """What addresses a record or part on a page: “rounds-series-b”, “rounds-series-b-orbimed”.

    `owner` is the address of the record on whose page it is, and `owner_name` the part's label where its document,
    like that of an investment on its investor's page, lacks it.
    """
    if schema.type:
        return f"{schema.type}-{doc['slug']}" if doc.get("slug") else ""
    record = doc.get(schema.model.part_of)
    owner = f"{record['type']}-{record['slug']}" if record else owner
    return part_anchor(owner, part_name(schema, doc) or owner_name)


def part_name(schema, doc) -> str:
    """What tells a part from the others of its record: the title of a position, the investor of an investment."""
    label = doc.get(schema.model.part_label.partition("__")[0])
    return (label["name"] if isinstance(label, dict) else label) or ""


def part_anchor(owner, label) -> str:
    """The address of a part of a record on a page, by that of the record and the part's label."""
    return f"{owner}-{slugify(label or '', allow_unicode=True)[:MAX_ANCHOR]}"
